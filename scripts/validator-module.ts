// The validator as the text of a module that needs no package, for the bundle.

import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { Rules } from '../src/lint/rule.ts';
import { compilerOptions } from '../src/config/compiler-options.ts';
import { configurationSchema } from '../src/config/schema.ts';

/** A module with the exports of `validator.ts`, for these rules only. */
export function validatorModule(rules: Rules): string {
  const ajv = new Ajv({ ...compilerOptions, code: { source: true, esm: true } });
  const code = standalone.default(ajv, ajv.compile(configurationSchema(rules)));
  if (/\brequire\(/.test(code))
    throw new Error('the schema of an option uses a keyword that ajv does not compile alone');
  return `${code}\nexport const validatorFor = () => (value) => (validate(value) ? [] : validate.errors);\n`;
}
