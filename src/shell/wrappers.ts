// Commands that run another command: `sudo -E apt-get`, `env A=b make`, `xargs rm`.

import { lazily } from '../syntax/lazily.ts';
import { hasOption, parseOptions } from './options.ts';
import type { Assignment, ShellWord } from './tree.ts';

/** What stands between the wrapper's name and the command that it runs. */
interface Wrapper {
  /** Options that take a value. */
  readonly withValue: ReadonlySet<string>;
  /** Operands of its own: the 10 of `timeout 10 make`. */
  readonly operands: number;
  /** `NAME=value` words may follow, and the lone `-` of env. */
  readonly assigns: boolean;
  /** With one of these it runs something else, or nothing. */
  readonly except: readonly string[];
}

export interface Unwrapped {
  /** Names of the wrappers, outermost first. */
  readonly wrappers: readonly string[];
  /** Index of the word that names the command. */
  readonly index: number;
  /** The `NAME=value` arguments of the wrappers. */
  readonly assignments: readonly Assignment[];
}

function wrapper(withValue = '', { operands = 0, assigns = false, except = '' } = {}): () => Wrapper {
  return lazily(() => ({ withValue: new Set(words(withValue)), operands, assigns, except: words(except) }));
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** From the manuals of sudo, doas, GNU coreutils, findutils and time, util-linux, BusyBox, tini and dumb-init. */
const WRAPPERS: ReadonlyMap<string, () => Wrapper> = new Map([
  ['builtin', wrapper()],
  ['busybox', wrapper('', { except: '--install --list --list-full --help' })],
  ['command', wrapper('', { except: '-v -V' })],
  ['doas', wrapper('-a -C -u', { except: '-L -s' })],
  ['dumb-init', wrapper('-r --rewrite')],
  ['eatmydata', wrapper()],
  ['env', wrapper('-a -C -u --argv0 --chdir --unset', { assigns: true, except: '-S --split-string' })],
  ['exec', wrapper('-a')],
  ['fakeroot', wrapper('-l -b -i -s --lib --faked')],
  ['gosu', wrapper('', { operands: 1 })],
  ['ionice', wrapper('-c -n --class --classdata', { except: '-p -P -u --pid' })],
  ['nice', wrapper('-n --adjustment')],
  ['nohup', wrapper()],
  ['s6-setuidgid', wrapper('', { operands: 1 })],
  ['setsid', wrapper()],
  ['stdbuf', wrapper('-e -i -o --error --input --output')],
  ['su-exec', wrapper('', { operands: 1 })],
  [
    'sudo',
    wrapper(
      '-C -D -g -h -p -R -r -T -t -U -u --chdir --chroot --close-from --command-timeout --group --host --other-user --prompt --role --type --user',
      { assigns: true, except: '-e -K -l -V -v --edit --list --remove-timestamp --validate --version' },
    ),
  ],
  ['time', wrapper('-f -o --format --output')],
  ['timeout', wrapper('-k -s --kill-after --signal', { operands: 1 })],
  ['tini', wrapper('-e -p')],
  [
    'xargs',
    wrapper('-a -d -E -I -L -n -P -s --arg-file --delimiter --max-args --max-chars --max-procs --process-slot-var'),
  ],
]);

const ASSIGNMENT = /^[A-Za-z_]\w*=/;

const BARE: Unwrapped = { wrappers: [], index: 0, assignments: [] };

/** Nobody stacks more. */
const MOST_WRAPPERS = 16;

/**
 * Finds the command that the words of a simple command really run. A wrapper without a command behind it is the
 * command itself, and so is one whose own operands are not known.
 */
export function unwrap(command: readonly ShellWord[]): Unwrapped {
  if (!WRAPPERS.has(commandName(command[0]) ?? '')) return BARE;
  const wrappers: string[] = [];
  const assignments: Assignment[] = [];
  let index = 0;
  while (wrappers.length < MOST_WRAPPERS) {
    const name = commandName(command[index]);
    const known = name === undefined ? undefined : WRAPPERS.get(name)?.();
    if (name === undefined || known === undefined) break;
    const parsed = parseOptions(command.slice(index + 1), { withValue: known.withValue, stopAtOperand: true });
    const own = ownOperands(parsed.operands, known);
    if (own === undefined || hasOption(parsed, ...known.except)) break;
    for (const word of parsed.operands.slice(0, own)) {
      if (isAssignment(word)) assignments.push(assignmentIn(word));
    }
    wrappers.push(name);
    index = command.length - parsed.operands.length + own;
  }
  return { wrappers, index, assignments };
}

/** What a word that stands for a command runs: the last part of the path. */
export function commandName(word: ShellWord | undefined): string | undefined {
  const value = word?.value;
  return value === undefined ? undefined : value.slice(value.lastIndexOf('/') + 1);
}

function isAssignment(word: ShellWord): boolean {
  return ASSIGNMENT.test(word.literalPrefix);
}

/** How many of `operands` belong to the wrapper; undefined where no command follows. */
function ownOperands(operands: readonly ShellWord[], { operands: fixed, assigns }: Wrapper): number | undefined {
  let own = fixed;
  if (operands.slice(0, fixed).some(({ splits }) => splits)) return undefined;
  for (const word of assigns ? operands : []) {
    if (!isAssignment(word) && word.value !== '-') break;
    own++;
  }
  return own < operands.length ? own : undefined;
}

/** The assignment in an argument of `env`: `name=value`. */
function assignmentIn(word: ShellWord): Assignment {
  const length = word.literalPrefix.indexOf('=') + 1;
  const name = word.literalPrefix.slice(0, length - 1);
  const isPlain = word.text.startsWith(`${name}=`);
  const value: ShellWord = {
    ...word,
    text: isPlain ? word.text.slice(length) : word.text,
    value: word.value?.slice(length),
    pattern: word.pattern?.slice(length),
    literalPrefix: word.literalPrefix.slice(length),
    span: isPlain ? { start: word.span.start + length, end: word.span.end } : word.span,
  };
  return { name, append: false, value, elements: [], span: word.span };
}
