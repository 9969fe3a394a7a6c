// A configuration in which a rule is off: the shortest edit of its text, which leaves everything else as it is written.

import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Edit } from '../diagnostic.ts';
import type { Span } from '../syntax/source.ts';
import { readDocument } from './document.ts';
import type { Way } from './schema-part.ts';

/**
 * The edit that puts `rules: { <rule>: off }` into the text of a configuration file; undefined where the text cannot be read,
 * or where one edit cannot say just that. `outside` leads to the configuration in the file: `['slipway']` in package.json.
 */
export function ruleOffEdit(text: string, rule: string, outside: Way = []): Edit | undefined {
  const before = readDocument(text);
  if ('fault' in before) return undefined;
  const { contents } = parseDocument(text);
  const way = [...outside, 'rules', rule];
  const edit = isMap(contents)
    ? editIn(contents, way, writerFor(text))
    : contents === null || isEmpty(contents)
      ? appended(text, way)
      : undefined;
  if (edit === undefined) return undefined;
  const after = readDocument(text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end));
  if ('fault' in after || !isDeepStrictEqual(after.document.value, withOff(before.document.value, way)))
    return undefined;
  return edit;
}

/** What new parts look like in a text. */
interface Writer {
  readonly text: string;
  readonly lineEnd: string;
  /** One level. */
  readonly indentation: string;
  quoted(name: string): string;
}

function writerFor(text: string): Writer {
  const isJson = text.trimStart().startsWith('{');
  return {
    text,
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    indentation: isJson ? (/\n([ \t]+)"/.exec(text)?.[1] ?? '  ') : '  ',
    quoted: (name) => (isJson ? JSON.stringify(name) : name),
  };
}

/** Switches off what is at the way in a map; of a rule that has options, its level. */
function editIn(map: YAMLMap, [key = '', ...rest]: Way, writer: Writer): Edit | undefined {
  const pair = map.items.find((each) => isScalar(each.key) && each.key.value === key);
  if (pair === undefined) return addition(map, [key, ...rest], writer);
  const { value } = pair;
  if (isMap(value)) return editIn(value, rest.length === 0 ? ['level'] : rest, writer);
  const place = valuePlace(pair);
  if (place === undefined || (!isEmpty(value) && rest.length > 0)) return undefined;
  if (place.start < place.end) return replacement(place, inline(rest, writer));
  const start = lineStart(map, writer.text);
  if (map.flow === true || rest.length === 0 || start === undefined) {
    return insertion(place.start, ` ${inline(rest, writer)}`);
  }
  return linesBelow(place.end, block(rest, start + writer.indentation, writer), writer);
}

/** A new member behind the last one, written as the first one is. */
function addition(map: YAMLMap, way: Way, writer: Writer): Edit | undefined {
  const whole = placeOf(map);
  const last = map.items.at(-1);
  if (last === undefined) return whole && replacement(whole, inline(way, writer));
  const place = valuePlace(last);
  if (place === undefined) return undefined;
  const indentation = lineStart(map, writer.text);
  if (map.flow !== true) {
    return indentation === undefined ? undefined : linesBelow(place.end, block(way, indentation, writer), writer);
  }
  const member =
    indentation === undefined
      ? ` ${inlineMember(way, writer)}`
      : `${writer.lineEnd}${indentation}${flow(way, indentation, writer)}`;
  return insertion(place.end, `,${member}`);
}

/** The white space in front of the first member of a map; undefined where something else stands there. */
function lineStart({ items }: YAMLMap, text: string): string | undefined {
  const start = placeOf(items[0]?.key)?.start;
  if (start === undefined) return undefined;
  const before = text.slice(0, start);
  const indentation = before.slice(before.lastIndexOf('\n') + 1).replace(/^\ufeff/, '');
  return /^[ \t]*$/.test(indentation) ? indentation : undefined;
}

/** The place of the value of a member; that of its key where it has none. */
function valuePlace({ key, value }: Pair): Span | undefined {
  return placeOf(value) ?? placeOf(key);
}

function placeOf(value: unknown): Span | undefined {
  const [start, end] = (isNode(value) ? value.range : undefined) ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}

function linesBelow(offset: number, lines: string, { text, lineEnd }: Writer): Edit {
  let end = offset;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  const next = text.indexOf('\n', end);
  const lineStop = next === -1 ? text.length : text.charAt(next - 1) === '\r' ? next - 1 : next;
  return insertion(lineStop, `${lineEnd}${lines}`);
}

function appended(text: string, way: Way): Edit {
  const writer = writerFor(text);
  const { lineEnd } = writer;
  const gap = text.trim() === '' ? '' : text.endsWith('\n') ? lineEnd : `${lineEnd}${lineEnd}`;
  return insertion(text.length, `${gap}${block(way, '', writer)}${lineEnd}`);
}

/** `rules:`, and a line below it for what is in it. */
function block([key = '', ...rest]: Way, indentation: string, writer: Writer): string {
  if (rest.length === 0) return `${indentation}${key}: off`;
  return `${indentation}${key}:${writer.lineEnd}${block(rest, indentation + writer.indentation, writer)}`;
}

/** `"rules": {`, a line for what is in it, and one for the brace. */
function flow([key = '', ...rest]: Way, indentation: string, writer: Writer): string {
  const { lineEnd, quoted } = writer;
  if (rest.length === 0) return `${quoted(key)}: ${quoted('off')}`;
  const inner = indentation + writer.indentation;
  return `${quoted(key)}: {${lineEnd}${inner}${flow(rest, inner, writer)}${lineEnd}${indentation}}`;
}

function inline(way: Way, writer: Writer): string {
  return way.length === 0 ? writer.quoted('off') : `{ ${inlineMember(way, writer)} }`;
}

function inlineMember([key = '', ...rest]: Way, writer: Writer): string {
  return `${writer.quoted(key)}: ${inline(rest, writer)}`;
}

function insertion(at: number, text: string): Edit {
  return replacement({ start: at, end: at }, text);
}

function replacement(span: Span, text: string): Edit {
  return { span, text };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (isScalar(value) && value.value === null);
}

/** The value that the edited text must have. */
function withOff(value: unknown, [key, ...rest]: Way): unknown {
  if (key === undefined) return isRecord(value) ? { ...value, level: 'off' } : 'off';
  const record = isRecord(value) ? value : {};
  return { ...record, [key]: withOff(record[key], rest) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
