// Follows what the client opens, changes and closes, and tells it what is wrong there.

import {
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { readTextFile } from '../../context/text-file.ts';
import { addressOf, pathOf } from './address.ts';
import { readSettings } from './client-settings.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { DiagnosticsQueue } from './diagnostics-queue.ts';
import { documentKind, isForeign, watchedPatterns } from './document-kind.ts';
import { log, logError } from './log.ts';
import type { OpenFile } from './open-files.ts';
import type { Requests } from './requests.ts';
import type { Session } from './session.ts';
import { pathsOf } from './start.ts';

export class Documents {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #queue: DiagnosticsQueue;
  readonly #refreshes: DiagnosticsQueue;
  /** Files that were linted with their folder: while they are not open, the client is sent what is wrong with them. */
  #followed: ReadonlySet<string> = new Set();
  /** Goes up when something else than a document has changed: what was answered before may be wrong. */
  #epoch = 0;

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
    this.#queue = new DiagnosticsQueue((uri) => this.#publish(uri));
    this.#refreshes = new DiagnosticsQueue(() => this.#refresh());
  }

  listen(requests: Requests): void {
    const connection = this.#connection;
    const session = this.#session;
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
      const file = session.open(uri, version, text);
      const known = ownAddress(file);
      // From here on it asks, or is told under its own name.
      if (this.#followed.has(known) && (session.client.pullsDiagnostics || known !== uri)) this.#send(known, []);
      this.#changed(uri, undefined, file);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const before = session.openFiles.get(uri);
      this.#changed(uri, before, session.change(uri, version, contentChanges));
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      const before = session.openFiles.get(uri);
      if (before === undefined) return;
      session.close(uri);
      this.#queue.remove(uri);
      this.#send(uri, []);
      const known = ownAddress(before);
      if (this.#followed.has(known)) this.#queue.add(known);
      if (counts(before)) this.surroundingsChanged();
    });
    // What is around the documents may have changed by ways that nobody has told.
    connection.onDidSaveTextDocument(() => this.surroundingsChanged());
    connection.onDidChangeWatchedFiles(({ changes }) => {
      if (changes.some(({ uri }) => session.openFiles.get(uri) === undefined)) this.surroundingsChanged();
    });
    connection.workspace.onDidCreateFiles(() => this.surroundingsChanged());
    connection.workspace.onDidRenameFiles(() => this.surroundingsChanged());
    connection.workspace.onDidDeleteFiles(() => this.surroundingsChanged());
    connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event: { added, removed } }) => {
      const gone = new Set(pathsOf(removed.map(({ uri }) => uri)));
      const come = pathsOf(added.map(({ uri }) => uri));
      session.folders = [...new Set([...session.folders.filter((folder) => !gone.has(folder)), ...come])];
      this.follow([...this.#followed].filter((uri) => session.folderOf(pathOf(uri) ?? '') !== undefined));
    });
    connection.onDidChangeConfiguration(({ settings }) => void this.#ask(() => this.#readConfiguration(settings)));
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
      void this.#ask(() => client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (registersSettings) {
      void this.#ask(() => client.register(DidChangeConfigurationNotification.type, { section: 'slipway' }));
    }
    if (configures) void this.#ask(() => this.#readConfiguration(undefined));
  }

  /** From now on the client is told what is wrong with these files, and not any more with others that it has not open. */
  follow(uris: readonly string[]): void {
    const before = this.#followed;
    this.#followed = new Set(uris);
    for (const uri of before) {
      if (this.#followed.has(uri)) continue;
      this.#queue.remove(uri);
      if (this.#session.openFiles.get(uri) === undefined) this.#send(uri, []);
    }
  }

  /** Lints a file that is followed, and tells how many findings it has. One that cannot be linted has none. */
  async lint(path: string): Promise<number> {
    try {
      return await this.#lintFile(path);
    } catch (error) {
      logError(this.#connection, `cannot lint ${path}`, error);
      return 0;
    }
  }

  async #lintFile(path: string): Promise<number> {
    const { openFiles } = this.#session;
    const uri = openFiles.openAt(path)?.uri ?? addressOf(path);
    if (openFiles.get(uri) !== undefined) return (await this.#find(uri)).length;
    const read = readTextFile(path, path);
    const view = 'text' in read ? await this.#session.viewOfText(path, uri, read.text) : undefined;
    const diagnostics = view === undefined ? [] : diagnosticsOf(view);
    if (openFiles.openAt(path) === undefined) this.#send(uri, diagnostics);
    return diagnostics.length;
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
    for (const { uri } of this.#session.openFiles.all()) this.#queue.add(uri);
    for (const uri of this.#followed) this.#queue.add(uri);
    this.#refreshes.add('all');
  }

  /** Has the client ask again. */
  async #refresh(): Promise<void> {
    const { refreshes, pullsDiagnostics } = this.#session.client;
    const connection = this.#connection;
    await Promise.all([
      pullsDiagnostics &&
        refreshes.diagnostics &&
        this.#ask(() => connection.sendRequest(DiagnosticRefreshRequest.type)),
      refreshes.codeLenses && this.#ask(() => connection.sendRequest(CodeLensRefreshRequest.type)),
      refreshes.inlayHints && this.#ask(() => connection.languages.inlayHint.refresh()),
    ]);
  }

  /** What a client answers to questions of the server is its own business; a client that refuses one is served all the same. */
  async #ask(question: () => Promise<unknown>): Promise<void> {
    try {
      await question();
    } catch (error) {
      log(this.#connection, 'info', `the client refuses: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #changed(uri: string, before: OpenFile | undefined, after: OpenFile | undefined): void {
    if (after === undefined) return;
    this.#queue.add(uri);
    if (counts(before) || counts(after)) this.surroundingsChanged();
  }

  /** A client that asks for diagnostics is not sent any. What is out of date before it is known is not sent either. */
  async #publish(uri: string): Promise<void> {
    const { client, openFiles } = this.#session;
    const file = openFiles.get(uri);
    try {
      if (file === undefined) {
        const path = pathOf(uri);
        if (path !== undefined && this.#followed.has(uri)) await this.lint(path);
      } else if (!client.pullsDiagnostics) {
        const diagnostics = await this.#find(uri);
        if (openFiles.get(uri) === file) this.#send(uri, diagnostics, file.version);
      }
    } catch (error) {
      logError(this.#connection, `cannot lint ${uri}`, error);
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

  #send(uri: string, diagnostics: Diagnostic[], version?: number): void {
    const params = { uri, diagnostics, ...(version !== undefined && { version }) };
    void this.#ask(() => this.#connection.sendDiagnostics(params));
  }

  async #report(uri: string, previous: string | undefined): Promise<DocumentDiagnosticReport> {
    const file = this.#session.openFiles.get(uri);
    if (file === undefined) return { kind: 'full', items: [] };
    const resultId = `${this.#epoch}.${file.revision}`;
    if (resultId === previous) return { kind: 'unchanged', resultId };
    return { kind: 'full', items: await this.#find(uri), resultId };
  }
}

/** As the server itself names the file, which a client may write in another way. */
function ownAddress({ uri, path }: OpenFile): string {
  return path === undefined ? uri : addressOf(path);
}

/** Whether what a document says can change what is wrong with others. */
function counts(file: OpenFile | undefined): boolean {
  return file !== undefined && documentKind(file.name) !== 'dockerfile' && !isForeign(file);
}
