// The server of this window, and the client that talks to it. A restart replaces both.

import { commands, EventEmitter, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  LSPErrorCodes,
  type RequestType,
  ResponseError,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient/node';
import { isServed, servedDocuments } from './documents.ts';
import { showReferences } from './references.ts';
import { ruleAddress } from './rule-address.ts';
import { trustNotification } from './requests.ts';
import { serverProgram } from './server-program.ts';

export type ServerState = 'starting' | 'running' | 'stopped';

export type Asked<Answer> = { readonly answer: Answer } | { readonly problem: string };

export class Server {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #changes = new EventEmitter<ServerState>();
  /** Hears of each new state. */
  readonly onDidChange = this.#changes.event;
  #client: LanguageClient | undefined;
  #state: ServerState = 'stopped';

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#context = context;
    this.#log = log;
    context.subscriptions.push(
      this.#changes,
      commands.registerCommand('slipway.restart', () => this.restart()),
      workspace.onDidChangeConfiguration(async (event) => {
        if (event.affectsConfiguration('slipway.server.path')) await this.restart();
      }),
      workspace.onDidGrantWorkspaceTrust(() => this.#client?.sendNotification(trustNotification)),
    );
  }

  get state(): ServerState {
    return this.#state;
  }

  async start(): Promise<void> {
    const client = new LanguageClient('slipway', 'Slipway', serverProgram(this.#context), this.#options());
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.#client === client) this.#enter(stateOf(newState));
    });
    try {
      await client.start();
    } catch (error) {
      this.#enter('stopped');
      this.#log.error(error instanceof Error ? error : String(error));
      // Nobody waits for the user to read it.
      void this.#tell('the server does not start');
    }
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client !== undefined) await client.dispose().catch((error: unknown) => this.#log.error(String(error)));
    this.#enter('stopped');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** What the server answers, or in a sentence why it does not. */
  async ask<Params, Answer>(type: RequestType<Params, Answer | null, void>, params: Params): Promise<Asked<Answer>> {
    try {
      if (this.#client === undefined) return { problem: 'the server is not running' };
      const answer = await this.#client.sendRequest<Answer | null>(type.method, params);
      return answer === null ? { problem: 'Slipway leaves this file alone' } : { answer };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (!(error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed)) this.#log.error(problem);
      return { problem };
    }
  }

  #enter(state: ServerState): void {
    this.#state = state;
    this.#changes.fire(state);
  }

  async #tell(problem: string): Promise<void> {
    const choice = await window.showErrorMessage(`Slipway: ${problem}`, 'Show Log');
    if (choice !== undefined) this.#log.show();
  }

  #options(): LanguageClientOptions {
    return {
      documentSelector: servedDocuments,
      outputChannel: this.#log,
      traceOutputChannel: this.#log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: {
        trusted: workspace.isTrusted,
        documentation: ruleAddress(''),
        settings: workspace.getConfiguration('slipway'),
        commands: { showGraph: 'slipway.showGraph', showReferences, suggest: 'editor.action.triggerSuggest' },
      },
      diagnosticPullOptions: { onChange: true, onSave: true, filter: (document) => !isServed(document) },
      middleware: {
        didOpen: async (document, next) => {
          if (isServed(document)) await next(document);
        },
        provideDiagnostics: (document, previous, token, next) =>
          'languageId' in document && !isServed(document) ? undefined : next(document, previous, token),
        // The server would ask for a page to be opened, which is a way round.
        executeCommand: (command, given: unknown[], next) =>
          command === 'slipway.explainRule'
            ? commands.executeCommand('slipway.explain', ...given)
            : next(command, given),
      },
    };
  }
}

function stateOf(state: State): ServerState {
  switch (state) {
    case State.Running:
      return 'running';
    case State.Starting:
    case State.StartFailed:
      return 'starting';
    case State.Stopped:
      return 'stopped';
    default:
      return state satisfies never;
  }
}
