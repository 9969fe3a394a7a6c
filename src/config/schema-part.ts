// A part of the schema of configurations, by the way that leads to it.

import type { Rules } from '../lint/rule.ts';
import { configurationSchema } from './schema.ts';

/** The way from the top of a document to a part of it: keys, and numbers in lists. */
export type Way = readonly string[];

/** A part of the schema, as far as it helps to complete and to explain. */
export interface Part {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
  readonly definitions?: Readonly<Record<string, Part>>;
}

/** What may stand at the end of a way: of a rule with options both choices, the level and the map. */
export function schemaAt(way: Way, rules: Rules): Part {
  const root = schemaOf(rules);
  let part = root;
  for (const step of way) {
    const { properties = {} } = part;
    part = resolved((Object.hasOwn(properties, step) ? properties[step] : part.items) ?? {}, root);
  }
  return part;
}

const schemas = new WeakMap<Rules, Part>();

function schemaOf(rules: Rules): Part {
  const schema: Part = schemas.get(rules) ?? configurationSchema(rules);
  schemas.set(rules, schema);
  return schema;
}

/** Of two choices, the keys of the map and the words of the level. */
function resolved(part: Part, root: Part): Part {
  const map = part.anyOf?.find(({ properties }) => properties !== undefined);
  const word = part.anyOf?.find(({ $ref }) => $ref !== undefined);
  return { ...named(word, root), ...named(part, root), ...part, ...map };
}

function named(part: Part | undefined, { definitions }: Part): Part | undefined {
  return definitions?.[part?.$ref?.split('/').at(-1) ?? ''];
}
