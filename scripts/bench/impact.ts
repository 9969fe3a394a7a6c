// What commands about a whole build cost beside `git status` on the same files.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ContextFolder } from '../../src/context/context-folder.ts';
import { DigestCache } from '../../src/context/digest-cache.ts';
import { dockerfileOf, keysOf } from './growth.ts';
import { median, time } from './timing.ts';

const CLI = 'dist/cli/slipway.cjs';
const STEPS = 100;
/** The more files, the longer a round, and the less it takes to tell. */
const ROUNDS = new Map([
  [1_000, 15],
  [10_000, 15],
  [100_000, 7],
]);

/** The lines of the report. */
export function measureImpact(): readonly string[] {
  return [
    'beside git status (warm index, neither fsmonitor nor untracked cache), the digest cache warm:',
    ...[...ROUNDS].flatMap(([count, rounds]) => againstGit(count, rounds)),
  ];
}

/** Runs alternate, so that a busy machine slows all sides; the median of the ratios counts. */
function againstGit(count: number, rounds: number): readonly string[] {
  const folder = repositoryWith(count);
  try {
    const digests: { bytes?: Uint8Array } = {};
    const runs: readonly (readonly [what: string, run: () => void])[] = [
      ['git status', () => git(folder, ['status', '--short'])],
      ['node -e 0', () => node(['-e', '0'])],
      [`slipway plan, ${STEPS} steps`, () => node([CLI, 'plan', folder])],
      ['slipway impact --changed', () => node([CLI, 'impact', '--changed', join(folder, 'd0/f0'), folder])],
      ['slipway impact --since HEAD', () => node([CLI, 'impact', '--since', 'HEAD', folder])],
      ['slipway simulate', () => node([CLI, 'simulate', folder])],
      [
        `plan and keys of ${STEPS} steps with the digests of all files, in one process`,
        () => planAndKeys(folder, digests),
      ],
    ];
    const times = runs.map((): number[] => []);
    for (const [, run] of runs) run();
    for (let round = 0; round < rounds; round++) {
      for (const [index, [, run]] of runs.entries()) times[index]?.push(time(run));
    }
    const [base = []] = times;
    return [
      `  ${count.toLocaleString('en')} files`,
      ...runs.map(([what], index) => {
        const ours = times[index] ?? [];
        const ratio = median(ours.map((one, round) => one / (base[round] ?? Number.NaN)));
        return `${ratio.toFixed(1).padStart(8)}  ${what}: ${median(ours).toFixed(0)} ms`;
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function node(args: readonly string[]): void {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: exit code ${status}\n${stderr}`);
}

/** Nothing goes on in the background: it would be measured, too. */
const quiet = ['gc.auto=0', 'maintenance.auto=false', 'core.fsmonitor=false', 'core.untrackedCache=false'];

function git(folder: string, args: readonly string[]): void {
  execFileSync('git', [...quiet.flatMap((setting) => ['-c', setting]), ...args], { cwd: folder });
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
  write('Dockerfile', dockerfileOf(STEPS));
  write('.dockerignore', '.git\nnode_modules\n**/*.log\n');
  git(folder, ['init', '--quiet']);
  git(folder, ['add', '--all']);
  git(folder, ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'x']);
  return folder;
}

/** Walks the folder, and asks for the digests of all that steps take. */
function planAndKeys(folder: string, kept: { bytes?: Uint8Array }): void {
  const digests = new DigestCache({ read: () => kept.bytes, write: (bytes) => void (kept.bytes = bytes) }, longAfter);
  const context = new ContextFolder(folder, digests);
  const { files } = context.list(undefined);
  keysOf(dockerfileOf(STEPS), files);
  for (const file of files) if (file.kind === 'file' && !file.path.startsWith('.git/')) void file.content;
  context.save();
}

/** The files are new, and are to count as old. */
function longAfter(): bigint {
  return BigInt(Date.now() + 60_000) * 1_000_000n;
}
