import { expect, test } from 'vitest';
import { lazily } from '../../src/syntax/lazily.ts';

test('a value is made on first use and never again', () => {
  let calls = 0;
  const value = lazily(() => ({ calls: ++calls }));
  expect(calls).toBe(0);
  expect(value()).toBe(value());
  expect(calls).toBe(1);
});
