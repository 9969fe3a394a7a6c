// Bake's functions whose answers are certain: https://docs.docker.com/build/bake/funcs/. Go's semantics, by code point.

import { createHash } from 'node:crypto';
import { unknown } from '../build.ts';
import { basePath } from '../../syntax/go/path.ts';
import {
  equals,
  type HclObject,
  type HclValue,
  isList,
  isObject,
  isUnknown,
  toBoolean,
  toNumber,
  toText,
} from './value.ts';

type HclFunction = (...args: readonly HclValue[]) => HclValue;

/** Texts and lists do not become longer than this. */
const LONGEST = 100_000;
const MOST_NUMBERS = 1000;
const MOST_SETS = 20;

/** Calls a function; of those that are not known here, and of arguments that they do not take, the answer is unknown. */
export function callFunction(name: string, args: readonly HclValue[]): HclValue {
  const called = FUNCTIONS.get(name);
  if (called === undefined) return unknown(`what ${name}() gives is not known here`);
  const open = args.find(isUnknown);
  return open ?? called(...args);
}

/** Wraps a function of texts. */
function texts(call: (...args: string[]) => HclValue, count: number): HclFunction {
  return (...args) => {
    const read: string[] = [];
    for (const arg of args) {
      const text = toText(arg);
      if (isUnknown(text)) return text;
      read.push(text);
    }
    return read.length === count ? call(...read) : wrongArguments();
  };
}

/** Wraps a function of numbers. */
function numbers(call: (...args: number[]) => HclValue, least: number, most = least): HclFunction {
  return (...args) => {
    const read: number[] = [];
    for (const arg of args) {
      const number = toNumber(arg);
      if (isUnknown(number)) return number;
      read.push(number);
    }
    return read.length >= least && read.length <= most ? call(...read) : wrongArguments();
  };
}

function booleans(call: (a: boolean, b: boolean) => boolean): HclFunction {
  return (first = null, second = false) => {
    const [a, b] = [toBoolean(first), toBoolean(second)];
    if (isUnknown(a)) return a;
    return isUnknown(b) ? b : call(a, b);
  };
}

/** Wraps a function of one list and what else it takes. */
function ofList(call: (list: readonly HclValue[], ...rest: readonly HclValue[]) => HclValue): HclFunction {
  return (list = null, ...rest) => (isList(list) ? call(list, ...rest) : wrongArguments());
}

function ofObject(call: (object: HclObject, ...rest: readonly HclValue[]) => HclValue): HclFunction {
  return (object = null, ...rest) => (isObject(object) ? call(object, ...rest) : wrongArguments());
}

/** Wraps a function of sets of texts: they have an order of their own, and nothing twice. */
function ofSets(call: (a: readonly string[], b: readonly string[]) => readonly string[]): HclFunction {
  return (...lists) => {
    const sets = lists.map((list) => (isList(list) ? list.filter((item) => typeof item === 'string') : []));
    const isText = lists.every((list, at) => isList(list) && list.length === sets[at]?.length);
    const [first, ...rest] = sets;
    if (!isText || first === undefined || lists.length > MOST_SETS) return wrongArguments();
    if (sets.some((set) => set.length > MOST_NUMBERS)) return wrongArguments();
    let all: readonly string[] = first;
    for (const set of rest) all = call(all, set);
    return [...new Set(all)].toSorted();
  };
}

function wrongArguments(): HclValue {
  return unknown('arguments that the function does not take');
}

const TEXT_FUNCTIONS: readonly (readonly [string, HclFunction])[] = [
  ['basename', texts(basePath, 1)],
  ['chomp', texts((text) => text.replace(/[\r\n]{1,1000}$/, ''), 1)],
  ['join', (separator = null, ...lists) => join(separator, lists)],
  ['lower', texts((text) => text.toLowerCase(), 1)],
  ['replace', texts(replace, 3)],
  ...['md5', 'sha1', 'sha256', 'sha512'].map((name) => [name, texts((text) => digest(name, text), 1)] as const),
  ['reverse', texts((text) => [...text].toReversed().join(''), 1)],
  ['sanitize', texts((text) => text.replaceAll(/[^a-zA-Z0-9_-]+/g, '_'), 1)],
  ['split', texts((separator, text) => text.split(separator), 2)],
  ['strlen', texts((text) => [...text].length, 1)],
  ['substr', substring],
  ['trim', texts(trim, 2)],
  ['trimprefix', texts((text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text), 2)],
  ['trimspace', texts((text) => text.trim(), 1)],
  ['trimsuffix', texts((text, end) => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text), 2)],
  ['upper', texts((text) => text.toUpperCase(), 1)],
];

