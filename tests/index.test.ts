import { expect, test } from 'vitest';
import { Analysis, lint, parse, recommendedRules, rules, Source } from '../src/index.ts';

test('parse takes a text', () => {
  const { file, diagnostics } = parse('FROM alpine:3.22\nRUN apk add curl\n');
  expect(file.instructions.map(({ kind }) => kind)).toEqual(['From', 'Run']);
  expect(diagnostics).toEqual([]);
});

test('parse takes a source', () => {
  const source = new Source('a/Dockerfile', 'FROM alpine:3.22\n');
  expect(parse(source).file.source).toBe(source);
});

test('lint takes a text, a source or an analysis', () => {
  const source = new Source('a/Dockerfile', 'FROM node\n');
  const [finding, ...others] = lint('FROM node\n');
  expect(finding).toMatchObject({ rule: 'missing-tag', span: { start: 5, end: 9 } });
  expect(others).toEqual([]);
  expect(lint(source)).toEqual([finding]);
  expect(lint(new Analysis(source))).toEqual([finding]);
});

test('lint takes other rules', () => {
  expect(lint('FROM node\n', new Map())).toEqual([]);
});

test('a comment may name a rule that does not run', () => {
  const active = new Map([...rules].filter(([name]) => name === 'unused-suppression'));
  expect(lint('# slipway ignore=missing-tag\nFROM node\n', active)).toEqual([]);
});

test('the recommended rules are those that say so', () => {
  expect([...rules].filter(([, { recommended }]) => recommended).map(([name]) => name)).toEqual([
    ...recommendedRules.keys(),
  ]);
});
