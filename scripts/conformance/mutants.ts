// The suite `mutants`: damaged Dockerfiles, compared as in `parse` and `errors` together.

import { compareErrors, type ErrorRecord } from './errors.ts';
import { compareParse, type ParseRecord } from './parse.ts';
import type { Context } from './suite.ts';

export function compareMutants(record: ParseRecord & ErrorRecord, context: Context): string | undefined {
  return compareParse(record, context) ?? compareErrors(record, context);
}
