import { expect, test } from 'vitest';
import { once } from '../../../src/shell/commands/once.ts';

test('an answer is read once, and is that of its own argument and its own reader', () => {
  const read: string[] = [];
  const answer = once(({ name }: { readonly name: string }) => {
    read.push(name);
    return name === 'none' ? undefined : name;
  });
  const other = once(({ name }: { readonly name: string }) => name.length);
  const [first, second, none] = [{ name: 'first' }, { name: 'second' }, { name: 'none' }];
  expect([first, second, none, first, none].map(answer)).toEqual(['first', 'second', undefined, 'first', undefined]);
  expect(read).toEqual(['first', 'second', 'none']);
  expect(other(first)).toBe(5);
});

test('an argument that was asked about looks as before, frozen or not', () => {
  const answer = once((subject: object) => Object.keys(subject));
  const subject = Object.freeze({ name: 'apt-get' });
  answer(subject);
  expect(subject).toStrictEqual({ name: 'apt-get' });
  expect(Reflect.ownKeys({ ...subject })).toEqual(['name']);
  expect(JSON.stringify(subject)).toBe('{"name":"apt-get"}');
});

test('a reader that throws is asked again', () => {
  let calls = 0;
  const answer = once((_subject: object) => {
    calls++;
    if (calls === 1) throw new Error('not yet');
    return calls;
  });
  const subject = {};
  expect(() => answer(subject)).toThrow('not yet');
  expect([answer(subject), answer(subject)]).toEqual([2, 2]);
});
