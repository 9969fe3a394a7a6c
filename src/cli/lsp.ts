// `slipway lsp`: the language server, for editors.

import { rules } from '../../rules/index.ts';
import { logError } from '../lsp/server/log.ts';
import { serve } from '../lsp/server/server.ts';
import { connect, type Transport } from '../lsp/server/transport.ts';
import { UserError } from '../user-error.ts';
import { editorBuilds } from './editor-builds.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import type { Arguments } from './options.ts';
import { nodeIpc, socket, stdio } from './lsp-option-table.ts';
import { version } from './version.ts';

/** Serves one client, and returns when it has gone. */
export async function serveEditor(given: Arguments, io: Io): Promise<number> {
  const connection = await connect(transportOf(given));
  // A bug is logged, and the editor goes on.
  const log = (error: unknown): void => logError(connection, 'slipway lsp', error);
  process.on('uncaughtException', log).on('unhandledRejection', log);
  const gone = new Promise<void>((resolve) => connection.onExit(resolve));
  serve(connection, { rules, version, documentation: pageOfRules(), tools: editorBuilds(io), today: () => io.today() });
  await gone;
  return exitCode.clean;
}

/** The page of all rules that lies beside the program. */
function pageOfRules(): string {
  return `${new URL('../rules.md', import.meta.url).href}#`;
}

function transportOf(given: Arguments): Transport {
  const [port, another] = given.textsOf(socket);
  const asked: Transport[] = [];
  if (given.has(stdio)) asked.push({ kind: 'stdio' });
  if (given.has(nodeIpc)) asked.push({ kind: 'node-ipc' });
  if (port !== undefined) asked.push({ kind: 'socket', port: portOf(port) });
  const [transport, second] = asked;
  if (transport === undefined || second !== undefined || another !== undefined) {
    throw new UserError('say one way to talk to the editor: --stdio, --node-ipc or --socket <port>');
  }
  if (transport.kind === 'node-ipc' && process.send === undefined) {
    throw new UserError('--node-ipc needs a channel to the process that starts the server: use --stdio');
  }
  return transport;
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port < 65536) return port;
  throw new UserError(`--socket cannot be "${text}": it is the port at which the editor waits, from 1 to 65535`);
}
