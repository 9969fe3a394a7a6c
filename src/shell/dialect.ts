// Which language a shell's name stands for.

import type { Dialect } from './tree.ts';

const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ['ash', 'posix'],
  ['bash', 'bash'],
  ['cmd', 'cmd'],
  ['dash', 'posix'],
  ['ksh', 'posix'],
  ['powershell', 'powershell'],
  ['pwsh', 'powershell'],
  ['sh', 'posix'],
]);

/** Programs that start the shell named by their next operand. */
const STARTERS = new Set(['busybox', 'env']);

/** The name of a program without its folder and `.exe`, in lower case. */
export function programName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  return name.endsWith('.exe') ? name.slice(0, -4) : name;
}

/**
 * The language of the shell that `words` start: a SHELL array or the words of a `#!` line. `busybox sh` and
 * `env bash` are looked through; a shell that is not in the table is `unknown`, and so is an empty list.
 */
export function dialectOf(shellWords: readonly string[]): Dialect {
  const [program, ...rest] = shellWords;
  if (program === undefined) return 'unknown';
  const name = programName(program);
  if (!STARTERS.has(name)) return DIALECTS.get(name) ?? 'unknown';
  const applet = rest.find((word) => !word.startsWith('-') && !word.includes('='));
  return applet === undefined ? 'unknown' : (DIALECTS.get(programName(applet)) ?? 'unknown');
}

/** The words that the `#!` line of a script starts, those behind `env -S` apart; undefined without such a line. */
export function shebangWords(script: string): readonly string[] | undefined {
  if (!script.startsWith('#!')) return undefined;
  const end = script.indexOf('\n');
  const line = script.slice(2, end === -1 ? script.length : end);
  const words = line.split(/[ \t\r]+/).filter((word) => word !== '');
  const [program, option, ...rest] = words;
  if (program === undefined) return undefined;
  return programName(program) === 'env' && option === '-S' ? [program, ...rest] : words;
}
