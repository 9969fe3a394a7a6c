import { expect, test } from 'vitest';
import { namesInCheck, readSuppression } from '../../src/lint/suppression-comment.ts';

function read(text: string): string | undefined {
  const comment = readSuppression(text);
  if (comment === undefined) return undefined;
  for (const { text: name, offset } of comment.names) expect(text.slice(offset, offset + name.length)).toBe(name);
  return `${comment.form} ${comment.scope}: ${comment.names.map((name) => name.text).join(' ')}`;
}

test.each([
  [' slipway ignore=missing-tag', 'slipway instruction: missing-tag'],
  ['slipway  ignore = a,b , c', 'slipway instruction: a b c'],
  [' slipway ignore=a,b -- a reason, with a comma', 'slipway instruction: a b'],
  [' slipway ignore=a, b because it is so, and so', 'slipway instruction: a b'],
  [' slipway ignore= a ,b (a reason)', 'slipway instruction: a b'],
  [' slipway ignore-file=a\r', 'slipway file: a'],
  [' slipway ignore=', 'slipway instruction: '],
  [' hadolint ignore=DL3006,DL3007', 'hadolint instruction: DL3006 DL3007'],
  ['hadolint global ignore = DL3006 # a reason', 'hadolint file: DL3006'],
  [' hadolint stage ignore=DL3006', 'hadolint stage: DL3006'],
  [
    ' check=skip=JSONArgsRecommended,StageNameCasing;error=true',
    'buildkit instruction: JSONArgsRecommended StageNameCasing',
  ],
  [' Check = error=true;skip=all // a reason', 'buildkit instruction: all'],
  [' check=error=true', 'buildkit instruction: '],
])('%j', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([' slipway', ' slipway ignored=a', ' see slipway ignore=a', ' hadolint shell=bash', ' checks=skip=all', ''])(
  '%j allows nothing',
  (text) => {
    expect(readSuppression(text)).toBeUndefined();
  },
);

test('the value of the directive ends at the first blank, as in BuildKit', () => {
  expect(namesInCheck('skip=A, B').map(({ text }) => text)).toEqual(['A']);
});
