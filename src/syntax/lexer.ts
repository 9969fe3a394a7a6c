// The lexer itself: reads a word from left to right and puts its expansion together.

import type { ExpandFailure, ExpandOptions, Lookup, Reference } from './expand.ts';
import { quote } from './go/quote.ts';
import { type Result, failure, success } from './go/result.ts';
import { characterAt, skipByteOrderMark, skipDigits, skipName } from './go/scanner.ts';
import { TOO_LONG } from './pattern.ts';
import { type Marks, markDropped, markHeredocBlanks, markWhole } from './shell-words.ts';
import { isModifier, matchingCost, substitute, unsupportedModifier } from './substitution.ts';

/** A request to BuildKit has at most 16 MiB. Variables that double each other get there in a few lines. */
const MAX_LENGTH = 1 << 24;

/** How much work the patterns of one word may make: about a second. */
const MAX_MATCHING = 1 << 27;

const MISSING_BRACE = "syntax error: missing '}'";
const SPECIAL_PARAMETERS = new Set(['@', '*', '#', '?', '-', '$', '!', '0']);

/** What BuildKit reads by a recursive call: the word, a part of it in double quotes, or an operand in a `${…}`. */
interface Frame {
  readonly parent: Frame | undefined;
  readonly start: number;
  /** The character that ends it; empty for the word. */
  readonly stop: '' | '"' | '}' | '/';
  readonly rawEscapes: boolean;
  readonly open: Open | undefined;
  text: string;
}

/** A `${name…}` whose operand is being read; with two operands, the first is kept as `pattern`. */
interface Open {
  readonly reference: { -readonly [Key in keyof Reference]: Reference[Key] };
  readonly modifier: string;
  readonly pattern: string;
}

export interface Lexed {
  readonly text: string;
  /** How `text` is split into words. */
  readonly marks: Readonly<Marks>;
  readonly matched: ReadonlySet<string>;
  readonly unmatched: ReadonlySet<string>;
  readonly references: readonly Reference[];
}

/** Reads one word once, with a stack of its own: BuildKit's nesting has no limit. */
export class Lexer {
  readonly #word: string;
  readonly #lookup: Lookup | undefined;
  readonly #options: ExpandOptions;
  readonly #marks: Marks = [];
  readonly #matched = new Set<string>();
  readonly #unmatched = new Set<string>();
  readonly #references: Reference[] = [];
  /** The frame of the word itself; it is also `#frame` at the start and at the end. */
  readonly #outermost: Frame;
  #frame: Frame;
  #at: number;
  #matching = 0;

  constructor(word: string, lookup: Lookup | undefined, options: ExpandOptions) {
    this.#word = word;
    this.#lookup = lookup;
    this.#options = options;
    this.#at = skipByteOrderMark(word);
    const rawEscapes = options.rawEscapes === true;
    this.#outermost = { parent: undefined, start: 0, stop: '', rawEscapes, open: undefined, text: '' };
    this.#frame = this.#outermost;
  }

  run(): { readonly ok: true; readonly value: Lexed } | ExpandFailure {
    while (this.#at < this.#word.length || this.#frame.parent !== undefined) {
      const failed = this.#step();
      if (failed !== undefined) return failed;
    }
    const value = {
      text: this.#frame.text,
      marks: this.#marks,
      matched: this.#matched,
      unmatched: this.#unmatched,
      references: this.#references,
    };
    return { ok: true, value };
  }

