import { expect, test } from 'vitest';
import { parseSignal } from '../../src/syntax/signal.ts';

test.each([
  ['9', 9],
  ['-5', -5],
  ['100', 100],
  ['SIGTERM', 15],
  ['sigquit', 3],
  ['Int', 2],
  ['rtmin+3', 37],
  ['SIGRTMAX-14', 50],
  ['RTMAX', 64],
])('%s is signal %i', (text, number) => {
  expect(parseSignal(text)).toEqual({ ok: true, value: number });
});

test.each(['', '0', 'FOO', 'SIGSIGTERM', 'RTMIN+16', 'RTMAX-15', 'TERM ', '9.5'])('%j is none', (text) => {
  expect(parseSignal(text)).toEqual({ ok: false, error: `invalid signal: ${text}` });
});
