// The suite `errors`: the error of BuildKit's second pass, which reads each instruction by its own grammar.

import { builderError } from '../../src/syntax/parse.ts';
import { difference } from './difference.ts';
import { parseError } from './parse.ts';
import type { Context, DockerfileRecord } from './suite.ts';

export interface ErrorRecord extends DockerfileRecord {
  readonly instructionsError?: string;
}

export function compareErrors(record: ErrorRecord, context: Context): string | undefined {
  const parsed = context.parsed(record);
  const error = parseError(parsed) === undefined ? builderError(parsed) : undefined;
  return difference(record.instructionsError, error, 'instructionsError');
}
