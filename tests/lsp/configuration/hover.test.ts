import { expect, test } from 'vitest';
import { hover } from './configuring.ts';

test('a key, a rule, a word', () => {
  expect(hover('fail|cursor|On: info\n')).toMatchObject({
    about: 'failOn',
    markdown: expect.stringContaining('exit code'),
  });
  expect(hover('rules:\n  su|cursor|do: off\n')).toMatchObject({
    about: 'sudo',
    markdown: expect.stringContaining('`sudo`, '),
  });
  expect(hover('rules:\n  sudo: o|cursor|ff\n')).toEqual({ about: 'off', markdown: '`off`: not at all' });
  expect(hover('extends:\n  - all|cursor|\n')).toEqual({ about: 'all', markdown: '`all`: every rule' });
});

test('the name that another tool has for a rule tells of our rule', () => {
  expect(hover('rules:\n  DL30|cursor|04: off\n')?.markdown).toContain('`sudo`');
});

test('a rule with options tells what they are', () => {
  expect(hover('rules:\n  foreign|cursor|-registry: on\n')?.markdown).toContain(
    '- `registries`: Where images may come from.',
  );
  expect(hover('rules:\n  foreign-registry:\n    regis|cursor|tries: []\n')?.markdown).toBe(
    '`registries`: Where images may come from.',
  );
});

test('in JSON the quotes are a part of it', () => {
  expect(hover('{ "rules": { "su|cursor|do": "off" } }', '/p/slipway.json')?.about).toBe('"sudo"');
  expect(hover('{ "slipway": { "root": true, "fai|cursor|lOn": "info" } }', '/p/package.json')?.about).toBe('"failOn"');
});

test.each([
  'unkn|cursor|own: x\n',
  'rules:\n  sudo: x|cursor|y\n',
  '# ru|cursor|les\n',
  '|cursor|',
  'rules:\n  constr|cursor|uctor: off\n',
])('nothing for %j', (text) => {
  expect(hover(text)).toBeUndefined();
});
