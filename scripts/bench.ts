// `npm run bench [-- start lint model growth impact editor]`: what Slipway costs, as ratios against a peer or against an empty Node.js in the same run.

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { DockerfileParser } from 'dockerfile-ast';
import { Analysis, lint, parse, rules, Source } from '../src/index.ts';
import { measureGrowth } from './bench/growth.ts';
import { measureEditor } from './bench/editor.ts';
import { measureImpact } from './bench/impact.ts';
import { LARGEST_SHARE, ruleShares } from './bench/rule-shares.ts';
import { median, time } from './bench/timing.ts';

const CLI = 'dist/cli/slipway.cjs';
const ROUNDS = 15;
const STARTS = 25;
const FILES_IN_ONE_RUN = 50;

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

const texts = corpus();
const print = (lines: readonly string[]): void => console.log(lines.join('\n'));
const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  start() {
    coldStart();
    manyFiles();
  },
  lint() {
    throughput();
    shares();
  },
  model: modelGrowth,
  growth: () => print(measureGrowth()),
  impact: () => print(measureImpact()),
  editor: async () => print(await measureEditor()),
};
const asked = process.argv.slice(2);
for (const [name, measure] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await measure();

/** Runs alternate, so that a busy machine slows both sides; the median ratio counts. */
function coldStart(): void {
  measureStart('one small file', STARTS, [ordinaryFile]);
}

/** What a repository of middling size has, in one call. */
function manyFiles(): void {
  const step = Math.max(1, Math.floor(texts.length / FILES_IN_ONE_RUN));
  const files = texts.filter((_, index) => index % step === 0).slice(0, FILES_IN_ONE_RUN);
  measureStart(`${files.length} files in one run`, Math.ceil(STARTS / 3), files);
}

function measureStart(what: string, starts: number, files: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
  const paths = files.map((text, index) => {
    const path = join(folder, `${index}.dockerfile`);
    writeFileSync(path, text);
    return path;
  });
  const empty: number[] = [];
  const slipway: number[] = [];
  for (let start = 0; start < starts; start++) {
    empty.push(timeProcess(['-e', '0']));
    slipway.push(timeProcess([CLI, 'lint', ...paths]));
  }
  rmSync(folder, { recursive: true });
  const [base, cold] = [median(empty), median(slipway)];
  console.log(
    `cold start, ${what}: slipway lint ${cold.toFixed(1)} ms, node -e 0 ${base.toFixed(1)} ms, ratio ${ratio(cold, base)}`,
  );
}

/** A run that finds something ends with 1. */
function timeProcess(words: readonly string[]): number {
  const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { env: environment, encoding: 'utf8' });
  if (status !== 0 && status !== 1) throw new Error(`${words.join(' ')}: exit code ${status}\n${stderr}`);
  return performance.now() - start;
}

function throughput(): void {
  const megabytes = texts.map((text) => Buffer.byteLength(text)).reduce((sum, bytes) => sum + bytes, 0) / 1e6;
  const first = time(() => texts.map((text) => lint(text, rules)));
  const parsing: number[] = [];
  const linting: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    parsing.push(time(() => texts.map((text) => parse(new Source('Dockerfile', text)).file.instructions.length)));
    peer.push(time(() => texts.map((text) => DockerfileParser.parse(text).getInstructions().length)));
    linting.push(time(() => texts.map((text) => lint(text, rules).length)));
  }
  const [parsed, linted, other] = [median(parsing), median(linting), median(peer)];
  console.log(`corpus: ${texts.length} files, ${megabytes.toFixed(1)} MB`);
  console.log(`parse: ${parsed.toFixed(0)} ms, ${((megabytes * 1000) / parsed).toFixed(1)} MB/s warm`);
  console.log(`parse: dockerfile-ast ${other.toFixed(0)} ms, ${ratio(other, parsed)} times as long`);
  console.log(
    `lint: ${linted.toFixed(0)} ms warm, ${first.toFixed(0)} ms the first time; ${ratio(linted, other)} of what dockerfile-ast takes to parse`,
  );
}

/** What the authors of rules watch. */
function shares(): void {
  ruleShares(texts, rules, 1);
  const measured = ruleShares(texts, rules, 3);
  console.log('share of each rule in a run, without what the rules share:');
  for (const { name, share } of measured) {
    const isLarge = share > LARGEST_SHARE && rules.has(name);
    console.log(`${(share * 100).toFixed(1).padStart(6)} %  ${name}${isLarge ? '  <- more than 5 %' : ''}`);
  }
}

/** Three times the same, were it not for caches and the collector of garbage: the model is linear in the file. */
function modelGrowth(): void {
  const costs = [100, 1_000, 10_000].map((count) => {
    const source = new Source('Dockerfile', generatedFile(count));
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const analysis = new Analysis(source);
      const { length } = analysis.file.instructions;
      times.push((time(() => analysis.model) * 1000) / length);
    }
    return median(times).toFixed(1);
  });
  console.log(`model: 100 / 1,000 / 10,000 instructions: ${costs.join(' / ')} µs per instruction`);
}

/** Stages that start from one another, with variables that refer to one another. */
function generatedFile(count: number): string {
  const lines = ['ARG BASE=registry.example/base', 'FROM ${BASE} AS s0'];
  for (let number = 1; lines.length < count; number++) {
    lines.push(
      `ARG A${number}=v${number}`,
      `ENV E${number}=$A${number}/bin`,
      `RUN make -C src/${number} && rm -rf /tmp/*`,
      `COPY src/${number} /app/$A${number}/`,
      `LABEL l${number}="of $E${number}"`,
    );
    if (number % 20 === 0) lines.push(`FROM s${number / 20 - 1} AS s${number / 20}`);
  }
  return lines.slice(0, count).join('\n');
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

function ratio(measured: number, base: number): string {
  return (measured / base).toFixed(2);
}
