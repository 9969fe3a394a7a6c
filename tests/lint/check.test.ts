// BuildKit's checks as rules: each has one, and the words are BuildKit's.

import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../../src/analysis.ts';
import { checksOf } from '../../src/lint/check.ts';
import { lint } from '../../src/lint/lint.ts';
import type { Check } from '../../src/model/notes.ts';
import { Source } from '../../src/syntax/source.ts';

/** The last part of the address in Docker's manual; nothing where there is no page. */
const pages: Readonly<Record<Check, string>> = {
  ConsistentInstructionCasing: 'consistent-instruction-casing',
  CopyIgnoredFile: 'copy-ignored-file',
  DuplicateStageName: 'duplicate-stage-name',
  ExposeInvalidFormat: 'expose-invalid-format',
  ExposeProtoCasing: 'expose-proto-casing',
  FromAsCasing: 'from-as-casing',
  FromPlatformFlagConstDisallowed: 'from-platform-flag-const-disallowed',
  InvalidBaseImagePlatform: '',
  InvalidDefaultArgInFrom: 'invalid-default-arg-in-from',
  InvalidDefinitionDescription: 'invalid-definition-description',
  JSONArgsRecommended: 'json-args-recommended',
  LegacyKeyValueFormat: 'legacy-key-value-format',
  MaintainerDeprecated: 'maintainer-deprecated',
  MultipleInstructionsDisallowed: 'multiple-instructions-disallowed',
  NoEmptyContinuation: 'no-empty-continuation',
  RedundantTargetPlatform: 'redundant-target-platform',
  ReservedStageName: 'reserved-stage-name',
  SecretsUsedInArgOrEnv: 'secrets-used-in-arg-or-env',
  StageNameCasing: 'stage-name-casing',
  UndefinedArgInFrom: 'undefined-arg-in-from',
  UndefinedVar: 'undefined-var',
  WorkdirRelativePath: 'workdir-relative-path',
};

test('each check has one rule, and its page in the manual', () => {
  const checks = [...rules.values()].flatMap(({ check }) => check ?? []);
  expect(checks.map(({ name }) => name).toSorted()).toEqual(Object.keys(pages).toSorted());
  for (const { name, url } of checks) {
    expect(url).toBe(pages[name] === '' ? '' : `https://docs.docker.com/go/dockerfile/rule/${pages[name]}/`);
  }
  expect(checksOf(rules).size).toBe(22);
});

function rulesThatFind(dockerfile: string): readonly string[] {
  return lint(new Analysis(new Source('Dockerfile', dockerfile)), rules).map(({ rule }) => rule);
}

test.each([
  ['# check=skip=StageNameCasing\n', ''],
  ['# check=skip=all\n', ''],
  ['', '# check=skip=StageNameCasing\n'],
  ['', '# slipway ignore=uppercase-stage-name\n'],
])('a comment keeps a finding back: %j %j', (directive, comment) => {
  const text = `FROM alpine:3.22 AS One\n${comment}FROM alpine:3.22 AS Two\n`;
  const count = rulesThatFind(text).filter((rule) => rule === 'uppercase-stage-name').length;
  expect(count).toBe(comment === '' ? 2 : 1);
  if (directive !== '') expect(rulesThatFind(directive + text)).not.toContain('uppercase-stage-name');
});

test('a build argument replaces the directive', () => {
  const source = new Source('Dockerfile', '# check=skip=all\nFROM alpine:3.22 AS One\nENV A b\n');
  const buildArgs = new Map([['BUILDKIT_DOCKERFILE_CHECK', 'skip=StageNameCasing;error=true']]);
  const { notes, error } = new Analysis(source, { buildArgs }).model;
  expect(notes.filter(({ silenced }) => !silenced).map(({ check }) => check)).toEqual(['LegacyKeyValueFormat']);
  expect(error?.message).toBe('lint violation found for rules: LegacyKeyValueFormat');
});
