// How ajv compiles the schema, in this process and for the bundle.

import type { Options } from 'ajv';

/** All mistakes are found: the first in the file is the one to tell. Definitions that are used often are compiled once. */
export const compilerOptions: Options = { allErrors: true, allowUnionTypes: true, inlineRefs: false };
