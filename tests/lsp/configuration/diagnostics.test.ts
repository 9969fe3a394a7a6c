import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configurationDiagnostics } from '../../../src/lsp/configuration/diagnostics.ts';
import { folderOf } from '../../cli/command-line.ts';
import { documentOf, textOf } from './configuring.ts';

/** What is shown where: `text: message`. */
async function diagnose(
  text: string,
  path?: string,
  open: ReadonlyMap<string, string> = new Map(),
): Promise<readonly string[]> {
  const found = await configurationDiagnostics(documentOf(text, path), (each) => open.get(each));
  return found.map(({ range, message }) => `${textOf(text, range)} | ${message}`);
}

test('all mistakes against the schema, each in its place', async () => {
  const text = 'rules:\n  no-such-rule: off\n  sudo: of\nfailOn: x\n';
  const found = await diagnose(text);
  expect(found).toHaveLength(3);
  expect(found[0]).toMatch(/^no-such-rule \| rules\.no-such-rule: there is no rule of that name/);
  expect(found[1]).toMatch(/^sudo \| rules\.sudo: cannot be "of" \(did you mean off\?\)/);
  expect(found[2]).toMatch(/^failOn \| failOn: cannot be "x"/);
});

test('a text that is no YAML', async () => {
  const [first] = await diagnose('rules:\n\tsudo: off\n');
  expect(first).toContain('YAML cannot be indented with tabs');
  expect(await diagnose('rules: [\n')).toHaveLength(1);
});

test('what it refers to', async () => {
  expect(await diagnose('extends: recomended\n')).toEqual([
    expect.stringMatching(/^extends \| extends: there is no preset "recomended"/),
  ]);
  expect(await diagnose('ignore:\n  - a\n  - ""\n')).toEqual([
    expect.stringMatching(/^"" \| ignore\[1\]: "" is no pattern/),
  ]);
});

test('open documents count instead of files', async () => {
  const folder = folderOf({ 'base.yaml': 'rules:\n  nothing: off\n' });
  const path = join(folder, 'slipway.yaml');
  const [first] = await diagnose('root: true\nextends: ./base.yaml\n', path);
  expect(first).toMatch(/^extends \| .*base\.yaml:2: rules\.nothing/);
  const open = new Map([[join(folder, 'base.yaml'), 'rules:\n  sudo: off\n']]);
  expect(await diagnose('extends: ./base.yaml\n', path, open)).toEqual([]);
});

test('a package.json is looked at where it has a configuration', async () => {
  const path = '/project/package.json';
  expect(await diagnose('{ "name": "x", ', path)).toEqual([]);
  expect(await diagnose('{ "slipway": { "failOn": "x" } }', path)).toEqual([
    expect.stringMatching(/^"failOn" \| slipway\.failOn: cannot be "x"/),
  ]);
});

test.each(['', ' \n', '# nothing yet\n', 'rules: {}\n'])('nothing for %j', async (text) => {
  expect(await diagnose(text)).toEqual([]);
});
