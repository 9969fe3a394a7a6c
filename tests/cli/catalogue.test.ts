// `slipway rules` and `slipway explain`.

import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { slipway } from './command-line.ts';

test('every rule has a line', async () => {
  const { code, stdout } = await slipway(['rules']);
  expect(code).toBe(0);
  const [header, ...lines] = stdout.trimEnd().split('\n');
  expect(header).toMatch(/^RULE +LEVEL +DEFAULT +WHAT IT REPORTS$/);
  expect(lines).toHaveLength(rules.size);
  expect(lines.find((line) => line.startsWith('syntax '))).toMatch(
    /^syntax +error +on +The builder refuses this file\.$/,
  );
});

test('every rule is in the JSON', async () => {
  const { stdout } = await slipway(['rules', '--json']);
  const catalogue: unknown = JSON.parse(stdout);
  expect(catalogue).toHaveLength(rules.size);
  expect(catalogue).toContainEqual(expect.objectContaining({ name: 'syntax', severity: 'error', recommended: true }));
});

test('a rule is explained', async () => {
  const { code, stdout } = await slipway(['explain', 'syntax']);
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "syntax
    error · correctness · on by default · known elsewhere as DL1000

    The builder refuses this file.

    The build ends before its first step. The message is the one that BuildKit
    gives; the builder stops at the first error, whereas here all of them are
    reported. In templates and in the test data of tools it is meant so.

    Reported:

        FORM node:22
        ^^^^ unknown instruction: FORM (did you mean FROM?)

        FROM node:22
        COPY --form=build /app /app
             ^^^^^^^^^^^^ unknown flag: --form (did you mean from?)

    Not reported:

        FROM node:22
        COPY --from=build /app /app

    To allow it in one place, put a comment above the instruction:

        # slipway ignore=syntax -- the reason
    "
  `);
});

test('an alias finds its rule, in any case', async () => {
  const { stdout } = await slipway(['explain', 'dl3006']);
  expect(stdout).toMatch(/^missing-tag\n/);
});

test.each([...rules.keys()].map((name) => [name]))('the explanation of %s is complete', async (name) => {
  const { stdout } = await slipway(['explain', name]);
  expect(stdout).toContain('\nReported:\n');
  expect(stdout).toContain('\nNot reported:\n');
  expect(stdout).toMatch(/\^ .+/);
  expect(stdout).not.toMatch(/[ \t]$/m);
});

test('carets have a colour where there are colours', async () => {
  const { stdout } = await slipway(['explain', '--color', 'syntax']);
  expect(stdout).toContain('    \u001b[33m^^^^ unknown instruction');
});
