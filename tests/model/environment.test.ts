import { expect, test } from 'vitest';
import { Environment } from '../../src/model/environment.ts';
import type { Value } from '../../src/model/image.ts';
import { OrderedMap } from '../../src/model/ordered-map.ts';

const value = (text: string): Value => ({ text, unknown: undefined });
const image = (entries: Readonly<Record<string, string>>): OrderedMap<Value> =>
  OrderedMap.from(Object.entries(entries).map(([name, text]) => [name, value(text)] as const));
const show = (environment: Environment): string =>
  environment
    .entries()
    .map(([name, { text }]) => `${name}=${text}`)
    .join(' ');

const start = Environment.open(image({ PATH: '/bin', A: '1' }), { parent: undefined, unknown: undefined });

test('the last assignment wins and comes last, whoever makes it', () => {
  const environment = start.withEnv('B', value('2')).withArg('A', value('3'));
  expect(show(environment)).toBe('PATH=/bin B=2 A=3');
  expect(environment.get('A')?.text).toBe('3');
  expect(start.get('A')?.text).toBe('1');
});

test('a child sees the ARGs of its parent, and the ENV of the image over them', () => {
  const parent = start.withArg('X', value('x')).withArg('A', value('3')).withEnv('B', value('2'));
  const child = Environment.open(image({ PATH: '/bin', A: '1', B: '2' }), { parent, unknown: undefined });
  expect(show(child)).toBe('X=x PATH=/bin A=1 B=2');
  expect(child.get('A')?.text).toBe('1');
});
