// The suites, in the order in which they are reported. A new one is a file beside this and an entry here.

import { compareDockerignore, type DockerignoreRecord } from './dockerignore.ts';
import { compareErrors, type ErrorRecord } from './errors.ts';
import { compareMutants } from './mutants.ts';
import { compareParse, type ParseRecord } from './parse.ts';
import { type Context, defineSuite, type DockerfileRecord, type Suite } from './suite.ts';
import { compareWords, type WordsRecord } from './words.ts';

const dockerfile = (record: DockerfileRecord, context: Context): string => context.text(record);

export const suites: readonly Suite[] = [
  defineSuite<ParseRecord>({ name: 'parse', data: 'buildkit-corpus', input: dockerfile, compare: compareParse }),
  defineSuite<ErrorRecord>({
    name: 'errors',
    data: 'buildkit-corpus',
    parts: ['instructionsError'],
    input: dockerfile,
    compare: compareErrors,
  }),
  defineSuite<ParseRecord & ErrorRecord>({
    name: 'mutants',
    data: 'buildkit-mutants',
    parts: ['parseError', 'instructionsError'],
    input: dockerfile,
    compare: compareMutants,
  }),
  defineSuite<WordsRecord>({
    name: 'words',
    data: 'buildkit-words',
    input: ({ word, env, escape }) => [word, env, escape],
    compare: compareWords,
  }),
  defineSuite<DockerignoreRecord>({
    name: 'dockerignore',
    data: 'buildkit-dockerignore',
    input: ({ ignore, paths }) => [ignore, paths],
    compare: compareDockerignore,
  }),
];
