// How the server and its client are connected.

import { once } from 'node:events';
import { connect as openSocket, type Socket } from 'node:net';
import {
  type Connection,
  type ConnectionStrategy,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  LSPErrorCodes,
  Message,
  ProposedFeatures,
  ResponseError,
} from 'vscode-languageserver/node';
import { UserError } from '../../user-error.ts';

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

/** Throws a `UserError` where nobody waits at the port. */
export async function connect(transport: Transport): Promise<Connection> {
  switch (transport.kind) {
    case 'stdio':
      return createConnection(ProposedFeatures.all, process.stdin, process.stdout, strategy);
    case 'node-ipc':
      // The connection itself sees only streams end.
      process.once('disconnect', () => process.exit(1));
      return createConnection(
        ProposedFeatures.all,
        new IPCMessageReader(process),
        new IPCMessageWriter(process),
        strategy,
      );
    case 'socket': {
      const socket = await socketTo(transport.port);
      return createConnection(ProposedFeatures.all, socket, socket, strategy);
    }
    default:
      return transport satisfies never;
  }
}

async function socketTo(port: number): Promise<Socket> {
  const socket = openSocket(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    throw new UserError(`no editor waits at port ${port} of this machine: give the one at which it does`);
  }
}
