import { expect, test } from 'vitest';
import { parseFileMode } from '../../src/syntax/file-mode.ts';

test('octal numbers', () => {
  expect(parseFileMode('0755')).toEqual({ ok: true, value: { kind: 'number', mode: 0o755 } });
  expect(parseFileMode('7777')).toEqual({ ok: true, value: { kind: 'number', mode: 0o7777 } });
});

test.each(['u=rwX,go=rX', '+x', 'u=', '=', 'a+x-w', 'ug=o', '-x'])('%s is symbolic', (text) => {
  expect(parseFileMode(text)).toEqual({ ok: true, value: { kind: 'symbols', text } });
});

test.each(['999', '10000', '8', '7x'])('%s is no octal number of four digits', (text) => {
  const error = `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`;
  expect(parseFileMode(text)).toEqual({ ok: false, error });
});

test.each(['u', 'rwx', 'u+x,', ',', 'u+x,,g+x', 'u+z', '-1', 'u +x'])('%s has a wrong syntax', (text) => {
  expect(parseFileMode(text)).toEqual({ ok: false, error: 'invalid syntax' });
});
