// The suites, in the order in which they are reported. A new one is a file beside this and an entry here.

import {
  compareBuildErrors,
  compareWrittenErrors,
  type LintRecord,
  type WrittenRecord,
  writtenText,
} from './build-errors.ts';
import { type CacheRecord, compareRandomBuilds, compareScenario } from './cache.ts';
import { type ChecksRecord, compareChecks, compareLintCase, compareMutantChecks, type LintCase } from './checks.ts';
import { compareContext, type ContextRecord } from './contexts.ts';
import { compareDockerignore, type DockerignoreRecord } from './dockerignore.ts';
import { compareErrors, type ErrorRecord } from './errors.ts';
import { compareGraph, type GraphRecord } from './graph.ts';
import { compareImage, type ImageRecord } from './image.ts';
import { compareMutants } from './mutants.ts';
import { compareParse, type ParseRecord } from './parse.ts';
import { type Context, defineSuite, type DockerfileRecord, type Suite } from './suite.ts';
import { compareOutline, compareTargets, type OutlineRecord, type TargetsRecord } from './targets.ts';
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
  defineSuite<LintRecord>({
    name: 'build-errors',
    data: 'buildkit-corpus',
    parts: ['lint.error', 'lint.errorLines', 'llbError', 'instructionsError'],
    input: dockerfile,
    compare: compareBuildErrors,
  }),
  defineSuite<WrittenRecord>({
    name: 'build-errors',
    data: 'buildkit-errors',
    input: (record) => [writtenText(record), record.frontendAttrs, record.dockerignore],
    compare: compareWrittenErrors,
  }),
  defineSuite<ChecksRecord>({
    name: 'checks',
    data: 'buildkit-corpus',
    parts: ['lint.warnings'],
    input: dockerfile,
    compare: compareChecks,
  }),
  defineSuite<ChecksRecord>({
    name: 'mutant-checks',
    data: 'buildkit-mutants',
    parts: ['lint.warnings', 'lint.error', 'lint.errorLines', 'instructionsError'],
    input: dockerfile,
    compare: compareMutantChecks,
  }),
  defineSuite<LintCase>({
    name: 'lint-cases',
    data: 'buildkit-lint-cases',
    input: ({ dockerfile: text, dockerignore, buildArgs }) => [text, dockerignore, buildArgs],
    compare: compareLintCase,
  }),
  defineSuite<TargetsRecord>({ name: 'targets', data: 'buildkit-corpus', input: dockerfile, compare: compareTargets }),
  defineSuite<OutlineRecord>({
    name: 'outline',
    data: 'buildkit-corpus',
    parts: ['outline.args', 'outline.secrets', 'outline.ssh'],
    input: dockerfile,
    compare: compareOutline,
  }),
  defineSuite<ImageRecord>({
    name: 'image',
    data: 'buildkit-corpus',
    covers: ({ llb }) => llb !== undefined,
    input: dockerfile,
    compare: compareImage,
  }),
  defineSuite<GraphRecord>({
    name: 'graph',
    data: 'buildkit-corpus',
    covers: ({ llb }) => llb !== undefined,
    input: dockerfile,
    compare: compareGraph,
  }),
  defineSuite<CacheRecord>({
    name: 'cache',
    data: 'cache-scenarios',
    input: (record) => record,
    compare: compareScenario,
  }),
  defineSuite<CacheRecord>({
    name: 'cache-random',
    data: 'cache-random',
    input: (record) => record,
    compare: compareRandomBuilds,
  }),
  defineSuite<ContextRecord>({
    name: 'contexts',
    data: '../corpus/contexts',
    input: ({ dockerfileText, files, commits }) => [dockerfileText, files, commits],
    compare: compareContext,
  }),
];
