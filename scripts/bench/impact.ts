// What `slipway impact` and `slipway context` cost beside `git status` on the same files, and how the plan grows.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ContextFolder } from '../../src/context/context-folder.ts';
import { DigestCache } from '../../src/context/digest-cache.ts';
import { evaluate } from '../../src/model/evaluation/evaluate.ts';
import { BuildkitBuilder } from '../../src/plan/builder.ts';
import { buildGraph } from '../../src/plan/graph.ts';
import { parse } from '../../src/syntax/parse.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { Source } from '../../src/syntax/source.ts';

const CLI = 'dist/cli/slipway.cjs';
const ROUNDS = 5;
const STAGES = 10;
const STEPS = 10;

/** The lines of the report. */
export function measureImpact(): readonly string[] {
  return [...[1_000, 10_000, 100_000].map(againstGit), planGrowth()];
}

/** All with a warm cache; runs alternate, and the median ratio counts. */
function againstGit(count: number): string {
  const folder = repositoryWith(count);
  try {
    const [status, impact, keys] = [[], [], []] as [number[], number[], number[]];
    const kept: { bytes?: Uint8Array } = {};
    planAndKeys(folder, kept);
    for (let round = 0; round < ROUNDS; round++) {
      status.push(time(() => execFileSync('git', ['status', '--short'], { cwd: folder })));
      impact.push(time(() => slipway(['impact', '--changed', join(folder, 'd0/f0'), folder])));
      keys.push(time(() => planAndKeys(folder, kept)));
    }
    const base = median(status);
    const ratio = (times: readonly number[]): string =>
      `${median(times).toFixed(0)} ms (${(median(times) / base).toFixed(1)})`;
    return (
      `${count.toLocaleString('en')} files: git status ${base.toFixed(0)} ms; times as long: ` +
      `slipway impact ${ratio(impact)}, plan and keys of ${STAGES * STEPS} steps with warm digests ${ratio(keys)}`
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function slipway(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`slipway ${args.join(' ')}: exit code ${status}\n${stderr}`);
}

/** Folders of 100 files, some time old, and a Dockerfile that takes them. */
function repositoryWith(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
  const write = (path: string, text: string): void => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    utimesSync(file, 1e9, 1e9);
  };
  for (let index = 0; index < count; index++) write(`d${Math.floor(index / 100)}/f${index % 100}`, `${index}\n`);
  write('Dockerfile', dockerfileOf(STAGES, STEPS));
  write('.dockerignore', '.git\nnode_modules\n**/*.log\n');
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  execFileSync('git', ['add', '--all'], { cwd: folder });
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'x'], { cwd: folder });
  return folder;
}

function dockerfileOf(stages: number, steps: number): string {
  return Array.from({ length: stages }, (_, stage) => {
    const lines = Array.from({ length: steps - 3 }, (__, step) => `RUN make ${stage} ${step}`);
    const from = stage === 0 ? '' : `COPY --from=s${stage - 1} /out /in\n`;
    return `FROM alpine AS s${stage}\n${from}COPY d${stage} /d/\nCOPY . /all/\n${lines.join('\n')}\n`;
  }).join('');
}

/** Walks the folder, and hashes all that steps take. */
function planAndKeys(folder: string, kept: { bytes?: Uint8Array }): void {
  const digests = new DigestCache({ read: () => kept.bytes, write: (bytes) => void (kept.bytes = bytes) });
  const context = new ContextFolder(folder, digests);
  const { files } = context.list(undefined);
  build(dockerfileOf(STAGES, STEPS), files);
  for (const file of files) if (file.kind === 'file') void file.content;
  context.save();
}

function build(dockerfile: string, files: Parameters<BuildkitBuilder['build']>[0]['context']): number {
  const parsed = parse(new Source('Dockerfile', dockerfile));
  const { build: stages } = evaluate(parsed, { mode: 'build' });
  const graph = buildGraph(stages, { platform: platformOf('linux', 'amd64'), escape: '\\' });
  const request = { stages, graph, context: files, buildArgs: new Map<string, string>() };
  return new BuildkitBuilder().build({ ...request, imageIds: (reference) => [reference] }).size;
}

function planGrowth(): string {
  const costs = [10, 100, 1_000, 10_000].map((count) => {
    const text = dockerfileOf(Math.max(1, count / 100), Math.min(count, 100));
    const times = Array.from({ length: ROUNDS }, () => time(() => build(text, [])));
    return ((median(times) * 1000) / count).toFixed(1);
  });
  return `plan and keys: 10 / 100 / 1,000 / 10,000 steps: ${costs.join(' / ')} µs per step`;
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}
