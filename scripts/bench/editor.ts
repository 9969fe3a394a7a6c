// The language server beside another one: from a keystroke to what is wrong, and from its start to the first answer.

import { createRequire } from 'node:module';
import type { Position } from 'vscode-languageserver';
import { positionAt } from '../lsp/drive.ts';
import { Peer, slipwayServer } from '../lsp/peer.ts';

const PEER = 'dockerfile-language-server-nodejs';
const peerServer = [
  createRequire(import.meta.url).resolve('dockerfile-language-server-nodejs/bin/docker-langserver'),
  '--stdio',
];

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
  for (const size of SIZES) lines.push(await keystrokes(size));
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let start = 0; start < STARTS; start++) {
    ours.push(await firstDiagnostics(slipwayServer));
    theirs.push(await firstDiagnostics(peerServer));
  }
  const [own, other] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
  lines.push(`editor, start to first diagnostics: ${compared(own, other)}`);
  return lines;
}

function compared(ours: number, theirs: number): string {
  return `${ours.toFixed(1)} ms, ${PEER} ${theirs.toFixed(1)} ms, ratio ${(ours / theirs).toFixed(2)}`;
}

/** Letters are typed into the middle of a file and taken back, one server after the other, so that a busy machine slows both. */
async function keystrokes(size: number): Promise<string> {
  const text = fileOf(size);
  const typists = [await Typist.start(slipwayServer, text), await Typist.start(peerServer, text)];
  const times: number[][] = typists.map(() => []);
  const work: number[] = typists.map(() => 0);
  for (let key = 0; key < WARM_UP + KEYS; key++) {
    for (const [index, typist] of typists.entries()) {
      const before = typist.peer.busyMilliseconds() ?? Number.NaN;
      const time = await typist.type();
      if (key >= WARM_UP) {
        times[index]?.push(time);
        work[index] = (work[index] ?? 0) + (typist.peer.busyMilliseconds() ?? Number.NaN) - before;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
  for (const { peer } of typists) await peer.stop();
  const [ours = 0, theirs = 0] = times.map((all) => percentile(all, 0.95));
  const [own = 0, other = 0] = work.map((all) => all / KEYS);
  return `editor, ${size} lines: keystroke to diagnostics p95 ${compared(ours, theirs)}; of a processor ${compared(own, other)}`;
}

/** Somebody who types and takes back the same letter, in one server. */
class Typist {
  readonly peer: Peer;
  readonly #at: Position;
  #keys = 0;

  constructor(peer: Peer, at: Position) {
    this.peer = peer;
    this.#at = at;
  }

  static async start(server: readonly string[], text: string): Promise<Typist> {
    const peer = new Peer(server);
    await peer.start({});
    const opened = peer.diagnosed(uri);
    peer.open(uri, text);
    await opened;
    return new Typist(peer, positionAt(text, text.indexOf('curl', text.length / 2)));
  }

  /** In milliseconds, until what is wrong is known. */
  async type(): Promise<number> {
    const start = this.#at;
    const behind = { line: start.line, character: start.character + 1 };
    const isTyped = this.#keys++ % 2 === 0;
    const range = { start, end: isTyped ? start : behind };
    const textDocument = { uri, version: this.#keys + 1 };
    const answered = this.peer.diagnosed(uri);
    const before = performance.now();
    void this.peer.connection.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: [{ range, text: isTyped ? 'x' : '' }],
    });
    await answered;
    return performance.now() - before;
  }
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
