// Programs that run programs: shells, Python, Perl, Node.js and so on, and where each gets its program from.

import { hasOption, parseOptions, type ParsedOptions } from '../options.ts';
import type { Command, ShellWord } from '../tree.ts';
import { once } from './once.ts';

export type Language = 'shell' | 'python' | 'perl' | 'ruby' | 'node' | 'php' | 'lua' | 'r';

/** Where an interpreter reads its program. Without an argument it is the standard input. */
export type Program =
  | { readonly kind: 'stdin' }
  /** The text itself: `sh -c '…'`; undefined where the option has no text. */
  | { readonly kind: 'argument'; readonly word: ShellWord | undefined }
  | { readonly kind: 'file'; readonly word: ShellWord }
  /** `python -m name`. */
  | { readonly kind: 'module'; readonly word: ShellWord | undefined };

export interface Interpreter {
  readonly language: Language;
  readonly program: Program;
  /** Its own options, up to the program. */
  readonly options: ParsedOptions;
}

interface Tool {
  readonly language: Language;
  readonly withValue: ReadonlySet<string>;
  /** Options whose value is the program. */
  readonly inline: readonly string[];
}

function tool(language: Language, inline: readonly string[], withValue: readonly string[] = []): Tool {
  return { language, inline, withValue: new Set([...withValue, ...(language === 'shell' ? [] : inline)]) };
}

const SHELL = tool('shell', ['-c'], ['-o', '-O', '--init-file', '--rcfile']);
const PYTHON = tool('python', ['-c'], ['-m', '-Q', '-W', '-X', '--check-hash-based-pycs']);
const NODE = tool('node', ['-e', '-p', '--eval', '--print'], ['-r', '-C', '--require', '--import', '--conditions']);

const TOOLS: ReadonlyMap<string, Tool> = new Map([
  ['ash', SHELL],
  ['bash', SHELL],
  ['dash', SHELL],
  ['ksh', SHELL],
  ['mksh', SHELL],
  ['sh', SHELL],
  ['zsh', SHELL],
  ['lua', tool('lua', ['-e'], ['-l'])],
  ['node', NODE],
  ['nodejs', NODE],
  ['perl', tool('perl', ['-e', '-E'], ['-I', '-M', '-m'])],
  ['php', tool('php', ['-r', '--run'], ['-c', '-d', '-z', '--php-ini', '--define'])],
  ['pypy', PYTHON],
  ['python', PYTHON],
  ['Rscript', tool('r', ['-e'])],
  ['ruby', tool('ruby', ['-e'], ['-C', '-E', '-I', '-r'])],
]);

const VERSION = /(?<=[a-z])\d[\d.]*$/;

/** What `command` interprets; undefined for everything that is no interpreter. `python3.12` is `python`. */
export const interpreterOf = once(readInterpreter);

function readInterpreter({ name, args }: Pick<Command, 'name' | 'args'>): Interpreter | undefined {
  const known = name === undefined ? undefined : findTool(name);
  if (known === undefined) return undefined;
  const { language, withValue } = known;
  const options = parseOptions(args, { withValue, stopAtOperand: true });
  return { language, program: programOf(known, options), options };
}

function findTool(name: string): Tool | undefined {
  const last = name.charCodeAt(name.length - 1);
  const hasVersion = last <= 0x39 && (last >= 0x30 || last === 0x2e);
  return TOOLS.get(hasVersion ? name.replace(VERSION, '') : name);
}

function programOf({ language, inline }: Tool, parsed: ParsedOptions): Program {
  const [first] = parsed.operands;
  const given = parsed.options.find(({ name }) => inline.includes(name));
  if (given !== undefined) return { kind: 'argument', word: language === 'shell' ? first : given.valueWord };
  const module = language === 'python' ? parsed.options.find(({ name }) => name === '-m') : undefined;
  if (module !== undefined) return { kind: 'module', word: module.valueWord };
  if (language === 'shell' && hasOption(parsed, '-s')) return { kind: 'stdin' };
  // What stands behind the `--` of php are the arguments of the script.
  if (first === undefined || (language === 'php' && parsed.terminatedAt === 0)) return { kind: 'stdin' };
  const isStdin = first.value === '-' || first.value === '/dev/stdin' || first.value === '/proc/self/fd/0';
  return isStdin ? { kind: 'stdin' } : { kind: 'file', word: first };
}
