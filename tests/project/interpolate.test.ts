// Variables of compose files.

import { expect, test } from 'vitest';
import { readEnvironment } from '../../src/project/environment.ts';
import { interpolate } from '../../src/project/interpolate.ts';

test.each([
  ['plain', 'plain'],
  ['a$$b', 'a$b'],
  ['${TAG:-dev}', 'dev'],
  ['${TAG-dev}-${X:-1}', 'dev-1'],
  ['${A:-${B:-inner}}/x', 'inner/x'],
  ['${A:-}', ''],
  ['cost $5', 'cost $5'],
  ['end $', 'end $'],
])('%s is %s', (text, value) => {
  expect(interpolate(text, () => undefined)).toEqual({ kind: 'known', value });
});

test.each([
  ['$TAG', 'the environment decides about "TAG"'],
  ['${TAG}', 'the environment decides about "TAG"'],
  ['${TAG:?say which}', 'the environment decides about "TAG"'],
  ['${TAG:+set}', 'the environment decides about "TAG"'],
  ['${A:-$B}', 'the environment decides about "B"'],
  ['${-}', '"${" without a variable'],
  ['${A', '"${" without a variable'],
  ['${A:-'.repeat(40) + '}'.repeat(40), 'variables nested too deeply'],
])('%s is unknown', (text, reason) => {
  expect(interpolate(text, () => undefined)).toEqual({ kind: 'unknown', reason });
});

const ENVIRONMENT = `
# comment
TAG=1.2 # trailing
export NAME = "web"
IMAGE=\${NAME}:$TAG
LITERAL='$TAG'
EMPTY=
OPEN=\${NOBODY}
`;

test.each([
  ['$TAG', '1.2'],
  ['${IMAGE}', 'web:1.2'],
  ['${LITERAL}', '$TAG'],
  ['${TAG:-other}', '1.2'],
  ['${EMPTY:-other}', 'other'],
  ['${EMPTY-other}', ''],
  ['${TAG:+set}', 'set'],
  ['${TAG:?message}', '1.2'],
  ['${NOBODY:-$NAME}', 'web'],
])('with a .env file, %s is %s', (text, value) => {
  expect(interpolate(text, readEnvironment(ENVIRONMENT))).toEqual({ kind: 'known', value });
});

test('a variable that refers to one that nobody set is unknown', () => {
  expect(interpolate('${OPEN:-x}', readEnvironment(ENVIRONMENT))).toMatchObject({ kind: 'unknown' });
});
