// The language server beside another one: from a keystroke to what is wrong, and from its start to the first answer.

import { createRequire } from 'node:module';
import { positionAt } from '../lsp/drive.ts';
import { Peer, slipwayServer } from '../lsp/peer.ts';

const PEER = 'dockerfile-language-server-nodejs';
const peerServer = [createRequire(import.meta.url).resolve(`${PEER}/bin/docker-langserver`), '--stdio'];

const SIZES = [30, 500, 5000];
const KEYS = 60;
const WARM_UP = 40;
const STARTS = 15;
/** Between two keys, in milliseconds: a quick typist. */
const PAUSE = 60;
const uri = 'file:///nowhere/Dockerfile';

/** The lines to print. */
export async function measureEditor(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const size of SIZES) {
    const [ours, theirs] = [await keystrokes(slipwayServer, size), await keystrokes(peerServer, size)];
    lines.push(
      `editor, ${size} lines: keystroke to diagnostics p95 ${ours.toFixed(1)} ms, ${PEER} ${theirs.toFixed(1)} ms, ratio ${(ours / theirs).toFixed(2)}`,
    );
  }
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let start = 0; start < STARTS; start++) {
    ours.push(await firstDiagnostics(slipwayServer));
    theirs.push(await firstDiagnostics(peerServer));
  }
  const [own, other] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
  lines.push(
    `editor, start to first diagnostics: ${own.toFixed(0)} ms, ${PEER} ${other.toFixed(0)} ms, ratio ${(own / other).toFixed(2)}`,
  );
  return lines;
}

/** The 95th percentile in milliseconds, of letters that are typed into the middle of a file and taken back. */
async function keystrokes(server: readonly string[], size: number): Promise<number> {
  const peer = new Peer(server);
  await peer.start({});
  const text = fileOf(size);
  const opened = peer.diagnosed(uri);
  peer.open(uri, text);
  await opened;
  const at = positionAt(text, text.indexOf('curl', text.length / 2));
  const behind = { line: at.line, character: at.character + 1 };
  const times: number[] = [];
  for (let key = 0; key < WARM_UP + KEYS; key++) {
    const change =
      key % 2 === 0 ? { range: { start: at, end: at }, text: 'x' } : { range: { start: at, end: behind }, text: '' };
    const start = performance.now();
    const answered = peer.diagnosed(uri);
    const textDocument = { uri, version: key + 2 };
    void peer.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [change] });
    await answered;
    if (key >= WARM_UP) times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  await peer.stop();
  return percentile(times, 0.95);
}

async function firstDiagnostics(server: readonly string[]): Promise<number> {
  const start = performance.now();
  const peer = new Peer(server);
  await peer.start({});
  const answered = peer.diagnosed(uri);
  peer.open(uri, fileOf(30));
  await answered;
  const time = performance.now() - start;
  await peer.stop();
  return time;
}

/** Stages of ten lines each, as people write them. */
function fileOf(lines: number): string {
  const stages = Array.from(
    { length: Math.max(1, Math.round(lines / 10)) },
    (_, index) => `FROM node:22-slim AS stage${index}
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json ./
RUN npm ci && npm cache clean --force
RUN apt-get update && \\
    apt-get install -y curl git && \\
    rm -rf /var/lib/apt/lists/*
COPY src ./src
CMD ["node", "src/index.js"]
`,
  );
  return stages.join('');
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
