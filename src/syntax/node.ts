// BuildKit's first pass over one logical line: keyword, flags, and arguments split by the instruction's own grammar.

import type { Flag, Instruction, Pair, Word } from './ast.ts';
import { findSpaceByte, skipSpaceBytes, sliceBytes } from './byte-place.ts';
import { readFlags } from './flags.ts';
import type { Folded } from './folded.ts';
import { firstBlanks, skipSpace, trimBounds } from './go/space.ts';
import { toLower } from './go/unicode.ts';
import { readJsonForm } from './json-form.ts';
import type { Span } from './source.ts';
import { splitAtBlanks, splitPairs, splitQuoted } from './split.ts';

export type Kind = Instruction['kind'];

/** An error in the builder's words. */
export interface Failure {
  readonly message: string;
  readonly span: Span;
}

/** An instruction whose words are known, but not yet what they mean. */
export interface Node {
  readonly kind: Kind;
  readonly folded: Folded;
  readonly keyword: Word;
  readonly flags: readonly Flag[];
  readonly args: readonly Word[];
  readonly json: boolean;
  /** Of ENV and LABEL. */
  readonly pairs: readonly Pair[];
  /** Of ONBUILD. */
  readonly trigger: Node | undefined;
  readonly failure: Failure | undefined;
}

const KEYWORDS: readonly Kind[] = [
  'Add',
  'Arg',
  'Cmd',
  'Copy',
  'Entrypoint',
  'Env',
  'Expose',
  'From',
  'Healthcheck',
  'Label',
  'Maintainer',
  'Onbuild',
  'Run',
  'Shell',
  'Stopsignal',
  'User',
  'Volume',
  'Workdir',
];

/** By the keyword in lower case, and in upper case, as most people write it. */
const KINDS: ReadonlyMap<string, Kind> = new Map(
  KEYWORDS.flatMap((kind) => [
    [kind.toLowerCase(), kind],
    [kind.toUpperCase(), kind],
  ]),
);

const NONE: readonly never[] = [];
const NO_FLAGS = { flags: NONE, rest: undefined };

/** ONBUILD in ONBUILD is an error in any case; below this depth its trigger is not even read. */
const DEEPEST_TRIGGER = 50;

/** A node while its arguments are read. */
type Draft = { -readonly [Field in keyof Node]: Node[Field] };

/** Reads one logical line (parser.go: newNodeFromLine; split_command.go). */
export function readNode(folded: Folded, escape: string, depth = 0): Node {
  const { text } = folded;
  const { start, end } = trimBounds(text);
  const { start: keywordEnd, end: argumentsStart } = firstBlanks(text, start, end);
  const keyword = folded.slice(start, keywordEnd);
  const kind = KINDS.get(keyword.text) ?? KINDS.get(toLower(keyword.text)) ?? 'Unknown';
  const hasFlags = text.charCodeAt(argumentsStart) === 0x2d;
  const { flags, rest } = hasFlags ? readFlags(folded.slice(0, end), argumentsStart, escape) : NO_FLAGS;
  const words = rest?.slice(skipSpace(rest.text)) ?? folded.slice(skipSpace(text, argumentsStart, end), end);
  const node: Draft = {
    kind,
    folded,
    keyword,
    flags,
    args: NONE,
    json: false,
    pairs: NONE,
    trigger: undefined,
    failure: undefined,
  };
  if (words.text !== '') readArguments(node, words, escape, depth);
  return node;
}

/** Splits `rest`, which is not empty, by the grammar of the instruction. */
function readArguments(node: Draft, rest: Folded, escape: string, depth: number): void {
  switch (node.kind) {
    case 'Run':
    case 'Cmd':
    case 'Entrypoint':
    case 'Shell':
      node.args = readJson(node, rest) ?? [rest];
      return;
    case 'Add':
    case 'Copy':
    case 'Volume':
      node.args = readJson(node, rest) ?? splitAtBlanks(rest);
      return;
    case 'Healthcheck':
      readHealthcheck(node, rest);
      return;
    case 'Env':
    case 'Label':
      readPairs(node, rest, escape);
      return;
    case 'Arg':
      node.args = splitQuoted(rest, escape);
      return;
    case 'Expose':
    case 'From':
      node.args = splitAtBlanks(rest);
      return;
    case 'Maintainer':
    case 'Stopsignal':
    case 'User':
    case 'Workdir':
      node.args = [rest];
      return;
    case 'Unknown':
      return;
    case 'Onbuild':
      if (depth < DEEPEST_TRIGGER) node.trigger = readNode(rest, escape, depth + 1);
      node.failure = node.trigger?.failure;
      break;
    default:
      node.kind satisfies never;
  }
}

/** The strings of the JSON form; undefined for the plain form (parseMaybeJSON). */
function readJson(node: Draft, rest: Folded): readonly Word[] | undefined {
  const form = readJsonForm(rest);
  if (form === 'not JSON') return undefined;
  if (form === 'not all strings') {
    const message = 'when using JSON array syntax, arrays must be comprised of strings only';
    node.failure = { message, span: rest.span };
    return [];
  }
  node.json = true;
  return form;
}

/** The type, then a command (parseHealthConfig). */
function readHealthcheck(node: Draft, rest: Folded): void {
  const { text } = rest;
  const end = findSpaceByte(text);
  const command = sliceBytes(rest, skipSpaceBytes(text, end), { at: text.length, bytes: 0 });
  const words = command.text === '' ? [] : (readJson(node, command) ?? [command]);
  node.args = [sliceBytes(rest, { at: 0, bytes: 0 }, end), ...words];
}

function readPairs(node: Draft, rest: Folded, escape: string): void {
  const result = splitPairs(rest, escape, node.kind.toUpperCase());
  if ('error' in result) {
    node.failure = { message: result.error, span: result.at.span };
    return;
  }
  node.pairs = result.pairs;
  node.args = result.pairs.flatMap(({ name, value }) => [name, value]);
}
