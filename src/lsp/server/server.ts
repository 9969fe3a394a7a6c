// The language server: starts a session with its client, and joins the parts.

import {
  type Connection,
  ErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from 'vscode-languageserver';
import type { Rules } from '../../lint/rule.ts';
import { answerBuildRequests, type BuildTools } from './build-requests.ts';
import { clientOf, serverCapabilities } from './capabilities.ts';
import { answerCommands } from './commands.ts';
import { Documents } from './documents.ts';
import { answerFeatures } from './features.ts';
import { logError } from './log.ts';
import { Requests } from './requests.ts';
import { Session } from './session.ts';
import { readStart } from './start.ts';

export interface ServerOptions {
  readonly rules: Rules;
  readonly version: string;
  /** What a rule's name is put behind to make the address of its page. */
  readonly documentation: string;
  readonly tools: BuildTools;
  /** As `2026-11-21`. */
  today(): string;
}

/** Serves the client of this connection until it goes. */
export function serve(connection: Connection, options: ServerOptions): void {
  const tell = (message: string): void => {
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  };
  let state: 'waits' | 'serves' | 'is shut down' = 'waits';
  connection.onRequest((method) => {
    throw state === 'waits'
      ? new ResponseError(ErrorCodes.ServerNotInitialized, 'the first request has to be initialize')
      : new ResponseError(ErrorCodes.MethodNotFound, `there is no request ${method}`);
  });
  connection.onShutdown(() => {
    state = 'is shut down';
  });
  connection.onInitialize((params) => {
    if (state !== 'waits') throw new ResponseError(ErrorCodes.InvalidRequest, 'the server is initialized already');
    const start = readStart(params);
    const client = clientOf(params.capabilities);
    const session = new Session(
      {
        client,
        rules: options.rules,
        tools: options.tools,
        documentation: start.documentation ?? options.documentation,
        today: options.today,
        onProblem: (problem) => tell(`Slipway: ${problem}`),
      },
      start,
    );
    const requests = new Requests({
      viewOf: (uri) => session.viewOf(uri),
      isShutDown: () => state === 'is shut down',
      logError: (what, error) => logError(connection, what, error),
    });
    const documents = new Documents(connection, session);
    documents.listen(requests);
    answerFeatures(connection, requests, session);
    answerBuildRequests(connection, requests, session);
    answerCommands(connection, requests, { session, documents });
    connection.onInitialized(() => documents.settle());
    state = 'serves';
    return { capabilities: serverCapabilities(client), serverInfo: { name: 'slipway', version: options.version } };
  });
  connection.listen();
}