  #step(): ExpandFailure | undefined {
    const frame = this.#frame;
    this.#readPlain(frame);
    switch (this.#word[this.#at]) {
      case undefined:
        return frame.parent && this.#fail(unexpectedEnd('double-quote'), frame.start);
      case frame.stop:
        this.#at++;
        return this.#pop(frame);
      case '$':
        return this.#readDollar();
      case "'":
        return this.#readSingleQuotes();
      case '"':
        this.#push('"', frame.rawEscapes, this.#at, undefined);
        this.#at++;
        return undefined;
      default:
        this.#readEscape(frame);
        return undefined;
    }
  }

  /** Everything up to the next character that means something in `frame`. */
  #readPlain(frame: Frame): void {
    const { escape, skipProcessQuotes } = this.#options;
    const hasQuotes = skipProcessQuotes !== true && frame.stop !== '"';
    const start = this.#at;
    let at = start;
    for (; at < this.#word.length; at++) {
      const character = this.#word[at];
      if (character === '$' || character === escape || character === frame.stop) break;
      if (hasQuotes && (character === "'" || character === '"')) break;
    }
    if (at === start) return;
    const plain = this.#word.slice(start, at);
    if (frame.parent === undefined) markHeredocBlanks(this.#marks, plain, frame.text.length);
    frame.text += plain;
    this.#at = at;
  }

  #readEscape(frame: Frame): void {
    const { escape } = this.#options;
    const raw = frame.rawEscapes ? escape : '';
    this.#at++;
    const character = characterAt(this.#word, this.#at);
    if (frame.stop === '"' && character !== '"' && character !== '$' && character !== escape) {
      // BuildKit keeps the escape character, and with raw escapes it writes it twice.
      frame.text += raw + escape;
      return;
    }
    this.#at += character.length;
    this.#append(raw + character);
  }

  #readSingleQuotes(): ExpandFailure | undefined {
    const start = this.#at;
    const end = this.#word.indexOf("'", start + 1);
    this.#at = end === -1 ? this.#word.length : end + 1;
    if (end === -1) return this.#fail(unexpectedEnd('single-quote'), start);
    this.#append(
      this.#options.rawQuotes === true ? this.#word.slice(start, end + 1) : this.#word.slice(start + 1, end),
    );
    return undefined;
  }

  #readDollar(): ExpandFailure | undefined {
    const start = this.#at;
    this.#at++;
    if (this.#word[this.#at] === '{') return this.#readBraces(start);
    const name = this.#readName();
    return name === '' ? this.#insert('$', start) : this.#insertValue(name, start);
  }

  #readBraces(start: number): ExpandFailure | undefined {
    this.#at++;
    const first = this.#word[this.#at];
    if (first === undefined) return this.#fail(MISSING_BRACE, start);
    if (first === '{' || first === '}' || first === ':') return this.#fail('syntax error: bad substitution', start);
    const name = this.#readName();
    const modifierStart = this.#at;
    let operator = this.#readCharacter();
    if (operator === '}') return this.#insertValue(name, start);
    const hasColon = operator === ':';
    if (hasColon) operator = this.#readCharacter();
    const modifier = hasColon ? `:${operator}` : operator;
    const takesPattern = modifier === '#' || modifier === '%' || modifier === '/';
    // BuildKit reads the operand first where it rejects what follows a colon, but not for these two.
    const isReadFirst = hasColon && operator !== '#' && operator !== '%';
    if (!isModifier(modifier) && !isReadFirst) return this.#fail(unsupportedModifier(modifier), modifierStart);
    const isDoubled = takesPattern && this.#word[this.#at] === operator;
    if (isDoubled && operator === '/') this.#at++;
    const reference = { name, start, end: start, modifier: isDoubled ? operator + operator : modifier };
    this.#references.push(reference);
    this.#push(modifier === '/' ? '/' : '}', takesPattern, start, { reference, modifier, pattern: '' });
    return undefined;
  }

  /** A name, a run of digits or one special parameter; empty if there is none. */
  #readName(): string {
    const start = this.#at;
    this.#at = skipDigits(this.#word, start);
    if (this.#at === start && SPECIAL_PARAMETERS.has(this.#word[start] ?? '')) this.#at++;
    if (this.#at === start) this.#at = skipName(this.#word, start);
    return this.#word.slice(start, this.#at);
  }

  #readCharacter(): string {
    const character = characterAt(this.#word, this.#at);
    this.#at += character.length;
    return character || '\ufffd';
  }

  #push(stop: '"' | '}' | '/', rawEscapes: boolean, start: number, open: Open | undefined): void {
    if (open !== undefined) markDropped(this.#marks, this.#outermost.text.length);
    this.#frame = { parent: this.#frame, start, stop, rawEscapes, open, text: '' };
  }

  #pop({ parent, start, stop, open, text }: Frame): ExpandFailure | undefined {
    if (parent === undefined) return undefined;
    this.#frame = parent;
    if (open === undefined) {
      this.#append(this.#options.rawQuotes === true ? `"${text}"` : text);
      return undefined;
    }
    if (stop === '/') {
      this.#push('}', true, start, { ...open, pattern: text });
      return undefined;
    }
    open.reference.end = this.#at;
    const result = this.#substitute(open, text);
    return result.ok ? this.#insert(result.value, start) : this.#fail(result.error, start);
  }

  /** What a `${name…}` whose last operand has just ended stands for. */
  #substitute({ reference, modifier, pattern }: Open, operand: string): Result<string> {
    const { name } = reference;
    if (this.#lookup === undefined) return isModifier(modifier) ? success('') : failure(unsupportedModifier(modifier));
    const value = this.#valueOf(name);
    if (value === undefined && this.#options.skipUnsetEnv === true) {
      // BuildKit writes one slash also where there were two.
      return success(`\${${name}${modifier}${modifier === '/' ? `${pattern}/` : ''}${operand}}`);
    }
    const substitution = { name, modifier, all: reference.modifier === '//', pattern, operand, value };
    this.#matching += matchingCost(substitution);
    return this.#matching > MAX_MATCHING ? failure(TOO_LONG) : substitute(substitution, MAX_LENGTH);
  }

  #valueOf(name: string): string | undefined {
    if (this.#lookup === undefined) return '';
    const value = this.#lookup(name);
    (value === undefined ? this.#unmatched : this.#matched).add(name);
    return value;
  }

  /** What a reference without modifier, read up to here, stands for. */
  #insertValue(name: string, start: number): ExpandFailure | undefined {
    this.#references.push({ name, start, end: this.#at, modifier: undefined });
    const written = this.#options.skipUnsetEnv === true ? this.#word.slice(start, this.#at) : '';
    return this.#insert(this.#valueOf(name) ?? written, start);
  }

  /** Adds text that is split into words; `start` is where the word says it. */
  #insert(text: string, start: number): ExpandFailure | undefined {
    if (this.#frame.text.length + text.length > MAX_LENGTH + this.#word.length) return this.#fail(TOO_LONG, start);
    this.#frame.text += text;
    return undefined;
  }

  /** Adds text that is not split into words. */
  #append(text: string): void {
    const start = this.#frame.text.length;
    if (this.#frame.parent === undefined) markWhole(this.#marks, start, start + text.length);
    this.#frame.text += text;
  }

  /** Where the word ends too early, BuildKit says what the outermost open `${` lacks, whatever else is wrong in it. */
  #fail(message: string, at: number): ExpandFailure {
    let error = message;
    let place = at;
    if (this.#at >= this.#word.length) {
      for (let frame: Frame | undefined = this.#frame; frame !== undefined; frame = frame.parent) {
        if (frame.open === undefined) continue;
        error = frame.stop === '/' ? "syntax error: missing '/' in ${}" : MISSING_BRACE;
        place = frame.start;
      }
    }
    return {
      ok: false,
      error: `failed to process ${quote(this.#word)}: ${error}`,
      at: place,
      unmatched: this.#unmatched,
    };
  }
}

function unexpectedEnd(quotes: string): string {
  return `unexpected end of statement while looking for matching ${quotes}`;
}
