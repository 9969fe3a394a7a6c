// A YAML or JSON text -> its value, and the line of each part of it.

import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type ParsedNode,
  Parser,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { Span } from '../syntax/source.ts';
import type { Way } from './schema-part.ts';

export interface ConfigurationDocument {
  readonly value: unknown;
  /** Of the deepest part on the way that there is; where it has a key, that of the key. */
  spanOf(way: Way): Span;
  /** Of the same part, counted from 1. */
  lineOf(way: Way): number;
}

export interface DocumentFault {
  readonly line: number;
  readonly span: Span;
  readonly problem: string;
}

export type ReadDocument = { readonly document: ConfigurationDocument } | { readonly fault: DocumentFault };

/** Deeper than any configuration. What composes the nodes calls itself for each level. */
const DEEPEST = 50;

/** The composer compares each key of a map with all others: `keyFault` does it in linear time. */
const composerOptions = { uniqueKeys: false };

/** Reads a text as YAML 1.2, of which JSON is a part; or says what is wrong first. */
export function readDocument(text: string): ReadDocument {
  const lines = new LineCounter();
  const fault = (start: number, problem: string, end = start): ReadDocument => ({
    fault: { line: lineAt(start, lines), span: { start, end }, problem },
  });

  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const tooDeep = tokens.map(placeTooDeep).find((place) => place !== undefined);
  if (tooDeep !== undefined) return fault(tooDeep, `is nested more than ${DEEPEST} deep`);
  const [document, another] = new Composer(composerOptions).compose(tokens, true, text.length);
  if (document === undefined) return fault(0, 'says nothing');
  const [error] = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (error !== undefined) return fault(error.pos[0], wordsFor(error), error.pos[1]);
  if (another !== undefined) return fault(another.range[0], 'a second document begins here: write one');
  const key = keyFault(document);
  if (key !== undefined) return fault(key.place, key.problem);
  const alias = unknownAlias(document);
  if (alias !== undefined) return fault(alias.place, `*${alias.name} has no anchor &${alias.name} above it`);
  try {
    const value: unknown = document.toJS();
    const spanOf = (way: Way): Span => placeOf(document, way);
    return { document: { value, spanOf, lineOf: (way) => lineAt(spanOf(way).start, lines) } };
  } catch (problem) {
    if (!(problem instanceof ReferenceError)) throw problem;
    return fault(0, 'repeats its anchors too often: write it out');
  }
}

/** The part of a value at that way, or undefined. */
export function partAt(value: unknown, way: Way): unknown {
  let part = value;
  for (const step of way) {
    part = typeof part === 'object' && part !== null && Object.hasOwn(part, step) ? Reflect.get(part, step) : undefined;
  }
  return part;
}

function lineAt(offset: number, lines: LineCounter): number {
  return Math.max(1, lines.linePos(offset).line);
}

/** Where the nesting goes too deep. */
function placeTooDeep(root: CST.Token): number | undefined {
  const open: { readonly token: CST.Token; readonly depth: number }[] = [{ token: root, depth: 0 }];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { token, depth } = entry;
    if (depth > DEEPEST) return token.offset;
    if (token.type === 'document' && token.value !== undefined) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) open.push({ token: key, depth: depth + 1 });
      if (value) open.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
}

/** The first key that is a list, a map or an alias, or that its map has already. */
function keyFault(document: Document<ParsedNode>): Fault | undefined {
  let fault: Fault | undefined;
  visit(document, {
    Map(_, { items }) {
      const names = new Set<string>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name === undefined || names.has(name)) {
          const problem =
            name === undefined ? 'this key is no text: write it out' : `${name} stands here a second time: keep one`;
          fault = { place: startOf(key) ?? 0, problem };
          return visit.BREAK;
        }
        names.add(name);
      }
      return undefined;
    },
  });
  return fault;
}

interface Fault {
  readonly place: number;
  readonly problem: string;
}

interface UnknownAlias {
  readonly name: string;
  readonly place: number;
}

function unknownAlias(document: Document<ParsedNode>): UnknownAlias | undefined {
  const unknown: UnknownAlias[] = [];
  const anchors = new Set<string>();
  visit(document, {
    Node(_, { anchor }) {
      if (anchor !== undefined) anchors.add(anchor);
    },
    Alias(_, { source, range }) {
      if (!anchors.has(source)) unknown.push({ name: source, place: range?.[0] ?? 0 });
    },
  });
  return unknown[0];
}

function placeOf(document: Document<ParsedNode>, way: Way): Span {
  let node: Node | undefined = document.contents ?? undefined;
  let place = placed(node) ?? { start: 0, end: 0 };
  for (const step of way) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = pairsOf(node).get(step);
      place = placed(pair?.key) ?? place;
      node = nodeOf(pair?.value);
    } else if (isSeq(node)) {
      node = nodeOf(node.items[Number(step)]);
      place = placed(node) ?? place;
    } else {
      break;
    }
  }
  return place;
}

const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

/** The members of a map by their keys. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const pairs =
    known.get(map) ?? new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]));
  known.set(map, pairs);
  return pairs;
}

function nodeOf(value: unknown): Node | undefined {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : undefined;
}

function startOf(value: unknown): number | undefined {
  return placed(value)?.start;
}

function placed(value: unknown): Span | undefined {
  const [start, end] = nodeOf(value)?.range ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}

function wordsFor({ code, message }: YAMLError): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'YAML cannot be indented with tabs: use spaces';
    case 'TAG_RESOLVE_FAILED':
      return 'tags mean nothing here: put a text that begins with "!" in quotes';
    default:
      return `is no YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  }
}
