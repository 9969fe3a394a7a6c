// What the extension asks of the server besides the Language Server Protocol.

import { NotificationType0, RequestType } from 'vscode-languageclient/node';
import type { GraphAnswer, ImpactAnswer, SimulationAnswer } from '../../../src/lsp/server/build-requests.ts';

interface OfDocument {
  readonly textDocument: { readonly uri: string };
}

interface OfChanges extends OfDocument {
  /** A revision of git. */
  readonly since?: string;
}

export type GraphStep = GraphAnswer['steps'][number];
export type StepImpact = ImpactAnswer['steps'][number];
export type Fate = StepImpact['fate'];

/** The answer is null for a document that is no Dockerfile for the server. */
type AnswerType<Params, Answer> = RequestType<Params, Answer | null, void>;

export const graphRequest: AnswerType<OfDocument, GraphAnswer> = new RequestType('slipway/graph');
export const simulationRequest: AnswerType<OfDocument, SimulationAnswer> = new RequestType('slipway/simulate');
export const impactRequest: AnswerType<OfChanges, ImpactAnswer> = new RequestType('slipway/impact');
export const explanationRequest: AnswerType<{ readonly rule: string }, { readonly markdown: string }> = new RequestType(
  'slipway/explain',
);
export const commandRequest: AnswerType<{ readonly command: string }, unknown> = new RequestType(
  'workspace/executeCommand',
);

/** The user trusts the workspace from now on. */
export const trustNotification = new NotificationType0('slipway/trust');
