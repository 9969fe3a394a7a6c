import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('reserved-stage-name', {
  bad: [
    `
    FROM alpine:3.22 AS Scratch
                        ^^^^^^^ Stage name should not use the same name as reserved stage "scratch"
    FROM scratch AS scratch
                    ^^^^^^^ Stage name should not use the same name as reserved stage "scratch"
    `,
  ],
});

testExamples('duplicate-stage-name', {
  bad: [
    `
    FROM alpine:3.22 AS a
    FROM alpine:3.22 AS b
    FROM alpine:3.22 AS A
                        ^ Duplicate stage name "a", stage names should be unique
    FROM alpine:3.22 AS a
                        ^ Duplicate stage name "a", stage names should be unique
    `,
  ],
});

test('the empty image may be called what it is', () => {
  const findings = lint(new Source('Dockerfile', 'FROM scratch AS scratch\n'));
  expect(findings.map(({ severity }) => severity)).toEqual(['style']);
});
