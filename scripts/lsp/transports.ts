// The ways in which an editor and the server meet and part.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const program = 'dist/cli/slipway.cjs';

/** A server that somebody has started and is connected with. */
interface Meeting {
  readonly server: ChildProcess;
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** Goes without a word. */
  vanish(): void;
}

const meetings: Readonly<Record<string, () => Promise<Meeting>>> = {
  async stdio() {
    const server = spawn(process.execPath, [program, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdin, stdout } = server;
    const [reader, writer] = [new StreamMessageReader(stdout), new StreamMessageWriter(stdin)];
    return { server, reader, writer, vanish: () => stdin.destroy() };
  },
  async 'node-ipc'() {
    const server = spawn(process.execPath, [program, 'lsp', '--node-ipc'], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [reader, writer] = [new IPCMessageReader(server), new IPCMessageWriter(server)];
    return { server, reader, writer, vanish: () => server.disconnect() };
  },
  async socket() {
    const waiting = createServer();
    await once(waiting.listen(0, '127.0.0.1'), 'listening');
    const address = waiting.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const server = spawn(process.execPath, [program, 'lsp', `--socket=${port}`], { stdio: 'inherit' });
    const socket = await new Promise<Socket>((resolve) => waiting.once('connection', resolve));
    waiting.close();
    const [reader, writer] = [new StreamMessageReader(socket), new StreamMessageWriter(socket)];
    return { server, reader, writer, vanish: () => socket.destroy() };
  },
};

/** How a client parts, and the exit code that the protocol wants then. */
const partings = { 'shuts down': 0, 'only exits': 1, vanishes: 1 } as const;

/** What is wrong, a line each. */
export async function transportTest(print: (line: string) => void): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [name, meet] of Object.entries(meetings)) {
    for (const parting of ['shuts down', 'only exits', 'vanishes'] as const) {
      const code = await visit(await meet(), parting);
      if (code !== partings[parting]) problems.push(`--${name}, the client ${parting}: the exit code is ${code}`);
    }
  }
  print(`transports: ${Object.keys(meetings).join(', ')}, ${problems.length} problems`);
  return problems;
}

/** Has one document linted, and parts. */
async function visit({ server, reader, writer, vanish }: Meeting, parting: keyof typeof partings): Promise<number> {
  const exited = once(server, 'exit');
  const connection = createProtocolConnection(reader, writer);
  const diagnosed = new Promise<PublishDiagnosticsParams>((resolve) =>
    connection.onNotification('textDocument/publishDiagnostics', resolve),
  );
  connection.listen();
  const { pid: processId } = process;
  await connection.sendRequest('initialize', { processId, rootUri: null, workspaceFolders: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const textDocument = { uri: 'untitled:a', languageId: 'dockerfile', version: 1, text: 'RNU a\n' };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  await diagnosed;
  if (parting === 'shuts down') await connection.sendRequest('shutdown');
  if (parting === 'vanishes') vanish();
  else await connection.sendNotification('exit');
  const [code]: unknown[] = await exited;
  connection.dispose();
  return typeof code === 'number' ? code : -1;
}