const NUMBER_FUNCTIONS: readonly (readonly [string, HclFunction])[] = [
  ['absolute', numbers(Math.abs, 1)],
  ['add', numbers((a = 0, b = 0) => a + b, 2)],
  ['ceil', numbers(Math.ceil, 1)],
  ['divide', numbers((a = 0, b = 0) => (b === 0 ? unknown('a division by zero') : a / b), 2)],
  ['floor', numbers(Math.floor, 1)],
  ['greaterthan', numbers((a = 0, b = 0) => a > b, 2)],
  ['greaterthanorequalto', numbers((a = 0, b = 0) => a >= b, 2)],
  ['int', numbers(Math.trunc, 1)],
  ['lessthan', numbers((a = 0, b = 0) => a < b, 2)],
  ['lessthanorequalto', numbers((a = 0, b = 0) => a <= b, 2)],
  ['max', numbers(Math.max, 1, MOST_NUMBERS)],
  ['min', numbers(Math.min, 1, MOST_NUMBERS)],
  ['modulo', numbers((a = 0, b = 0) => (b === 0 ? unknown('a division by zero') : a % b), 2)],
  ['multiply', numbers((a = 0, b = 0) => a * b, 2)],
  ['negate', numbers((a = 0) => -a, 1)],
  ['range', numbers(range, 1, 3)],
  ['subtract', numbers((a = 0, b = 0) => a - b, 2)],
];

const LIST_FUNCTIONS: readonly (readonly [string, HclFunction])[] = [
  ['coalesce', (...args) => args.find((arg) => arg !== null) ?? wrongArguments()],
  ['coalescelist', (...lists) => lists.find((list) => isList(list) && list.length > 0) ?? wrongArguments()],
  ['compact', ofList((list) => list.filter((item) => item !== '' && item !== null))],
  ['concat', (...lists) => (lists.every(isList) ? lists.flat(1) : wrongArguments())],
  ['contains', ofList((list, item = null) => contains(list, item))],
  ['distinct', ofList((list) => distinct(list))],
  ['element', ofList((list, at = null) => elementAt(list, at))],
  ['flatten', ofList((list) => flatten(list))],
  ['hasindex', hasIndex],
  ['index', index],
  ['indexof', ofList(indexOf)],
  ['keys', ofObject((object) => [...object.keys()].toSorted())],
  ['length', (of = null) => (isList(of) ? of.length : isObject(of) ? of.size : wrongArguments())],
  ['lookup', ofObject((object, key = null, otherwise = null) => object.get(String(key)) ?? otherwise)],
  ['merge', (...objects) => merge(objects)],
  ['reverselist', ofList((list) => list.toReversed())],
  ['setintersection', ofSets((a, b) => a.filter((item) => b.includes(item)))],
  ['setsubtract', ofSets((a, b) => a.filter((item) => !b.includes(item)))],
  ['setunion', ofSets((a, b) => [...a, ...b])],
  ['slice', ofList((list, start, end) => slice(list, start, end))],
  ['sort', ofList((list) => (list.every((item) => typeof item === 'string') ? list.toSorted() : wrongArguments()))],
  ['values', ofObject((object) => [...object].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value))],
  ['zipmap', ofList(zipMap)],
];

const LOGIC_FUNCTIONS: readonly (readonly [string, HclFunction])[] = [
  ['and', booleans((a, b) => a && b)],
  ['equal', (a = null, b = null) => equals(a, b)],
  ['not', booleans((a) => !a)],
  ['notequal', (a = null, b = null) => negated(equals(a, b))],
  ['or', booleans((a, b) => a || b)],
  ['format', format],
];

const FUNCTIONS: ReadonlyMap<string, HclFunction> = new Map([
  ...TEXT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...LOGIC_FUNCTIONS,
]);

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

function negated(value: HclValue): HclValue {
  return typeof value === 'boolean' ? !value : value;
}

function join(separator: HclValue, lists: readonly HclValue[]): HclValue {
  const items = lists.every(isList) ? lists.flat(1) : [];
  const all = [separator, ...items].map(toText);
  const open = all.find(isUnknown);
  if (open !== undefined) return open;
  const [between = '', ...words] = all.filter((text) => typeof text === 'string');
  return words.length * between.length > LONGEST ? unknown('a very long text') : words.join(between);
}

/** Text between slashes is a regular expression of Go's. */
function replace(text: string, old: string, fresh: string): HclValue {
  if (old.length > 1 && old.startsWith('/') && old.endsWith('/'))
    return unknown('a regular expression is not followed');
  const isLong = text.length * (fresh.length + 1) > LONGEST;
  return isLong ? unknown('a very long text') : text.split(old).join(fresh);
}

