// `npm run bench`: what Slipway costs, as ratios against a peer or against an empty Node.js in the same run.

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { DockerfileParser } from 'dockerfile-ast';
import { lint, parse, Source } from '../src/index.ts';

const CLI = 'dist/cli/slipway.cjs';
const ROUNDS = 15;
const STARTS = 25;

const ordinaryFile = `FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:22-slim
WORKDIR /app
COPY --from=build /app/dist ./dist
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
USER node
CMD ["node", "dist/server.js"]
`;

coldStart();
throughput();

/** Runs alternate, so that a busy machine slows both sides; the median ratio counts. */
function coldStart(): void {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
  const dockerfile = join(folder, 'Dockerfile');
  writeFileSync(dockerfile, ordinaryFile);
  const empty: number[] = [];
  const slipway: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    empty.push(timeProcess(['-e', '0']));
    slipway.push(timeProcess([CLI, 'lint', dockerfile]));
  }
  rmSync(folder, { recursive: true });
  const [base, cold] = [median(empty), median(slipway)];
  console.log(
    `cold start: slipway lint ${cold.toFixed(1)} ms, node -e 0 ${base.toFixed(1)} ms, ratio ${ratio(cold, base)}`,
  );
}

function timeProcess(words: readonly string[]): number {
  const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')}: exit code ${status}\n${stderr}`);
  return performance.now() - start;
}

function throughput(): void {
  const texts = corpus();
  const megabytes = texts.map((text) => Buffer.byteLength(text)).reduce((sum, bytes) => sum + bytes, 0) / 1e6;
  const first = time(() => texts.map((text) => lint(text)));
  const parsing: number[] = [];
  const linting: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    parsing.push(time(() => texts.map((text) => parse(new Source('Dockerfile', text)).file.instructions.length)));
    peer.push(time(() => texts.map((text) => DockerfileParser.parse(text).getInstructions().length)));
    linting.push(time(() => texts.map((text) => lint(text).length)));
  }
  const [parsed, linted, other] = [median(parsing), median(linting), median(peer)];
  console.log(`corpus: ${texts.length} files, ${megabytes.toFixed(1)} MB`);
  console.log(`parse: ${parsed.toFixed(0)} ms, ${((megabytes * 1000) / parsed).toFixed(1)} MB/s warm`);
  console.log(`parse: dockerfile-ast ${other.toFixed(0)} ms, ${ratio(other, parsed)} times as long`);
  console.log(
    `lint: ${linted.toFixed(0)} ms warm, ${first.toFixed(0)} ms the first time; ${ratio(linted, other)} of what dockerfile-ast takes to parse`,
  );
}

/** The Dockerfiles below `corpus/dockerfiles` of the folder named by SLIPWAY_CONFORMANCE, or the ordinary file many times. */
function corpus(): readonly string[] {
  const folder = process.env['SLIPWAY_CONFORMANCE'];
  const dockerfiles = folder === undefined ? '' : join(folder, 'corpus', 'dockerfiles');
  if (!existsSync(dockerfiles)) {
    console.log('SLIPWAY_CONFORMANCE names no folder with corpus/dockerfiles: measured on 1,000 copies of one file');
    return Array.from({ length: 1000 }, () => ordinaryFile);
  }
  return readdirSync(dockerfiles, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

function ratio(measured: number, base: number): string {
  return (measured / base).toFixed(2);
}
