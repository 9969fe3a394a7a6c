// Tries Slipway in real editors: `npm run test:editors [-- vscode neovim emacs] [--screenshots <folder>]`.
// An editor that is neither there nor to be had is skipped, and the reason is printed.

import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { emacs } from './editors/emacs.ts';
import { neovim } from './editors/neovim.ts';
import { type EditorTest, runTests } from './editors/run.ts';
import { vscode } from './editors/vscode.ts';

const tests: readonly EditorTest[] = [neovim, emacs, vscode];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { screenshots: { type: 'string' } },
});
const unknown = positionals.filter((name) => tests.every((test) => test.name !== name));
if (unknown.length > 0) throw new Error(`there is no test of ${unknown.join(', ')}`);
const screenshots = values.screenshots === undefined ? undefined : resolve(values.screenshots);
if (screenshots !== undefined) mkdirSync(screenshots, { recursive: true });

const chosen = tests.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
process.exitCode = await runTests(chosen, screenshots);
