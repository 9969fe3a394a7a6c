// What the parts of a shell script are: commands, options, variables, strings, comments, keywords and operators.

import type { Sequence, ShellScript, ShellWord } from '../../shell/tree.ts';
import type { Folded } from '../../syntax/folded.ts';
import type { Span } from '../../syntax/source.ts';
import type { Marks, TokenType } from './marks.ts';
import { type Leaf, leavesOf } from './script-leaves.ts';
import { SyntaxReader } from './script-syntax.ts';
import { ScriptText } from './script-text.ts';

/** Commands of shells themselves. */
const BUILTINS: ReadonlySet<string> = new Set([
  ...['.', ':', '[', 'alias', 'break', 'cd', 'command', 'continue', 'declare', 'echo', 'eval', 'exec', 'exit'],
  ...['export', 'false', 'getopts', 'hash', 'let', 'local', 'mapfile', 'popd', 'printf', 'pushd', 'pwd', 'read'],
  ...['readonly', 'return', 'set', 'shift', 'shopt', 'source', 'test', 'trap', 'true', 'type', 'typeset', 'ulimit'],
  ...['umask', 'unset', 'wait'],
]);

/** Marks a script; `folded` is its text with the places in the file. */
export function markScript({ body }: ShellScript, folded: Folded, marks: Marks): void {
  const script = new ScriptText(folded);
  new ScriptMarker(script, marks).mark(body, { start: 0, end: script.text.length });
}

class ScriptMarker {
  readonly #script: ScriptText;
  readonly #text: string;
  readonly #marks: Marks;

  constructor(script: ScriptText, marks: Marks) {
    this.#script = script;
    this.#text = script.text;
    this.#marks = marks;
  }

  /** All of `part`, which the sequence is read from. */
  mark(sequence: Sequence, part: Span): void {
    const { leaves, nested } = leavesOf(sequence);
    const syntax = new SyntaxReader(this.#text);
    let at = part.start;
    for (const leaf of leaves) {
      const { start, end } = this.#script.partAt(leaf.span);
      if (start < at) continue;
      this.#markSyntax(syntax, at, start);
      this.#markLeaf(leaf, { start, end });
      at = end;
    }
    this.#markSyntax(syntax, at, part.end);
    for (const inner of nested) {
      this.#marks.add(undefined, inner.span);
      this.mark(inner, this.#script.partAt(inner.span));
    }
  }

  #add(type: TokenType | undefined, part: Span): void {
    this.#marks.add(type, this.#script.spanOf(part));
  }

  #markSyntax(syntax: SyntaxReader, start: number, end: number): void {
    for (const { type, part } of syntax.read(start, end)) {
      if (type === 'function' || type === 'variable') this.#marks.add(type, this.#script.spanOf(part), 'declaration');
      else this.#add(type, part);
    }
  }

  #markLeaf({ kind, span, word }: Leaf, part: Span): void {
    const text = this.#text.slice(part.start, part.end);
    switch (kind) {
      case 'assigned':
        return this.#marks.add('variable', span, 'declaration');
      case 'command':
        if (BUILTINS.has(text)) this.#marks.add('function', span, 'defaultLibrary');
        else this.#marks.add('function', span);
        break;
      case 'option': {
        const equals = text.indexOf('=');
        this.#add('parameter', { start: part.start, end: equals === -1 ? part.end : part.start + equals });
        break;
      }
      case 'text':
        this.#add('string', part);
        break;
      case 'word':
        if (/^\d+$/.test(text)) this.#add('number', part);
        break;
      default:
        kind satisfies never;
    }
    if (word === undefined) return;
    const scripts = this.#scriptsIn(word, part);
    if (kind !== 'text') this.#markQuotes(part, scripts);
    for (const { name, span: read } of word.variables) this.#markVariable(name, this.#script.partAt(read));
    for (const { sequence, inner, outer } of scripts) {
      this.#add(undefined, outer);
      this.#add('operator', { start: outer.start, end: inner.start });
      this.#add('operator', { start: inner.end, end: outer.end });
      this.mark(sequence, inner);
    }
  }

  /** The scripts in a word, in order, with what stands around them: `$(`, a backquote. */
  #scriptsIn({ substitutions }: ShellWord, part: Span): readonly InnerScript[] {
    return substitutions.map((sequence) => {
      const inner = this.#script.partAt(sequence.span);
      const before = this.#text.charAt(inner.start - 1) === '`' ? 1 : 2;
      const outer = { start: Math.max(part.start, inner.start - before), end: Math.min(part.end, inner.end + 1) };
      return { sequence, inner, outer };
    });
  }

  /** What stands in quotes, the quotes included, where it is not part of a script in the word. */
  #markQuotes({ start, end }: Span, scripts: readonly InnerScript[]): void {
    const text = this.#text;
    let quote = '';
    let quoteStart = start;
    let next = 0;
    for (let at = start; at < end; at++) {
      const script = scripts[next];
      if (script !== undefined && at >= script.outer.start) {
        at = Math.max(at, script.outer.end - 1);
        next++;
        continue;
      }
      const character = text.charAt(at);
      if (character === '\\' && quote !== "'") {
        at++;
      } else if (quote === '' && (character === '"' || character === "'")) {
        quote = character;
        quoteStart = at;
      } else if (quote !== '' && character === quote) {
        this.#add('string', { start: quoteStart, end: at + 1 });
        quote = '';
      }
    }
    if (quote !== '') this.#add('string', { start: quoteStart, end });
  }

  /** Of `${name:-x}` the operand is no part of the variable. */
  #markVariable(name: string, part: Span): void {
    const isBraced = this.#text.startsWith('${', part.start);
    const nameAt = isBraced ? this.#text.indexOf(name, part.start + 2) : -1;
    if (nameAt === -1 || nameAt + name.length >= part.end) {
      this.#add('variable', part);
      return;
    }
    this.#add('variable', { start: part.start, end: nameAt + name.length });
    this.#add('variable', { start: part.end - 1, end: part.end });
  }
}

interface InnerScript {
  readonly sequence: Sequence;
  readonly inner: Span;
  readonly outer: Span;
}
