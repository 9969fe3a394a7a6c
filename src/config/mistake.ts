// What ajv finds wrong with a configuration, in words: which key, what was expected, the nearest valid word.

import type { Rules } from '../lint/rule.ts';
import { didYouMean, ownWords, suggest } from '../syntax/suggest.ts';
import { partAt, type Way } from './document.ts';
import { configurationSchema } from './schema.ts';
import type { Fault } from './validator.ts';

/** Something wrong at one place of a document. */
export interface Mistake {
  readonly way: Way;
  readonly problem: string;
}

/** The mistake that stands first; undefined where there is none. */
export function firstMistake(
  faults: readonly Fault[],
  value: unknown,
  rules: Rules,
  lineOf: (way: Way) => number,
): Mistake | undefined {
  const choices = new Set(faults.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath));
  let first: Fault | undefined;
  let firstLine = Infinity;
  for (const fault of faults) {
    if (fault.keyword === 'anyOf' || (choices.has(fault.instancePath) && isOfOtherChoice(fault, value))) continue;
    const line = lineOf([...wayOf(fault.instancePath), ...keyOf(fault)]);
    if (line >= firstLine) continue;
    first = fault;
    firstLine = line;
  }
  return first && mistakeOf(first, value, rules);
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

/** A part of the schema, as far as it helps to explain a mistake. */
interface Part {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
  readonly definitions?: Readonly<Record<string, Part>>;
}

function schemaAt(way: Way, rules: Rules): Part {
  const root: Part = configurationSchema(rules);
  let part = root;
  for (const step of way) {
    part = resolved(part.properties?.[step] ?? part.items ?? {}, root);
  }
  return part;
}

/** Of two choices, the map: only there are keys to look for. */
function resolved(part: Part, { definitions }: Part): Part {
  const name = part.$ref?.split('/').at(-1) ?? '';
  const map = part.anyOf?.find(({ properties }) => properties !== undefined);
  return { ...definitions?.[name], ...part, ...map };
}

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
