// A language server in a process of its own, and the client that drives it.

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** The arguments of Node.js for the built server. */
export const slipwayServer: readonly string[] = ['dist/cli/slipway.cjs', 'lsp', '--stdio'];

export class Peer {
  readonly connection: ProtocolConnection;
  readonly #process: ChildProcess;
  readonly #waiting = new Map<string, (params: PublishDiagnosticsParams) => void>();
  /** What the server has logged as errors. */
  readonly errors: string[] = [];

  constructor(args: readonly string[]) {
    this.#process = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdin, stdout } = this.#process;
    if (stdin === null || stdout === null) throw new Error('a server has pipes');
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      const resolve = this.#waiting.get(params.uri);
      this.#waiting.delete(params.uri);
      resolve?.(params);
    });
    this.connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
      if (type === 1) this.errors.push(message);
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
      items.map(() => null),
    );
    this.connection.listen();
  }

  async start(capabilities: ClientCapabilities): Promise<InitializeResult> {
    const started = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities,
    });
    await this.connection.sendNotification('initialized', {});
    return started;
  }

  /** Resolves with the next diagnostics that are sent for the document. */
  diagnosed(uri: string): Promise<PublishDiagnosticsParams> {
    return new Promise((resolve) => void this.#waiting.set(uri, resolve));
  }

  open(uri: string, text: string): void {
    const textDocument = { uri, languageId: 'dockerfile', version: 1, text };
    void this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  close(uri: string): void {
    void this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** What the process holds in memory, in bytes; undefined where the system does not tell. */
  residentBytes(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
    } catch {
      return undefined;
    }
  }

  /** For how long its main thread has had a processor, in milliseconds; undefined where the system does not tell. */
  busyMilliseconds(): number | undefined {
    try {
      return Number(readFileSync(`/proc/${this.#process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    } catch {
      return undefined;
    }
  }

  /** The exit code. */
  async stop(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.#process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return exited;
  }
}
