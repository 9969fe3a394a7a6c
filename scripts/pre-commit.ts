// Runs the hook with the real pre-commit program: it builds Slipway from a git repository and lints fifty Dockerfiles.
// Skips, and says why, where there is no pre-commit and no way to install it.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';

const COUNT = 50;
const identity = ['-c', 'user.name=slipway', '-c', 'user.email=slipway@example.invalid', '-c', 'commit.gpgsign=false'];

const folder = mkdtempSync(join(tmpdir(), 'slipway-pre-commit-'));
try {
  const program = findProgram();
  if (program === undefined) {
    console.log(
      'skipped: there is no pre-commit, and `python3 -m venv` with `pip install pre-commit` does not give one',
    );
  } else {
    testHook(program);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Answer {
  readonly code: number;
  readonly text: string;
}

function run(command: string, args: readonly string[], cwd = folder): Answer {
  const env = { ...process.env, PRE_COMMIT_HOME: join(folder, 'cache'), NO_COLOR: '1' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  return { code: status ?? 127, text: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` };
}

function must(command: string, args: readonly string[], cwd = folder): string {
  const { code, text } = run(command, args, cwd);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed with ${code}:\n${text}`);
  return text;
}

function findProgram(): string | undefined {
  if (run('pre-commit', ['--version']).code === 0) return 'pre-commit';
  const environment = join(folder, 'python');
  if (run('python3', ['-m', 'venv', environment]).code !== 0) return undefined;
  const bin = join(environment, 'bin');
  const isInstalled = run(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', 'pre-commit']).code === 0;
  return isInstalled ? join(bin, 'pre-commit') : undefined;
}

function git(cwd: string, ...args: readonly string[]): string {
  return must('git', [...identity, ...args], cwd);
}

function commit(cwd: string, message: string): void {
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '--no-verify', '--message', message);
}

/** A repository of what lies here now, committed or not. */
function cloneOfSlipway(): string {
  const clone = join(folder, 'slipway');
  for (const file of git(process.cwd(), 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')) {
    if (file === '' || run('test', ['-e', file], process.cwd()).code !== 0) continue;
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(file, join(clone, file));
  }
  git(clone, 'init', '--quiet');
  commit(clone, 'Slipway');
  return clone;
}

/** The configuration that the documentation shows, with our repository in it. */
function configuration(): string {
  const page = readFileSync('docs/continuous-integration.md', 'utf8');
  const snippet = /```yaml\n# \.pre-commit-config\.yaml\n(.*?)```/s.exec(page)?.[1];
  if (snippet === undefined) throw new Error('the documentation shows no .pre-commit-config.yaml');
  const content = parse(snippet);
  const clone = cloneOfSlipway();
  Object.assign(content.repos[0], { repo: clone, rev: git(clone, 'rev-parse', 'HEAD').trim() });
  return stringify(content);
}

function testHook(program: string): void {
  const project = join(folder, 'project');
  for (let index = 0; index < COUNT; index++) {
    mkdirSync(join(project, `service-${index}`), { recursive: true });
    writeFileSync(join(project, `service-${index}/Dockerfile`), 'FROM alpine:3.22\nRUN apk add --no-cache curl\n');
  }
  writeFileSync(join(project, 'Dockerfile.md'), 'not a Dockerfile\n');
  writeFileSync(join(project, '.pre-commit-config.yaml'), configuration());
  git(project, 'init', '--quiet');
  commit(project, 'Project');

  const start = performance.now();
  must(program, ['install-hooks'], project);
  console.log(`installed from the repository in ${((performance.now() - start) / 1000).toFixed(1)} s`);

  const clean = must(program, ['run', '--all-files', '--verbose'], project);
  console.log(`${COUNT} Dockerfiles: ${/duration: .*/.exec(clean)?.[0] ?? 'no duration'}`);

  writeFileSync(join(project, 'service-7/Dockerfile'), 'FROM alpine:3.22\nCMD ["a"]\nCMD ["b"]\n');
  git(project, 'add', '--all');
  const { code, text } = run(program, ['run'], project);
  if (code !== 1 || !text.includes('service-7/Dockerfile:2:1') || text.includes('service-8')) {
    throw new Error(`the hook must report the one file that is to be committed, and gave ${code}:\n${text}`);
  }
  console.log('reports what is to be committed');
}
