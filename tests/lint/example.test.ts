import { expect, test } from 'vitest';
import { dedent, exampleText } from '../../src/lint/example.ts';

test('takes the indentation of the template literal away', () => {
  expect(
    dedent(`
      FROM alpine
      RUN a \\
        b
    `),
  ).toBe('FROM alpine\nRUN a \\\n  b\n');
});

test('blank lines do not count as indentation', () => {
  expect(dedent('\n  FROM alpine\n\n  RUN a\n')).toBe('FROM alpine\n\nRUN a\n');
});

test('text without indentation stays', () => {
  expect(dedent('FROM alpine')).toBe('FROM alpine\n');
  expect(dedent('')).toBe('\n');
});

test('shows both forms of an example', () => {
  expect(exampleText('\n  FROM alpine\n  ')).toBe('FROM alpine\n');
  expect(exampleText({ dockerfile: '\n  FROM alpine\n  ' })).toBe('FROM alpine\n');
});
