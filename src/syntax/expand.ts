// BuildKit's shell lexer: variables, quotes and escapes of one word (frontend/dockerfile/shell/lex.go).

import { type Result, success } from './go/result.ts';
import { type Lexed, Lexer } from './lexer.ts';
import { type Marks, markHeredocBlanks, splitWords } from './shell-words.ts';

/** The switches of BuildKit's `Lex`; all are off for the words of instructions. */
export interface ExpandOptions {
  readonly escape: '\\' | '`';
  /** Quotes stay in the text. */
  readonly rawQuotes?: boolean;
  /** Escape characters stay in the text. */
  readonly rawEscapes?: boolean;
  /** A reference to a variable that is not set stays in the text. */
  readonly skipUnsetEnv?: boolean;
  /** Quotes are characters like others: for the bodies of heredocs. */
  readonly skipProcessQuotes?: boolean;
}

/** `$name` or `${name…}`, also inside the operand of another one. `start` and `end` are offsets in the word. */
export interface Reference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What follows the name in braces: `-`, `:-`, `+`, `:+`, `?`, `:?`, `#`, `##`, `%`, `%%`, `/` or `//`. */
  readonly modifier: string | undefined;
}

/** The value of a variable, undefined if it is not set. */
export type Lookup = (name: string) => string | undefined;

export interface Expansion {
  /** The word as one. */
  readonly text: string;
  /** The word split at white space that is neither quoted nor escaped. None is empty. */
  readonly words: readonly string[];
  /** The names that were looked up and are set. */
  readonly matched: ReadonlySet<string>;
  /** The names that were looked up and are not set. */
  readonly unmatched: ReadonlySet<string>;
  /** In the order in which they start. */
  readonly references: readonly Reference[];
}

/** `error` is BuildKit's text, `at` the offset in the word of what it is about. */
export interface ExpandFailure {
  readonly ok: false;
  readonly error: string;
  readonly at: number;
  /** The names that were looked up before the error and are not set. */
  readonly unmatched: ReadonlySet<string>;
}

export type ExpandResult = { readonly ok: true; readonly value: Expansion } | ExpandFailure;

/**
 * Expands the variables of `word` and removes its quotes and escapes: `Lex.ProcessWord` and `Lex.ProcessWords` in one.
 * Fails with BuildKit's error, and with one of its own where the result has no room in any build request.
 */
export function expand(word: string, lookup: Lookup, options: ExpandOptions): ExpandResult {
  return run(word, lookup, options);
}

/** The variables that `word` refers to, whatever their values; none if BuildKit rejects it for every value. */
export function references(word: string, options: ExpandOptions): readonly Reference[] {
  const result = run(word, undefined, options);
  return result.ok ? result.value.references : [];
}

/** The words of `word` when no variable is set. */
export function processWords(word: string, options: ExpandOptions): Result<readonly string[]> {
  const result = run(word, () => undefined, options);
  return result.ok ? success(result.value.words) : result;
}

/** A word without any of these stands for itself. */
const SPECIAL = { '\\': /[$'"\\\ufeff]/, '`': /[$'"`\ufeff]/ };

/** Whether the word has nothing in it to expand. */
export function isPlain(word: string, { escape }: ExpandOptions): boolean {
  return !SPECIAL[escape].test(word);
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Without `lookup` nothing is evaluated. */
function run(word: string, lookup: Lookup | undefined, options: ExpandOptions): ExpandResult {
  if (SPECIAL[options.escape].test(word)) {
    const result = new Lexer(word, lookup, options).run();
    return result.ok ? { ok: true, value: new Expanded(result.value) } : result;
  }
  const marks: Marks = [];
  markHeredocBlanks(marks, word, 0);
  return {
    ok: true,
    value: new Expanded({ text: word, marks, matched: NO_NAMES, unmatched: NO_NAMES, references: [] }),
  };
}

/** Splits into words when they are first asked for. */
class Expanded implements Expansion {
  readonly text: string;
  readonly matched: ReadonlySet<string>;
  readonly unmatched: ReadonlySet<string>;
  readonly references: readonly Reference[];
  readonly #marks: Readonly<Marks>;
  #words: readonly string[] | undefined;

  constructor(lexed: Lexed) {
    this.text = lexed.text;
    this.matched = lexed.matched;
    this.unmatched = lexed.unmatched;
    this.references = lexed.references;
    this.#marks = lexed.marks;
  }

  get words(): readonly string[] {
    this.#words ??= splitWords(this.text, this.#marks);
    return this.#words;
  }
}
