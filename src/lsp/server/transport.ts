// How the server and its client are connected.

import {
  type Connection,
  type ConnectionStrategy,
  createConnection,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  LSPErrorCodes,
  Message,
  ProposedFeatures,
  ResponseError,
} from 'vscode-languageserver/node';

export type Transport =
  | { readonly kind: 'stdio' }
  /** The channel that a process has to the one of Node.js that has started it. */
  | { readonly kind: 'node-ipc' }
  /** The client waits at this port of this machine. */
  | { readonly kind: 'socket'; readonly port: number };

/** A request that waits while its cancellation comes is never looked at. */
const strategy: ConnectionStrategy = {
  cancelUndispatched(message) {
    if (!Message.isRequest(message)) return undefined;
    const { code, message: text } = new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
    return { jsonrpc: message.jsonrpc, id: message.id, error: { code, message: text } };
  },
};

export function connect(transport: Transport): Connection {
  switch (transport.kind) {
    case 'stdio':
      return createConnection(ProposedFeatures.all, process.stdin, process.stdout, strategy);
    case 'node-ipc':
      return createConnection(
        ProposedFeatures.all,
        new IPCMessageReader(process),
        new IPCMessageWriter(process),
        strategy,
      );
    case 'socket':
      return createConnection(ProposedFeatures.all, ...createServerSocketTransport(transport.port), strategy);
    default:
      return transport satisfies never;
  }
}
