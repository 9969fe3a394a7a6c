// YAML and JSON files as plain data with positions; aliases and merge keys are resolved.

import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type ParsedNode,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Source, Span } from '../syntax/source.ts';
import { type Problem, problemAt } from './build.ts';
import { isTooDeep } from './nesting.ts';

export interface DataScalar {
  readonly kind: 'scalar';
  /** As text, also where it is a number; undefined for null. */
  readonly text: string | undefined;
  readonly value: string | number | boolean | null;
  /** The text stands in the lines below the first one of `span`, indented: `|`. */
  readonly isLiteralBlock: boolean;
  readonly span: Span;
}

export interface DataList {
  readonly kind: 'list';
  readonly items: readonly Data[];
  readonly span: Span;
}

export interface DataEntry {
  readonly keySpan: Span;
  readonly value: Data;
}

export interface DataMap {
  readonly kind: 'map';
  /** Of a key that stands twice, the last; in the order of the first. */
  readonly entries: ReadonlyMap<string, DataEntry>;
  readonly span: Span;
}

export type Data = DataScalar | DataList | DataMap;

export interface ReadData {
  /** One a document. */
  readonly documents: readonly Data[];
  readonly problems: readonly Problem[];
}

/** Nobody nests deeper; the stack is finite. */
const DEEPEST = 100;
/** Merge keys can make a small file large: this many merged entries are followed. */
const MOST_MERGED = 50_000;

/** Reads a file. One that YAML does not accept has no documents and a problem; keys that stand twice are accepted. */
export function readData(source: Source): ReadData {
  if (isTooDeep(source.text)) return { documents: [], problems: [problemAt(source, 0, 'nested too deeply')] };
  try {
    const documents = parseDocuments(source.text);
    const error = documents.flatMap(({ errors }) => errors)[0];
    if (error !== undefined) return { documents: [], problems: [problemAt(source, error.pos[0], firstLine(error))] };
    const readers = documents.map((document) => new DataReader(document));
    const data = readers.flatMap((reader) => reader.read() ?? []);
    const isCut = readers.some(({ cut }) => cut);
    return { documents: data, problems: isCut ? [problemAt(source, 0, 'too much is nested or merged')] : [] };
  } catch (error) {
    // The library goes through nested nodes by recursion.
    if (!(error instanceof RangeError)) throw error;
    return { documents: [], problems: [problemAt(source, 0, 'nested too deeply')] };
  }
}

/** What a map has under `key`; undefined for other data and for null. */
export function field(data: Data | undefined, key: string): Data | undefined {
  const value = data?.kind === 'map' ? data.entries.get(key)?.value : undefined;
  return value?.kind === 'scalar' && value.value === null ? undefined : value;
}

/** The entries of a map; none for other data. */
export function entriesOf(data: Data | undefined): readonly (readonly [string, DataEntry])[] {
  return data?.kind === 'map' ? [...data.entries] : [];
}

/** The items of a list, or the one value that stands in its place; none for nothing. */
export function itemsOf(data: Data | undefined): readonly Data[] {
  if (data === undefined) return [];
  return data.kind === 'list' ? data.items : [data];
}

/** The text of a scalar; undefined for null and for other data. */
export function textOf(data: Data | undefined): string | undefined {
  return data?.kind === 'scalar' ? data.text : undefined;
}

function parseDocuments(text: string): readonly Document.Parsed[] {
  const options = { uniqueKeys: false, strict: false, prettyErrors: false, logLevel: 'silent' } as const;
  const documents = parseAllDocuments(text, options);
  return Array.isArray(documents) ? documents : [];
}

function firstLine({ message }: Error): string {
  return message.split('\n', 1)[0] ?? message;
}

/** Turns the nodes of one document into data; what aliases share stays shared, so that the result is no larger than the file. */
class DataReader {
  cut = false;
  readonly #document: Document.Parsed;
  readonly #targets = new Map<Node, Node>();
  readonly #done = new Map<Node, Data>();
  readonly #open = new Set<Node>();
  #merged = 0;

  constructor(document: Document.Parsed) {
    this.#document = document;
  }

  read(): Data | undefined {
    const { contents } = this.#document;
    if (contents === null) return undefined;
    this.#findTargets(contents);
    return this.#readNode(contents, 0);
  }

  /** An alias stands for the last node before it that has its anchor. */
  #findTargets(contents: ParsedNode): void {
    const anchors = new Map<string, Node>();
    visit(contents, {
      Node: (_key, node) => {
        if (isAlias(node)) {
          const target = anchors.get(node.source);
          if (target !== undefined) this.#targets.set(node, target);
        } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
      },
    });
  }

  #readNode(node: unknown, depth: number): Data {
    if (isAlias(node)) return this.#readNode(this.#targets.get(node), depth);
    if (isScalar(node)) return readScalar(node);
    if (!isMap(node) && !isSeq(node)) return nothing({ start: 0, end: 0 });
    const done = this.#done.get(node);
    if (done !== undefined) return done;
    const span = spanOf(node);
    if (depth === DEEPEST || this.#open.has(node)) {
      this.cut = true;
      return nothing(span);
    }
    this.#open.add(node);
    const data: Data = isMap(node)
      ? { kind: 'map', entries: this.#readMap(node, depth), span }
      : { kind: 'list', items: node.items.map((item) => this.#readNode(item, depth + 1)), span };
    this.#open.delete(node);
    this.#done.set(node, data);
    return data;
  }

  #readMap({ items }: YAMLMap, depth: number): ReadonlyMap<string, DataEntry> {
    const own = new Map<string, DataEntry>();
    const inherited: Data[] = [];
    for (const { key, value } of items satisfies readonly Pair[]) {
      const name = this.#readNode(key, depth + 1);
      const read = this.#readNode(value, depth + 1);
      if (name.kind !== 'scalar') continue;
      if (name.text === '<<') inherited.push(...itemsOf(read));
      else own.set(name.text ?? '', { keySpan: name.span, value: read });
    }
    if (inherited.length === 0) return own;
    const all = new Map<string, DataEntry>();
    // The first of several merged maps counts, and what the map says itself counts more.
    for (const data of inherited.toReversed()) {
      for (const [name, entry] of entriesOf(data)) {
        if (++this.#merged > MOST_MERGED) {
          this.cut = true;
          break;
        }
        all.set(name, entry);
      }
    }
    for (const [name, entry] of own) all.set(name, entry);
    return all;
  }
}

function readScalar(node: Scalar): DataScalar {
  const value = isPlain(node.value) ? node.value : String(node.value);
  return {
    kind: 'scalar',
    text: value === null ? undefined : String(value),
    value,
    isLiteralBlock: node.type === 'BLOCK_LITERAL',
    span: spanOf(node),
  };
}

function isPlain(value: unknown): value is DataScalar['value'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function nothing(span: Span): DataScalar {
  return { kind: 'scalar', text: undefined, value: null, isLiteralBlock: false, span };
}

function spanOf({ range }: Node): Span {
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}
