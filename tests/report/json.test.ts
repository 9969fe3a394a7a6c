// The report that programs read.

import { expect, test } from 'vitest';
import { json } from '../../src/report/json.ts';
import { options, placeOf, reportOf } from './findings.ts';

test('a finding with all that it may have, and a file without any', () => {
  const text = 'FROM a\nCMD one\nCMD two\n';
  const rich = reportOf(text, {
    span: placeOf(text, 'CMD one'),
    help: 'remove it',
    related: [{ span: placeOf(text, 'CMD two'), message: 'this one counts' }],
    fix: { title: 'remove it', safety: 'safe', edits: [{ span: placeOf(text, 'CMD one\n'), text: '' }] },
  });
  expect(json([rich, reportOf(text)], options)).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "files": [
        {
          "path": "Dockerfile",
          "findings": [
            {
              "rule": "example",
              "severity": "warning",
              "message": "this is not right",
              "help": "remove it",
              "line": 2,
              "column": 1,
              "endLine": 2,
              "endColumn": 8,
              "start": 7,
              "end": 14,
              "related": [
                {
                  "message": "this one counts",
                  "line": 3,
                  "column": 1,
                  "endLine": 3,
                  "endColumn": 8,
                  "start": 15,
                  "end": 22
                }
              ],
              "fix": {
                "title": "remove it",
                "safety": "safe",
                "edits": [{ "text": "", "line": 2, "column": 1, "endLine": 3, "endColumn": 1, "start": 7, "end": 15 }]
              }
            }
          ]
        },
        { "path": "Dockerfile", "findings": [] }
      ],
      "summary": { "files": 2, "error": 0, "warning": 1, "info": 0, "style": 0 }
    }
    "
  `);
});

test('no files', () => {
  expect(json([], options)).toMatchInlineSnapshot(`
    "{ "version": 1, "files": [], "summary": { "files": 0, "error": 0, "warning": 0, "info": 0, "style": 0 } }
    "
  `);
});

test('what a terminal would follow is escaped', () => {
  const written = json([reportOf('', { message: '\u001b[2J\u009b\u202e\u2028 é' })], options);
  expect(written).toContain(String.raw`"message": "\u001b[2J\u009b\u202e\u2028 é"`);
});
