// The report in SARIF, held against the official schema.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { sarif } from '../../src/report/sarif.ts';
import { report } from './arbitrary.ts';
import { options, reportOf, someReports } from './findings.ts';
import { sarifProblems } from './validators.ts';

test('a log', () => {
  const text = sarif(someReports(), options);
  expect(sarifProblems(text)).toEqual([]);
  expect(text).toMatchInlineSnapshot(`
    "{
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "Slipway",
              "version": "1.2.3",
              "semanticVersion": "1.2.3",
              "rules": [
                {
                  "id": "example",
                  "shortDescription": { "text": "An example." },
                  "fullDescription": { "text": "An example. It shows something." },
                  "help": { "text": "An example. It shows something.", "markdown": "**An example.** It shows something." },
                  "defaultConfiguration": { "enabled": true, "level": "warning" },
                  "properties": { "category": "correctness", "aliases": ["EX1"], "tags": ["correctness"], "problem.severity": "warning" }
                }
              ]
            }
          },
          "columnKind": "utf16CodeUnits",
          "originalUriBaseIds": { "%SRCROOT%": { "uri": "file:///work/" } },
          "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": [] }],
          "artifacts": [
            { "location": { "uri": "Dockerfile", "uriBaseId": "%SRCROOT%" }, "roles": ["analysisTarget"] },
            {
              "location": { "uri": "sub%20folder/clean%2C1%3A2.Dockerfile", "uriBaseId": "%SRCROOT%" },
              "roles": ["analysisTarget"]
            }
          ],
          "results": [
            {
              "ruleId": "example",
              "ruleIndex": 0,
              "level": "note",
              "message": { "text": "\\"a\\" has no tag" },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": { "uri": "Dockerfile", "uriBaseId": "%SRCROOT%" },
                    "region": { "startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 7, "charOffset": 5, "charLength": 1 }
                  }
                }
              ],
              "partialFingerprints": { "slipwayFinding/v1": "c5f9295ca415d4e861a5c2d94f24b7ad" }
            },
            {
              "ruleId": "example",
              "ruleIndex": 0,
              "level": "warning",
              "message": { "text": "only the last CMD counts: 100%, \\"really\\" <here> & now\\nRemove it." },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": { "uri": "Dockerfile", "uriBaseId": "%SRCROOT%" },
                    "region": { "startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 6, "charOffset": 7, "charLength": 15 }
                  }
                }
              ],
              "relatedLocations": [
                {
                  "id": 1,
                  "message": { "text": "this one counts" },
                  "physicalLocation": {
                    "artifactLocation": { "uri": "Dockerfile", "uriBaseId": "%SRCROOT%" },
                    "region": { "startLine": 4, "startColumn": 1, "endLine": 4, "endColumn": 10, "charOffset": 23, "charLength": 9 }
                  }
                }
              ],
              "fixes": [
                {
                  "description": { "text": "remove it" },
                  "artifactChanges": [
                    {
                      "artifactLocation": { "uri": "Dockerfile", "uriBaseId": "%SRCROOT%" },
                      "replacements": [
                        {
                          "deletedRegion": {
                            "startLine": 2,
                            "startColumn": 1,
                            "endLine": 4,
                            "endColumn": 1,
                            "charOffset": 7,
                            "charLength": 16
                          },
                          "insertedContent": { "text": "" }
                        }
                      ]
                    }
                  ],
                  "properties": { "safety": "safe" }
                }
              ],
              "partialFingerprints": { "slipwayFinding/v1": "2393fa87dd6879cd1977120a24255aa0" }
            }
          ]
        }
      ]
    }
    "
  `);
});

test('what went wrong is a notification', () => {
  const problem = 'cannot read "x": it does not exist';
  const text = sarif([], { ...options, problems: [problem] });
  expect(sarifProblems(text)).toEqual([]);
  expect(JSON.parse(text).runs[0].invocations).toEqual([
    { executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message: { text: problem } }] },
  ]);
});

test('every rule is described', () => {
  const text = sarif([], { ...options, rules });
  expect(sarifProblems(text)).toEqual([]);
  const described = JSON.parse(text).runs[0].tool.driver.rules;
  expect(described.map(({ id }: { id: string }) => id)).toEqual([...rules.keys()]);
  for (const { help } of described) expect(help.markdown).toMatch(/^\*\*.+\*\* .+/);
});

test('the schema refuses what is not so', () => {
  const text = sarif(someReports(), options);
  expect(sarifProblems(text.replace('"note"', '"info"'))).not.toEqual([]);
  expect(sarifProblems(text.replace('"startLine": 1', '"startLine": 0'))).not.toEqual([]);
  expect(sarifProblems(text.replace('"uri": "Dockerfile"', '"uri": "a b"'))).not.toEqual([]);
});

test.each([
  ['Dockerfile', { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' }],
  ['./a b/ö#?%:.Dockerfile', { uri: 'a%20b/%C3%B6%23%3F%25%3A.Dockerfile', uriBaseId: '%SRCROOT%' }],
  ['/work/Dockerfile', { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' }],
  ['..dev/Dockerfile', { uri: '..dev/Dockerfile', uriBaseId: '%SRCROOT%' }],
  ['../other/Dockerfile', { uri: 'file:///other/Dockerfile' }],
  ['-', { uri: '-', uriBaseId: '%SRCROOT%' }],
])('the file %j is %j', (path, location) => {
  const text = sarif([{ ...reportOf(''), path }], options);
  expect(sarifProblems(text)).toEqual([]);
  expect(JSON.parse(text).runs[0].artifacts[0].location).toEqual(location);
});

test('any finding makes a valid log', () => {
  fc.assert(
    fc.property(report, (one) => {
      expect(sarifProblems(sarif([one], options))).toEqual([]);
    }),
  );
});
