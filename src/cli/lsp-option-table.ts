// The options of `slipway lsp`. Editors write them, so they have the names that editors know.

import type { Flag, Option, Text } from './options.ts';

export const stdio: Flag = { kind: 'flag', name: 'stdio', summary: 'Talk over standard input and output' };
export const nodeIpc: Flag = {
  kind: 'flag',
  name: 'node-ipc',
  summary: 'Talk over the channel of Node.js to the process that starts the server',
};
export const socket: Text = {
  kind: 'text',
  name: 'socket',
  value: 'port',
  summary: 'Talk over a connection to this port, at which the editor waits',
};
const clientProcessId: Text = {
  kind: 'text',
  name: 'clientProcessId',
  value: 'number',
  summary: 'End when the process with this number has ended',
};

export const lspOptions: readonly Option[] = [stdio, nodeIpc, socket, clientProcessId];
