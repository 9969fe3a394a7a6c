// The JSON Schema of configuration files, made from the rules: what ajv checks, and what editors complete.

import type { Category, OptionSchema, Rules } from '../lint/rule.ts';
import { ruleNames } from '../lint/rule-names.ts';
import { severities } from '../lint/severity.ts';
import { presetNames } from './presets.ts';

/** A JSON Schema, as far as it is asked here. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What can be said of a rule. */
export const levels = ['off', 'on', ...severities] as const;

const texts = { type: ['string', 'array'], items: { type: 'string' } } as const;

/** The schema of a whole configuration. The definitions are the places that are used more than once. */
export function configurationSchema(rules: Rules): JsonSchema {
  const properties = {
    $schema: { description: 'Where this schema is, for editors.', type: 'string' },
    root: { description: 'Whether the configurations of the folders above are left out.', type: 'boolean' },
    extends: {
      description:
        'What this starts from: presets, and paths of other configurations from the folder of this one. Later ones win.',
      examples: presetNames,
      ...texts,
    },
    ...changes,
    ignore: { description: `Files that are not linted. ${patterns}`, ...texts },
    failOn: {
      description: 'The least severe findings for which the exit code is 1; warning if not given.',
      enum: [...severities, 'never'],
    },
    baseImages: {
      description: 'For a base image, a file with what "docker image inspect" prints, or an OCI image configuration.',
      type: 'object',
      additionalProperties: { type: 'string' },
    },
    overrides: {
      description: 'What is different for some files. Later ones win.',
      type: 'array',
      items: {
        ...mapOf({ files: { description: `The files. ${patterns}`, ...texts }, ...changes }),
        required: ['files'],
      },
    },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Slipway',
    ...mapOf(properties),
    definitions: { level, rules: mapOf(rulesSchema(rules)), categories: mapOf(categoriesSchema(rules)) },
  };
}

const patterns = 'Patterns as in .gitignore, from the folder of this configuration.';

const level = {
  description: 'off; on, at the levels that the rule chooses; or the most severe level at which it reports.',
  enum: levels,
};

/** What may stand at the top, and in what is different for some files. */
const changes = {
  rules: { description: 'Levels and options of rules, by name.', $ref: '#/definitions/rules' },
  categories: { description: 'Levels of all rules of a category.', $ref: '#/definitions/categories' },
  targets: { description: 'The stages that somebody builds with --target, besides the last one.', ...texts },
};

function mapOf(properties: JsonSchema): JsonSchema {
  return { type: 'object', properties, additionalProperties: false };
}

function rulesSchema(rules: Rules): JsonSchema {
  return Object.fromEntries(
    Array.from(ruleNames(rules), ([name, meant]) => {
      const rule = rules.get(name);
      if (rule === undefined) return [name, { description: `The same as ${meant.join(' and ')}.`, ...reference }];
      return [name, { description: rule.summary, ...(rule.options ? ruleSchema(rule.options.schema) : reference) }];
    }),
  );
}

const reference = { $ref: '#/definitions/level' };

/** A level, or a map of the level and the options. */
function ruleSchema(options: Readonly<Record<string, OptionSchema>>): JsonSchema {
  return { type: ['string', 'object'], anyOf: [reference, mapOf({ level: reference, ...options })] };
}

function categoriesSchema(rules: Rules): JsonSchema {
  const categories = new Set<Category>(Array.from(rules.values(), ({ category }) => category));
  return Object.fromEntries(Array.from(categories, (category) => [category, reference]));
}
