// The `.env` file beside a compose file: https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/

import type { Value } from './build.ts';
import { type Environment, interpolate } from './interpolate.ts';

const ASSIGNMENT = /^\s{0,100}(?:export\s{1,100})?([A-Za-z_][\w.-]*)[ \t]{0,100}[=:](.*)$/;

/**
 * The variables that a `.env` file sets; later lines may refer to earlier ones. Values in quotes that go on over several
 * lines are not read. Whoever runs compose may have set other values.
 */
export function readEnvironment(text: string): Environment {
  const variables = new Map<string, Value<string>>();
  const lookup: Environment = (name) => variables.get(name);
  for (const line of text.split(/\r?\n/)) {
    const [, name, written = ''] = ASSIGNMENT.exec(line) ?? [];
    if (name !== undefined) variables.set(name, valueOf(written.trim(), lookup));
  }
  return lookup;
}

function valueOf(written: string, lookup: Environment): Value<string> {
  const quote = written[0];
  if (quote === "'" || quote === '"') {
    const end = written.indexOf(quote, 1);
    const inner = written.slice(1, end === -1 ? undefined : end);
    return quote === "'" ? { kind: 'known', value: inner } : interpolate(inner, lookup);
  }
  const comment = written.startsWith('#') ? 0 : written.indexOf(' #');
  return interpolate((comment === -1 ? written : written.slice(0, comment)).trim(), lookup);
}
