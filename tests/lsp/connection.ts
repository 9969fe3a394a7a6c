// A client and a server in this process, connected as two processes would be.

import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  ProposedFeatures,
  type RegistrationParams,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { onTestFinished } from 'vitest';
import { rules } from '../../rules/index.ts';
import { addressOf } from '../../src/lsp/server/address.ts';
import type { BuildTools } from '../../src/lsp/server/build-requests.ts';
import { serve } from '../../src/lsp/server/server.ts';

export interface Served {
  readonly client: ProtocolConnection;
  readonly started: InitializeResult;
  /** What the server has logged as errors. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** The methods that the server wants to hear of. */
  readonly registered: readonly string[];
  open(uri: string, text: string, languageId?: string): void;
  change(uri: string, text: string): void;
  close(uri: string): void;
  /** The next diagnostics that the server sends for a document. */
  diagnosed(uri: string): Promise<PublishDiagnosticsParams>;
  pull(uri: string): Promise<readonly Diagnostic[]>;
}

export interface Started {
  readonly capabilities?: ClientCapabilities;
  readonly folders?: readonly string[];
  readonly options?: object;
  readonly tools?: Partial<BuildTools>;
  /** What `workspace/configuration` answers for Slipway. */
  readonly settings?: unknown;
}

const noTools: BuildTools = {
  impact: () => ({ steps: [], summary: '' }),
  simulate: () => ({ svg: '', summary: '' }),
};

/** A client whose server waits to be initialized. */
export function connectServer(tools: Partial<BuildTools> = {}): ProtocolConnection {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
  serve(connection, {
    rules,
    version: '1.2.3',
    documentation: 'https://example.com/rules#',
    tools: { ...noTools, ...tools },
    today: () => '2026-11-21',
  });
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  onTestFinished(() => {
    client.dispose();
    connection.dispose();
  });
  return client;
}

export async function startServer({
  capabilities = {},
  folders,
  options,
  tools,
  settings,
}: Started = {}): Promise<Served> {
  const client = connectServer(tools);
  const waiting = new Map<string, ((params: PublishDiagnosticsParams) => void)[]>();
  const [errors, warnings]: [string[], string[]] = [[], []];
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    for (const resolve of waiting.get(params.uri)?.splice(0) ?? []) resolve(params);
  });
  client.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
    if (type === 1) errors.push(message);
  });
  client.onNotification('window/showMessage', ({ message }: { message: string }) => void warnings.push(message));
  const registered: string[] = [];
  client.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
    registered.push(...registrations.map(({ method }) => method));
    return null;
  });
  client.onRequest('workspace/configuration', () => [settings ?? null]);
  client.listen();
  const started = await client.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities,
    workspaceFolders: folders?.map((folder) => ({ uri: addressOf(folder), name: folder })) ?? null,
    initializationOptions: options,
  });
  await client.sendNotification('initialized', {});
  const versions = new Map<string, number>();
  const next = (uri: string): number => {
    const version = (versions.get(uri) ?? 0) + 1;
    versions.set(uri, version);
    return version;
  };
  return {
    client,
    started,
    errors,
    warnings,
    registered,
    open(uri, text, languageId = 'dockerfile') {
      const textDocument = { uri, languageId, version: next(uri), text };
      void client.sendNotification('textDocument/didOpen', { textDocument });
    },
    change(uri, text) {
      const textDocument = { uri, version: next(uri) };
      void client.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
    },
    close(uri) {
      versions.delete(uri);
      void client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    diagnosed: (uri) =>
      new Promise((resolve) => {
        waiting.set(uri, [...(waiting.get(uri) ?? []), resolve]);
      }),
    async pull(uri) {
      const report = await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return report.items;
    },
  };
}
