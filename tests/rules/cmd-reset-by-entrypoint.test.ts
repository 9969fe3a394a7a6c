import { expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('cmd-reset-by-entrypoint', {
  good: [
    'FROM postgres:18\nENTRYPOINT ["docker-entrypoint.sh"]\nCMD []\n',
    'FROM postgres:18\nCMD ["postgres"]\nENTRYPOINT ["docker-entrypoint.sh"]\n',
    'FROM postgres:18\nENTRYPOINT []\n',
    'FROM postgres:18\nENTRYPOINT ["postgres"]\n',
    'FROM postgres:18\nENTRYPOINT docker-entrypoint.sh postgres\n',
    'FROM python:3.14\nENTRYPOINT ["tini", "--"]\n',
    'FROM php:8.4-cli\nENTRYPOINT ["docker-php-entrypoint"]\n',
    'FROM registry.example/app\nENTRYPOINT ["tini", "--"]\n',
    'FROM debian:13 AS base\nCMD ["bash"]\nFROM base\nENTRYPOINT ["tini", "--"]\n',
    'FROM debian:13 AS base\nCMD ["run"]\nFROM base\nENTRYPOINT ["tini", "--", "run"]\n',
  ],
});

test.each([
  ['ENTRYPOINT ["docker-entrypoint.sh"]', 'warning'],
  ['ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]', 'warning'],
  // Another script under the same name, and one that nobody knows.
  ['COPY docker-entrypoint.sh /usr/local/bin/\nENTRYPOINT ["docker-entrypoint.sh"]', 'style'],
  ['ENTRYPOINT ["/start.sh"]', 'style'],
])('%j: %s', (lines, severity) => {
  const findings = lint(`FROM postgres:18\n${lines}\n`).filter(({ rule }) => rule === 'cmd-reset-by-entrypoint');
  expect(findings.map((finding) => finding.severity)).toEqual([severity]);
});
