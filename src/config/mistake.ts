// What ajv finds wrong with a configuration, in words: which key, what was expected, the nearest valid word.

import type { Rules } from '../lint/rule.ts';
import { didYouMean, ownWords, suggest } from '../syntax/suggest.ts';
import { partAt } from './document.ts';
import { schemaAt, type Way } from './schema-part.ts';
import type { Fault } from './validator.ts';

/** Something wrong at one place of a document. */
export interface Mistake {
  readonly way: Way;
  readonly problem: string;
}

/** More than anybody mends at once. */
const MOST = 100;

/** In the order of the lines; of several in one line the first that the validator has. At most 100. */
export function mistakesIn(
  faults: readonly Fault[],
  value: unknown,
  rules: Rules,
  lineOf: (way: Way) => number,
): readonly Mistake[] {
  const choices = new Set(faults.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath));
  const byLine = new Map<number, Fault>();
  for (const fault of faults) {
    if (fault.keyword === 'anyOf' || (choices.has(fault.instancePath) && isOfOtherChoice(fault, value))) continue;
    const line = lineOf([...wayOf(fault.instancePath), ...keyOf(fault)]);
    if (!byLine.has(line)) byLine.set(line, fault);
  }
  const first = [...byLine].toSorted(([a], [b]) => a - b).slice(0, MOST);
  return first.map(([, fault]) => mistakeOf(fault, value, rules));
}

/** The key that nobody knows. */
function keyOf({ keyword, params }: Fault): readonly string[] {
  return keyword === 'additionalProperties' ? [String(params['additionalProperty'])] : [];
}

/** Of a rule with options: what is wrong with a text taken as a map, or with a map taken as a level. */
function isOfOtherChoice({ keyword, params, instancePath }: Fault, value: unknown): boolean {
  if (keyword === 'type') return !Array.isArray(params['type']);
  return keyword === 'enum' && typeof partAt(value, wayOf(instancePath)) !== 'string';
}

function mistakeOf(fault: Fault, value: unknown, rules: Rules): Mistake {
  const { keyword, params } = fault;
  const way = wayOf(fault.instancePath);
  const part = partAt(value, way);
  switch (keyword) {
    case 'additionalProperties': {
      const [key = ''] = keyOf(fault);
      return { way: [...way, key], problem: unknownKey(key, way, rules) };
    }
    case 'required':
      return { way, problem: `"${params['missingProperty']}" is missing` };
    case 'enum': {
      const words = textsIn(params['allowedValues']);
      const similar = typeof part === 'string' ? didYouMean(part, words, ownWords) : '';
      return { way, problem: `cannot be ${described(part)}${similar}; it is one of ${words.join(', ')}` };
    }
    case 'type':
      return { way, problem: `expected ${expected(params['type'])}, not ${described(part)}` };
    default:
      return { way, problem: `cannot be ${described(part)}: ${schemaAt(way, rules).description ?? keyword}` };
  }
}

function unknownKey(key: string, way: Way, rules: Rules): string {
  const keys = Object.keys(schemaAt(way, rules).properties ?? {});
  const similar = suggest(key, keys, ownWords);
  const kind = nouns.get(way.at(-1)) ?? 'key';
  const valid = kind === 'rule' ? '`slipway rules` lists them' : `there are ${keys.join(', ')}`;
  return `there is no ${kind} of that name; ${similar === undefined ? valid : `did you mean ${similar}?`}`;
}

const nouns: ReadonlyMap<string | undefined, string> = new Map([
  ['rules', 'rule'],
  ['categories', 'category'],
]);

function wayOf(pointer: string): Way {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function described(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 60;

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  object: 'a map of names to values',
  string: 'text',
};

function expected(type: unknown): string {
  return textsIn(Array.isArray(type) ? type : [type])
    .map((kind) => kinds[kind] ?? kind)
    .join(' or ');
}

function textsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
