// Requests of our own, for the panels and marks of an editor: the graph of a build, what a change rebuilds, how long it takes.

import type { Connection, TextDocumentIdentifier } from 'vscode-languageserver';
import type { Fate } from '../../plan/impact.ts';
import { planSvg } from '../../report/plan/svg.ts';
import { ruleMarkdown } from '../../report/rule-markdown.ts';
import { UserError } from '../../user-error.ts';
import { pathOf } from './address.ts';
import type { Requests } from './requests.ts';
import type { Session } from './session.ts';
import type { View } from '../view.ts';

/** Lines are counted from 0. */
export interface GraphAnswer {
  /** The step of a node is in its `data-step`. */
  readonly svg: string;
  readonly steps: readonly {
    readonly id: string;
    readonly line: number;
    readonly endLine: number;
    readonly name: string;
  }[];
}

export interface ImpactAnswer {
  readonly steps: readonly {
    readonly line: number;
    readonly endLine: number;
    readonly name: string;
    readonly fate: Fate;
    readonly reason: string;
  }[];
  readonly summary: string;
}

export interface SimulationAnswer {
  readonly svg: string;
  readonly summary: string;
}

/** A build that has to look at more than the Dockerfile: its context, its history. Throws a `UserError` for what cannot be. */
export interface BuildTools {
  /** What the changes since a commit rebuild. Runs git. */
  impact(path: string, text: string, since: string): ImpactAnswer;
  /** The build with nothing in the cache. */
  simulate(path: string, text: string): SimulationAnswer;
}

interface Asked {
  readonly textDocument: TextDocumentIdentifier;
}

export function answerBuildRequests(connection: Connection, requests: Requests, session: Session): void {
  const { rules, tools } = session;
  connection.onRequest('slipway/graph', requests.about<Asked, GraphAnswer | null>('slipway/graph', null, graph));
  connection.onRequest(
    'slipway/impact',
    requests.about<Asked & { readonly since?: string }, ImpactAnswer | null>(
      'slipway/impact',
      null,
      (view, { since }) => {
        if (!session.isTrusted) throw new UserError('the folder is not trusted, so git is not run in it');
        return tools.impact(fileOf(view), view.text, since ?? 'HEAD');
      },
    ),
  );
  connection.onRequest(
    'slipway/simulate',
    requests.about<Asked, SimulationAnswer | null>('slipway/simulate', null, (view) =>
      tools.simulate(fileOf(view), view.text),
    ),
  );
  connection.onRequest(
    'slipway/explain',
    requests.answer('slipway/explain', async ({ rule: name }: { readonly rule: string }) => {
      const rule = rules.get(name);
      if (rule === undefined) throw new UserError(`there is no rule ${name}`);
      return { markdown: [`# ${name}`, '', ...ruleMarkdown(rule)].join('\n') };
    }),
  );
  connection.onNotification('slipway/trust', () => {
    session.isTrusted = true;
  });
}

function graph({ plan, source, analysis }: View): GraphAnswer {
  if (plan === undefined) {
    const message = analysis.model.error?.message ?? 'it has no stage';
    throw new UserError(`the build cannot be planned: ${message}`);
  }
  const steps = plan.stages.flatMap((stage) => stage.steps);
  return {
    svg: planSvg(plan, source.path),
    steps: steps.map(({ id, lines, name }) => ({ id, line: lines.first - 1, endLine: lines.last - 1, name })),
  };
}

function fileOf({ uri }: View): string {
  const path = pathOf(uri);
  if (path === undefined) throw new UserError('save the Dockerfile first: its folder is the build context');
  return path;
}
