// The parser library's tree as ours: sequences, lists, pipelines and compounds, with parents and places in the Dockerfile.

import { type AndOr as LibraryAndOr, type Pipeline as LibraryPipeline, parse, type Statement } from 'unbash';
import type { Folded } from '../syntax/folded.ts';
import { readCommand, readRedirect } from './command-reader.ts';
import { type CompoundNode, type List, shapeOf } from './compound-shape.ts';
import { unescaped } from './nested.ts';
import type {
  AndOr,
  Command,
  Compound,
  Dialect,
  Pipeline,
  Redirect,
  Sequence,
  SequenceRole,
  ShellNode,
  ShellWord,
  VariableRead,
} from './tree.ts';
import { readExpression, readWord, type ScriptPart, type WordContext } from './words.ts';

/** Nodes that lie deeper than this are not read: the stack is finite. */
const DEEPEST_NODE = 200;
/** The library reads each script once more for every script around it. */
const DEEPEST_SCRIPT = 6;
/** The library's work grows with the square of the heredocs of a line; this counts all that look like one. */
const MOST_HEREDOCS = 2000;

/** Where in which script the reader is. */
export interface Place {
  /** The text that the library's positions count in. */
  readonly text: Folded;
  readonly dialect: Dialect;
  readonly depth: number;
  readonly scripts: number;
}

/** Reads scripts into trees, and remembers what they have in them. */
export class ScriptReader {
  readonly commands: Command[] = [];
  readonly variables: VariableRead[] = [];
  #complete = true;

  /** All of it could be read, and the library found no error. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Reads the script of a RUN. */
  read(text: Folded, dialect: Dialect): Sequence {
    return this.#readText({ text, dialect, depth: 0, scripts: 0 }, 'script', undefined);
  }

  /** Reads a script that `parent` hands to a shell; undefined where it lies too deep. */
  readNested(text: Folded, dialect: Dialect, place: Place, parent: Command): Sequence | undefined {
    const inner = this.#enter({ ...place, text, dialect, scripts: place.scripts + 1 });
    return inner && this.#readText(inner, 'nested', parent);
  }

  /** What it takes to read a word that belongs to `owner`. */
  wordContext(place: Place, owner: ShellNode): WordContext {
    return {
      text: place.text,
      dialect: place.dialect,
      variables: this.variables,
      readScript: (part, role) => this.#readSubstitution(part, role, place, owner),
      giveUp: () => {
        this.#complete = false;
      },
    };
  }

  #readText(place: Place, role: SequenceRole, parent: ShellNode | undefined): Sequence {
    const { text } = place.text;
    const list = { pos: 0, end: text.length, commands: [] };
    if (occurrences(text, '<<', MOST_HEREDOCS) === MOST_HEREDOCS) {
      this.#complete = false;
      return this.#readSequence(list, role, place, parent);
    }
    const { commands, errors = [] } = parse(text);
    if (errors.length > 0) this.#complete = false;
    return this.#readSequence({ ...list, commands }, role, place, parent);
  }

  #readSubstitution(part: ScriptPart, role: SequenceRole, place: Place, owner: ShellNode): Sequence | undefined {
    const inner = this.#enter({ ...place, scripts: place.scripts + 1 });
    const script = inner && part.script;
    if (script === undefined || script.errors?.length) this.#complete = false;
    if (inner === undefined || script === undefined) return undefined;
    if (script.source === undefined) return this.#readSequence(script, role, inner, owner);
    const text = withoutBackslashes(place.text.slice(part.pos + 1, part.end - 1), script.source);
    if (text !== undefined) return this.#readSequence(script, role, { ...inner, text }, owner);
    this.#complete = false;
    return undefined;
  }

  #readSequence(list: List, role: SequenceRole, place: Place, parent: ShellNode | undefined): Sequence {
    const items: ShellNode[] = [];
    const background: boolean[] = [];
    const span = place.text.spanOf(list.pos, list.end);
    const sequence: Sequence = { type: 'sequence', role, items, background, span, parent };
    for (const statement of list.commands) {
      items.push(this.#readNode(statement.command, place, sequence));
      background.push(statement.background === true);
    }
    return sequence;
  }

  #readNode(node: Statement['command'], place: Place, parent: ShellNode, isTimed = false): ShellNode {
    switch (node.type) {
      case 'AndOr':
        return this.#readAndOr(node, place, parent);
      case 'Pipeline':
        return this.#readPipeline(node, place, parent);
      case 'Command': {
        const command = readCommand(node, this, place, parent, isTimed);
        this.commands.push(command);
        return command;
      }
      default:
        return this.#readCompound(node, place, parent);
    }
  }

  #readAndOr(node: LibraryAndOr, place: Place, parent: ShellNode): AndOr {
    const items: ShellNode[] = [];
    const span = place.text.spanOf(node.pos, node.end);
    const andOr: AndOr = { type: 'and-or', items, operators: node.operators, span, parent };
    for (const item of node.commands) items.push(this.#readNode(item, place, andOr));
    return andOr;
  }

  #readPipeline(node: LibraryPipeline, place: Place, parent: ShellNode): ShellNode {
    const negations = node.prefixes.filter(({ type }) => type === 'Negation').length;
    const [first] = node.commands;
    const isSingle = node.commands.length === 1;
    const isTimed = isSingle && negations < node.prefixes.length;
    if (isSingle && first !== undefined && negations === 0) return this.#readNode(first, place, parent, isTimed);
    const items: ShellNode[] = [];
    const span = place.text.spanOf(node.pos, node.end);
    const pipeline: Pipeline = { type: 'pipeline', items, negated: negations % 2 === 1, span, parent };
    for (const item of node.commands) items.push(this.#readNode(item, place, pipeline, isTimed));
    return pipeline;
  }

  #readCompound(node: CompoundNode, place: Place, parent: ShellNode): Compound {
    const shape = shapeOf(node);
    const words: ShellWord[] = [];
    const conditions: Sequence[] = [];
    const bodies: Sequence[] = [];
    const redirects: Redirect[] = [];
    const span = place.text.spanOf(node.pos, node.end);
    const { kind, name } = shape;
    const compound: Compound = { type: 'compound', kind, name, words, conditions, bodies, redirects, span, parent };
    const inner = this.#enter(place);
    if (inner === undefined) return compound;
    const context = this.wordContext(inner, compound);
    for (const word of shape.words ?? []) words.push(readWord(word, context));
    for (const expression of shape.expressions ?? []) words.push(readExpression(expression, context));
    for (const list of shape.conditions ?? []) conditions.push(this.#readSequence(list, 'condition', inner, compound));
    for (const list of shape.bodies ?? []) bodies.push(this.#readSequence(list, 'body', inner, compound));
    for (const redirect of shape.redirects ?? []) redirects.push(readRedirect(redirect, context));
    return compound;
  }

  /** One level deeper; undefined where that is too deep. */
  #enter(place: Place): Place | undefined {
    const inner = { ...place, depth: place.depth + 1 };
    if (inner.depth <= DEEPEST_NODE && inner.scripts <= DEEPEST_SCRIPT) return inner;
    this.#complete = false;
    return undefined;
  }
}

/** How often `part` stands in `text`; `most` where it is at least that often. */
function occurrences(text: string, part: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1 && count < most; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

/** The text between backquotes as the shell reads it, which is `expected`. In double quotes `\"` is an escape too. */
function withoutBackslashes(text: Folded, expected: string): Folded | undefined {
  for (const escaped of ['$`\\', '$`\\"']) {
    const result = unescaped(text, (next) => escaped.includes(next));
    if (result.text === expected) return result;
  }
  return undefined;
}
