// Checks a configuration against the schema. The bundle has this module compiled: see rolldown.config.ts.

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Rules } from '../lint/rule.ts';
import { compilerOptions } from './compiler-options.ts';
import { configurationSchema } from './schema.ts';

export type Fault = Pick<ErrorObject, 'instancePath' | 'keyword' | 'params' | 'schemaPath'>;

/** All that is wrong with a value. */
export type Validator = (value: unknown) => readonly Fault[];

const compiled = new WeakMap<Rules, ValidateFunction>();

export function validatorFor(rules: Rules): Validator {
  const validate = compiled.get(rules) ?? new Ajv(compilerOptions).compile(configurationSchema(rules));
  compiled.set(rules, validate);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}
