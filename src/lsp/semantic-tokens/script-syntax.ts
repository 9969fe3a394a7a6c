// What stands between the words of a shell script: keywords, operators, comments, the names of heredocs.

import type { Span } from '../../syntax/source.ts';

/** `variable` and `function` are declared there. */
export interface SyntaxPart {
  readonly type: 'comment' | 'function' | 'keyword' | 'label' | 'operator' | 'variable';
  readonly part: Span;
}

const KEYWORDS: ReadonlySet<string> = new Set([
  ...['case', 'coproc', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'for', 'function', 'if', 'in', 'select', 'then'],
  ...['time', 'until', 'while', '[[', ']]'],
]);

const PART =
  /((?<![^\s;&|()])#[^\n]*)|(&>>?|>>|>[|&]?|<<<|<<-?|<[>&]?|&&|\|\||;;&?|;&|\|&|[;&|(){}!])|(\[\[|\]\]|[A-Za-z_][\w.-]*)/g;

/** Reads the gaps of one script from left to right: the names of heredocs come again where they end. */
export class SyntaxReader {
  readonly #text: string;
  readonly #labels = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The parts between two offsets of the text. */
  *read(start: number, end: number): Generator<SyntaxPart> {
    let last = '';
    for (const { 0: written, 1: comment, 2: operator, index } of this.#text.slice(start, end).matchAll(PART)) {
      const part = { start: start + index, end: start + index + written.length };
      if (comment !== undefined) {
        yield { type: 'comment', part };
        continue;
      }
      const type = operator === undefined ? this.#typeOf(written, last, part.end) : 'operator';
      last = written;
      if (type !== undefined) yield { type, part };
    }
  }

  /** Of a name behind `last`. */
  #typeOf(name: string, last: string, end: number): SyntaxPart['type'] | undefined {
    if (last === '<<' || last === '<<-') this.#labels.add(name);
    if (this.#labels.has(name)) return 'label';
    if (last === 'for' || last === 'select') return 'variable';
    if (last === 'function' || /^[\t ]*\(/.test(this.#text.slice(end, end + 8))) return 'function';
    return KEYWORDS.has(name) ? 'keyword' : undefined;
  }
}
