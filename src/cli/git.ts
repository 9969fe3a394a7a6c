// The git program: asked without a shell, in one repository, whatever hooks and configuration surround it.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../user-error.ts';

/** What a hook of git sets for its own repository would lead astray in another one. */
const ofOneRepository = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR']);

/** What every question says first: paths are no patterns, and no program of the repository is started. */
const always = ['--literal-pathspecs', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];

/** The answer of git in the folder. Throws a `UserError` where git is missing or refuses. */
export function askGit(folder: string, args: readonly string[]): string {
  const answer = tryGit(folder, args);
  if (answer.ok) return answer.text;
  throw new UserError(`git ${args[0]} failed in "${folder}": ${answer.reason ?? 'it does not say why'}`);
}

export type GitAnswer =
  | { readonly ok: true; readonly text: string }
  /** `reason` is the first line of what git says, if it says anything. */
  | { readonly ok: false; readonly reason: string | undefined };

/** As `askGit`, for questions that git may refuse. */
export function tryGit(folder: string, args: readonly string[]): GitAnswer {
  const answer = runGit(folder, args);
  return answer.ok ? { ok: true, text: answer.bytes.toString() } : answer;
}

/** The bytes that git keeps under the name of an object; undefined where it keeps none. */
export function readBlob(folder: string, object: string): Buffer | undefined {
  const answer = runGit(folder, ['cat-file', 'blob', object]);
  return answer.ok ? answer.bytes : undefined;
}

function runGit(
  folder: string,
  args: readonly string[],
): { readonly ok: true; readonly bytes: Buffer } | Extract<GitAnswer, { ok: false }> {
  const inherited = Object.entries(process.env).filter(([name]) => !ofOneRepository.has(name));
  try {
    const bytes = execFileSync('git', [...always, ...args], {
      cwd: folder,
      env: { ...Object.fromEntries(inherited), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
      maxBuffer: Infinity,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { ok: true, bytes };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new UserError('git was not found; install it, or leave out --since', { cause: error });
    }
    return { ok: false, reason: firstLine(error) };
  }
}

function firstLine(error: unknown): string | undefined {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return /\S.*/.exec(said)?.[0];
}

/** The folder of the repository that a folder lies in, found without git: that of the nearest `.git`. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