function substring(text: HclValue = null, offset: HclValue = null, length: HclValue = null): HclValue {
  const [characters, start, count] = [toText(text), toNumber(offset), toNumber(length)];
  if (isUnknown(characters) || isUnknown(start) || isUnknown(count)) return wrongArguments();
  const all = [...characters];
  const from = start < 0 ? start + all.length : start;
  return all.slice(Math.max(0, from), count < 0 ? undefined : from + count).join('');
}

function trim(text: string, cut: string): HclValue {
  const characters = [...text];
  const set = new Set(cut);
  const isKept = (character: string): boolean => !set.has(character);
  const start = characters.findIndex(isKept);
  return start === -1 ? '' : characters.slice(start, characters.findLastIndex(isKept) + 1).join('');
}

function range(first = 0, second?: number, step?: number): HclValue {
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const by = step ?? (end < start ? -1 : 1);
  if (by === 0 || (end - start) / by > LONGEST) return wrongArguments();
  const all: number[] = [];
  for (let at = start; by > 0 ? at < end : at > end; at += by) all.push(at);
  return all;
}

function contains(list: readonly HclValue[], wanted: HclValue): HclValue {
  return list.some((item) => equals(item, wanted) === true) || (list.find(isUnknown) ?? false);
}

function distinct(list: readonly HclValue[]): HclValue {
  const isSimple = list.every((item) => typeof item !== 'object');
  return isSimple ? [...new Set(list)] : wrongArguments();
}

function elementAt(list: readonly HclValue[], at: HclValue): HclValue {
  const place = toNumber(at);
  if (isUnknown(place)) return place;
  return list.length === 0 || place < 0 ? wrongArguments() : (list[place % list.length] ?? null);
}

function flatten(list: readonly HclValue[]): HclValue {
  const flat: HclValue[] = [];
  const pending = [list.values()];
  for (let items = pending.at(-1); items !== undefined; items = pending.at(-1)) {
    const { value, done } = items.next();
    if (done === true) pending.pop();
    else if (isList(value)) pending.push(value.values());
    else flat.push(value);
    if (flat.length > LONGEST || pending.length > LONGEST) return unknown('a very long list');
  }
  return flat;
}

function hasIndex(of: HclValue = null, at: HclValue = null): HclValue {
  if (isList(of)) return typeof at === 'number' && at >= 0 && at < of.length;
  return isObject(of) ? of.has(String(at)) : wrongArguments();
}

function index(of: HclValue = null, at: HclValue = null): HclValue {
  const found = isList(of) && typeof at === 'number' ? of[at] : isObject(of) ? of.get(String(at)) : undefined;
  return found === undefined ? wrongArguments() : found;
}

function indexOf(list: readonly HclValue[], wanted: HclValue = null): HclValue {
  const found = list.findIndex((item) => equals(item, wanted) === true);
  return found === -1 ? wrongArguments() : found;
}

function merge(objects: readonly HclValue[]): HclValue {
  const merged = new Map<string, HclValue>();
  for (const object of objects) {
    if (object === null) continue;
    if (!isObject(object)) return wrongArguments();
    for (const [key, value] of object) merged.set(key, value);
  }
  return merged;
}

function slice(list: readonly HclValue[], start: HclValue = null, end: HclValue = null): HclValue {
  const [from, to] = [toNumber(start), toNumber(end)];
  if (isUnknown(from) || isUnknown(to)) return wrongArguments();
  return from < 0 || to > list.length || from > to ? wrongArguments() : list.slice(from, to);
}

function zipMap(keys: readonly HclValue[], values: HclValue = null): HclValue {
  if (!isList(values) || values.length !== keys.length) return wrongArguments();
  return new Map(keys.map((key, at) => [String(key), values[at] ?? null]));
}

/** `%s`, `%d`, `%v` and `%%` without flags. */
function format(pattern: HclValue = null, ...args: readonly HclValue[]): HclValue {
  if (typeof pattern !== 'string') return wrongArguments();
  let used = 0;
  let open: HclValue | undefined;
  const text = pattern.replaceAll(/%(.?)/gs, (_, verb: string) => {
    if (verb === '%') return '%';
    const value = toText(args[used++] ?? null);
    if (typeof value === 'string' && ['s', 'v', 'd'].includes(verb)) return value;
    open ??= wrongArguments();
    return '';
  });
  return open ?? (used === args.length ? text : wrongArguments());
}
