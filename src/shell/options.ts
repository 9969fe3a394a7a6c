// Options of a command as getopt reads them: flags, options with a value, operands.

import type { ShellWord } from './tree.ts';

/** What has to be known of a tool to tell its options from its operands. */
export interface OptionSpec {
  /** Options that take a value, attached or as the next word: `-o`, `--output`. */
  readonly withValue: ReadonlySet<string>;
  /** The first operand ends the options, as in `sudo -E apt-get -y install`. */
  readonly stopAtOperand?: boolean;
}

export interface Option {
  /** `-y` also where it was bundled (`-qy`), `--yes` also where it was `--yes=1`. */
  readonly name: string;
  /** Of an option with a value, and of every `--name=value`; undefined where an expansion decides. */
  readonly value: string | undefined;
  /** The word that the value stands in: the option's own where it is attached. */
  readonly valueWord: ShellWord | undefined;
  readonly word: ShellWord;
}

export interface ParsedOptions {
  readonly options: readonly Option[];
  /** Everything else, with the words whose text is not known. */
  readonly operands: readonly ShellWord[];
  /** Where `--` stood: the number of operands before it. */
  readonly terminatedAt: number | undefined;
  /** A word may turn out to be an option: `$FLAGS`. What is not among `options` may be there all the same. */
  readonly hasDynamic: boolean;
}

/** Reads the words after a command's name. Words that hold a pattern (`foo[bar]`) are taken as they stand. */
export function parseOptions(words: readonly ShellWord[], { withValue, stopAtOperand }: OptionSpec): ParsedOptions {
  const options: Option[] = [];
  const operands: ShellWord[] = [];
  let terminatedAt: number | undefined;
  let hasDynamic = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (terminatedAt !== undefined || (stopAtOperand === true && operands.length > 0)) {
      operands.push(word);
      continue;
    }
    if (word.pattern === '--') {
      terminatedAt = operands.length;
      continue;
    }
    const found = readWord(word, withValue);
    if (found === undefined) {
      operands.push(word);
      hasDynamic ||= mayBeOptions(word);
      continue;
    }
    for (const flag of found.flags) options.push(flag);
    if (found.needsValue === undefined) continue;
    const valueWord = words[at + 1];
    options.push({ name: found.needsValue, value: valueWord?.pattern, valueWord, word });
    at++;
  }
  return { options, operands, terminatedAt, hasDynamic };
}

/** Whether one of the options `names` is given. */
export function hasOption({ options }: ParsedOptions, ...names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

/** The last of the options `names`, which is the one that counts with most tools. */
export function findOption({ options }: ParsedOptions, ...names: readonly string[]): Option | undefined {
  return options.findLast(({ name }) => names.includes(name));
}

function mayBeOptions({ pattern, literalPrefix, splits }: ShellWord): boolean {
  return pattern === undefined && (literalPrefix === '' ? splits : literalPrefix.startsWith('-'));
}

interface OptionWord {
  readonly flags: readonly Option[];
  /** The option whose value is the next word. */
  readonly needsValue?: string;
}

/** The options in one word; undefined for an operand and where an expansion decides which options they are. */
function readWord(word: ShellWord, withValue: ReadonlySet<string>): OptionWord | undefined {
  const known = word.pattern ?? word.literalPrefix;
  const isWhole = word.pattern !== undefined;
  if (!known.startsWith('-') || known === '-') return undefined;
  const attached = (name: string, offset: number): Option => {
    return { name, value: isWhole ? known.slice(offset) : undefined, valueWord: word, word };
  };
  const flag = (name: string): Option => ({ name, value: undefined, valueWord: undefined, word });
  if (known.startsWith('--')) {
    const equals = known.indexOf('=');
    if (equals !== -1) return { flags: [attached(known.slice(0, equals), equals + 1)] };
    if (!isWhole) return undefined;
    return withValue.has(known) ? { flags: [], needsValue: known } : { flags: [flag(known)] };
  }
  const flags: Option[] = [];
  for (let at = 1; at < known.length; at++) {
    const name = `-${known.charAt(at)}`;
    if (known[at + 1] === '=') return { flags: [...flags, attached(name, at + 2)] };
    if (withValue.has(name)) {
      const isLast = at + 1 === known.length && isWhole;
      return isLast ? { flags, needsValue: name } : { flags: [...flags, attached(name, at + 1)] };
    }
    flags.push(flag(name));
  }
  return isWhole ? { flags } : undefined;
}
