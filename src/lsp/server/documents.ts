// Follows what the client opens, changes and closes, and tells it what is wrong there.

import {
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { readSettings } from './client-settings.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { DiagnosticsQueue } from './diagnostics-queue.ts';
import { documentKind, watchedPatterns } from './document-kind.ts';
import type { Requests } from './requests.ts';
import type { Session } from './session.ts';

export class Documents {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #queue: DiagnosticsQueue;
  /** Goes up when something else than a document has changed: what was answered before may be wrong. */
  #epoch = 0;

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
    this.#queue = new DiagnosticsQueue((uri) => this.#publish(uri));
  }

  listen(requests: Requests): void {
    const connection = this.#connection;
    const session = this.#session;
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
      session.open(uri, version, text);
      this.#changed(uri);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      if (session.change(uri, version, contentChanges) !== undefined) this.#changed(uri);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      session.close(uri);
      this.#queue.remove(uri);
      this.#send(uri, undefined, []);
      if (documentKind(uri) !== 'dockerfile') this.surroundingsChanged();
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
      if (documentKind(uri) !== 'dockerfile' || !session.client.watchesFiles) this.surroundingsChanged();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      if (changes.some(({ uri }) => session.openFiles.get(uri) === undefined)) this.surroundingsChanged();
    });
    connection.onDidChangeConfiguration(({ settings }) => this.#ask(this.#readConfiguration(settings)));
    connection.languages.diagnostics.on(
      requests.answer('textDocument/diagnostic', ({ textDocument, previousResultId }) =>
        this.#report(textDocument.uri, previousResultId),
      ),
    );
  }

  /** To be called once the client is ready to be asked. */
  settle(): void {
    const { watchesFiles, configures, registersSettings } = this.#session.client;
    const { client } = this.#connection;
    if (watchesFiles) {
      const watchers = watchedPatterns.map((globPattern) => ({ globPattern }));
      this.#ask(client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (registersSettings) {
      this.#ask(client.register(DidChangeConfigurationNotification.type, { section: 'slipway' }));
    }
    if (configures) this.#ask(this.#readConfiguration(undefined));
  }

  /** Reads the settings of the user: asks for them, or takes those that were sent. */
  async #readConfiguration(sent: unknown): Promise<void> {
    const { client } = this.#session;
    const asked: unknown = client.configures ? await this.#connection.workspace.getConfiguration('slipway') : sent;
    const own = typeof asked === 'object' && asked !== null && 'slipway' in asked ? asked.slipway : asked;
    if (own === null || own === undefined) return;
    this.#session.settings = readSettings(own);
    this.surroundingsChanged();
  }

  /** Files around the documents, or settings, are not what they were. */
  surroundingsChanged(): void {
    this.#session.forget();
    this.#epoch++;
    const { refreshes, pullsDiagnostics } = this.#session.client;
    for (const { uri } of this.#session.dockerfiles()) this.#queue.add(uri);
    if (pullsDiagnostics && refreshes.diagnostics)
      this.#ask(this.#connection.sendRequest(DiagnosticRefreshRequest.type));
    if (refreshes.codeLenses) this.#ask(this.#connection.sendRequest(CodeLensRefreshRequest.type));
    if (refreshes.inlayHints) this.#ask(this.#connection.languages.inlayHint.refresh());
  }

  /** What a client answers to questions of the server is its own business; a client that refuses one is served all the same. */
  #ask(question: Promise<unknown>): void {
    question.catch((error: unknown) => {
      this.#connection.console.log(`the client refuses: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  #changed(uri: string): void {
    this.#queue.add(uri);
    if (documentKind(uri) !== 'dockerfile') this.surroundingsChanged();
  }

  /** A client that asks for diagnostics is not sent any. What is out of date before it is known is not sent either. */
  async #publish(uri: string): Promise<void> {
    const { client, openFiles } = this.#session;
    const file = openFiles.get(uri);
    if (client.pullsDiagnostics || file === undefined) return;
    try {
      const diagnostics = await this.#find(uri);
      if (openFiles.get(uri) === file) this.#send(uri, file.version, diagnostics);
    } catch (error) {
      this.#connection.console.error(`cannot lint ${uri}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  async #find(uri: string): Promise<Diagnostic[]> {
    const configuration = this.#session.configurationAt(uri);
    if (configuration === undefined) {
      const view = await this.#session.viewOf(uri);
      return view === undefined ? [] : diagnosticsOf(view);
    }
    const { configurationDiagnostics } = await import('../configuration/diagnostics.ts');
    const { openFiles } = this.#session;
    return configurationDiagnostics(configuration.document, (path) => openFiles.openAt(path)?.text);
  }

  #send(uri: string, version: number | undefined, diagnostics: Diagnostic[]): void {
    const params = { uri, diagnostics, ...(version !== undefined && { version }) };
    void this.#connection.sendDiagnostics(params);
  }

  async #report(uri: string, previous: string | undefined): Promise<DocumentDiagnosticReport> {
    const version = this.#session.openFiles.get(uri)?.version;
    const resultId = `${this.#epoch}.${version}`;
    if (resultId === previous) return { kind: 'unchanged', resultId };
    return { kind: 'full', items: await this.#find(uri), resultId };
  }
}
