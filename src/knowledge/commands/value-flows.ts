// Where a value goes that a command gets from a variable or a substitution: into a file, to a process, into the log.

import { nextInPipeline } from '../../shell/flow.ts';
import type { Command, Compound, ShellNode, ShellWord } from '../../shell/tree.ts';
import { argumentsOf, programOf } from './arguments.ts';
import { effectsOf } from './effects.ts';
import { literalPath, type NamedPath, namedPath, pathBelow } from './named-path.ts';
import type { Place } from './place.ts';
import { type Store, stores } from './value-stores.ts';

/**
 * `file`: the value is stored, in `path` where that is known. `process`: a program has it on its command line or in its input
 * and is not known to keep it. `log`: it is printed.
 */
export interface ValueFlow {
  /** What holds the value: look at its `variables` and `substitutions`. */
  readonly word: ShellWord;
  readonly to: 'file' | 'process' | 'log';
  readonly path: NamedPath | undefined;
}

/**
 * Where the words of `command` with variables or substitutions in them go. What a shell keeps to itself (`A=$B`, `export A=$B`,
 * `[ -n "$A" ]`) goes nowhere.
 */
export function valueFlows(command: Command, place: Place): readonly ValueFlow[] {
  const { name, args, redirects } = command;
  const heredocs = redirects.flatMap(({ operator, target }) => (operator.startsWith('<<') && target ? [target] : []));
  const words = [...args, ...heredocs].filter(isDynamic);
  if (words.length === 0 || name === undefined || SILENT.has(name)) return [];
  if (PRINTERS.has(name)) return flowsOf(words, printed(command, place));
  const isReader = PASSING.has(name) && heredocs.length > 0;
  if (isReader) return flowsOf(words, printed(command, place));
  const stored = storedPath(command, words, place);
  if (stored !== undefined) return flowsOf(words, { to: 'file', path: stored.path });
  return flowsOf(words, { to: 'process', path: undefined });
}

function isDynamic({ variables, substitutions }: ShellWord): boolean {
  return variables.length > 0 || substitutions.length > 0;
}

function flowsOf(words: readonly ShellWord[], { to, path }: Omit<ValueFlow, 'word'>): readonly ValueFlow[] {
  return words.map((word) => ({ word, to, path }));
}

/** They keep nothing, and hand nothing on. */
const SILENT: ReadonlySet<string> = new Set(
  `: [ basename break cd declare dirname exit export false getopts local mkdir pushd read readonly return rm set shift test
  true typeset unset`.split(/\s+/),
);
const PRINTERS: ReadonlySet<string> = new Set(['echo', 'printf']);
/** What reads its input and prints it, more or less changed. */
const PASSING: ReadonlySet<string> = new Set(
  'base64 cat cut envsubst grep head jq openssl sed sort tail tee tr xargs yq'.split(' '),
);

/** More than anybody puts behind an echo. */
const MOST_STEPS = 5;

/** Where the standard output of `command` ends up: in a file, with another program, or in the log. */
function printed(command: Command, place: Place): Omit<ValueFlow, 'word'> {
  let at: ShellNode = command;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    if (at.type === 'command' && at.name === 'tee') return teed(at, place);
    if (at.type === 'command' || at.type === 'compound') {
      const target = outputOf(at);
      if (target === 'discarded') return { to: 'process', path: undefined };
      if (target !== undefined) return { to: 'file', path: namedPath(target, place) };
    }
    const next: ShellNode | undefined = nextInPipeline(at) ?? aroundOutput(at);
    if (next === undefined) return { to: isCaptured(at) ? 'process' : 'log', path: undefined };
    const isPassed = next.type !== 'command' || PASSING.has(next.name ?? '') || next === at.parent;
    if (!isPassed && next.type === 'command') {
      const stored = storedPath(next, [], place);
      return stored === undefined ? { to: 'process', path: undefined } : { to: 'file', path: stored.path };
    }
    at = next;
  }
  return { to: 'process', path: undefined };
}

/** The compound whose output the output of `node` is part of: `{ echo a; echo b; } > file`. */
function aroundOutput(node: ShellNode): ShellNode | undefined {
  let at = node.parent;
  while (
    at !== undefined &&
    (at.type === 'and-or' || at.type === 'pipeline' || (at.type === 'sequence' && at.role === 'body'))
  ) {
    at = at.parent;
  }
  return at?.type === 'compound' && at.kind !== 'function' ? at : undefined;
}

function isCaptured(node: ShellNode): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.type === 'sequence' && (at.role === 'substitution' || at.role === 'process')) return true;
  }
  return false;
}

function outputOf({ redirects }: Command | Compound): ShellWord | 'discarded' | undefined {
  const redirect = redirects.findLast(({ descriptor, operator }) => {
    return descriptor === 1 && operator.includes('>') && operator !== '>&';
  });
  if (redirect?.target === undefined) return undefined;
  return redirect.target.literalPrefix.startsWith('/dev/') ? 'discarded' : redirect.target;
}

function teed(command: Command, place: Place): Omit<ValueFlow, 'word'> {
  const written = effectsOf(command, place)?.effects.find(({ by }) => by === 'tool');
  return written === undefined ? { to: 'process', path: undefined } : { to: 'file', path: written.target };
}

/** Whether `command` is known to keep what `words` say, and where. */
function storedPath(
  command: Command,
  words: readonly ShellWord[],
  place: Place,
): { readonly path: NamedPath | undefined } | undefined {
  const name = programOf(command);
  const { nameWord } = command;
  if (name === undefined || nameWord === undefined) return undefined;
  if (name === 'sed') {
    const [edited] = effectsOf(command, place)?.effects ?? [];
    return edited?.kind === 'edit' ? { path: edited.target } : undefined;
  }
  if (name === 'git') {
    const clone = cloneWithCredentials(command, words, place);
    if (clone !== undefined) return clone;
  }
  const text = argumentsOf(command);
  const store = stores().find(
    (one) => one.programs.includes(/^pip[\d.]+$/.test(name) ? 'pip' : name) && one.words.test(text),
  );
  return store === undefined ? undefined : { path: storePath(store, nameWord, place) };
}

function storePath({ file, folders }: Store, word: ShellWord, place: Place): NamedPath | undefined {
  for (const { variable, path } of folders ?? []) {
    const value = place.variable(variable);
    if (value !== undefined) return literalPath(`${value}/${path}`, word, place);
  }
  if (!file.startsWith('~/')) return literalPath(file, word, place);
  const home = place.home;
  if (home !== undefined) return literalPath(`${home}${file.slice(1)}`, word, place);
  return { path: undefined, text: file, hasWildcard: false, isFolder: false, word };
}

/** git writes the URL that it clones from into the configuration of the clone, with the credentials in it. */
function cloneWithCredentials(
  command: Command,
  words: readonly ShellWord[],
  place: Place,
): { readonly path: NamedPath | undefined } | undefined {
  const isClone = command.args.some(({ value }) => value === 'clone');
  if (!isClone || !words.some(({ text }) => hasCredentials(text))) return undefined;
  const [clone] = effectsOf(command, place)?.effects ?? [];
  return { path: clone && pathBelow(clone.target, '.git/config') };
}

/** `https://$TOKEN@host`. */
function hasCredentials(url: string): boolean {
  const start = url.indexOf('://') + '://'.length;
  const end = url.indexOf('@', start);
  const user = end === -1 ? '' : url.slice(start, end).replaceAll(/\$\([^()]*\)/g, '$');
  return start > 2 && /[$`]/.test(user) && !user.includes('/');
}
