// Reading `git diff --unified=0`.

import { expect, test } from 'vitest';
import { readDiff } from '../../src/cli/diff.ts';

test('new, replaced and removed lines', () => {
  const diff = [
    'diff --git a/Dockerfile b/Dockerfile',
    'index 1..2 100644',
    '--- a/Dockerfile',
    '+++ b/Dockerfile',
    '@@ -1 +1,2 @@',
    '-FROM a',
    '+FROM b',
    '++++ b/other',
    '@@ -5,2 +6,0 @@ RUN x',
    '-@@ -1 +1 @@',
    '-y',
    '@@ -9 +8 @@',
    '-z',
    '+z2',
    '\\ No newline at end of file',
    'diff --git a/a b/c b/a b/c',
    'similarity index 100%',
    'diff --git "a/t\\tab" "b/t\\tab"',
    '--- /dev/null',
    '+++ "b/t\\tab \\"\\\\\\001"\t',
    '@@ -0,0 +1,3 @@',
    '+one',
    '',
  ].join('\n');
  expect(readDiff(diff)).toEqual(
    new Map([
      [
        'Dockerfile',
        [
          { first: 1, last: 2 },
          { first: 6, last: 7 },
          { first: 8, last: 8 },
        ],
      ],
      ['t\tab "\\\u0001', [{ first: 1, last: 3 }]],
    ]),
  );
});

test('nothing', () => {
  expect(readDiff('')).toEqual(new Map());
});
