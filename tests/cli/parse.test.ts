// `slipway parse`: the tree as JSON.

import { expect, test } from 'vitest';
import { folderOf, slipway } from './command-line.ts';

test('the tree', async () => {
  const folder = folderOf({
    Dockerfile: '# syntax=docker/dockerfile:1\nFROM a AS b\n# why\nRUN --network=none x \\\n  y\n',
  });
  const { code, stdout } = await slipway(['parse', 'Dockerfile'], { folder });
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "path": "Dockerfile",
      "escape": "\\\\",
      "directives": [{ "name": "syntax", "value": "docker/dockerfile:1", "span": [0, 28] }],
      "comments": [{ "text": "why", "span": [41, 46] }],
      "instructions": [
        {
          "kind": "From",
          "keyword": { "text": "FROM", "span": [29, 33] },
          "span": [29, 40],
          "lines": [2, 2],
          "flags": [],
          "json": false,
          "args": [{ "text": "a", "span": [34, 35] }, { "text": "AS", "span": [36, 38] }, { "text": "b", "span": [39, 40] }],
          "image": {
            "text": "a",
            "span": [34, 35],
            "reference": { "registry": "docker.io", "repository": "library/a", "normalized": "docker.io/library/a:latest" }
          },
          "name": { "text": "b", "span": [39, 40] },
          "heredocs": [],
          "comments": []
        },
        {
          "kind": "Run",
          "keyword": { "text": "RUN", "span": [47, 50] },
          "span": [47, 73],
          "lines": [4, 5],
          "flags": [{ "name": "network", "value": { "text": "none", "span": [61, 65] }, "span": [51, 65] }],
          "json": false,
          "args": [{ "text": "x   y", "span": [66, 73] }],
          "command": { "form": "shell", "text": "x   y", "span": [66, 73] },
          "mounts": [],
          "heredocs": [],
          "comments": [{ "text": "why", "span": [41, 46] }]
        }
      ],
      "diagnostics": []
    }
    "
  `);
});

test('a file that the builder would refuse has a tree, too', async () => {
  const { code, stdout } = await slipway(['parse', '-'], { stdin: 'FORM a\n' });
  expect(code).toBe(1);
  const tree: unknown = JSON.parse(stdout);
  expect(tree).toMatchObject({ path: '-', instructions: [{ kind: 'Unknown' }], diagnostics: [{ span: [0, 4] }] });
});
