// Builds the VS Code extension around the command line tool in `dist/`, and packs it: `npm run vscode`.

import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'rolldown';
import { thirdPartyLicenses } from './third-party-licenses.ts';

/** Of the program that packs extensions; later ones need a newer Node.js than Slipway. */
const PACKER = '@vscode/vsce@3.9.2';

/** What looks like a token is the example of a rule that finds tokens. */
const notSecret = ['--allow-package-secrets', 'github'];

const folder = 'editors/vscode';
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const output = join(folder, 'dist');
const archive = `slipway-${version}.vsix`;

rmSync(output, { recursive: true, force: true });
await build([extension(), page()]);
cpSync('dist/cli', join(output, 'server'), { recursive: true });
cpSync('dist/schema.json', join(output, 'schema.json'));
cpSync(join(folder, 'webview/picture.css'), join(output, 'picture.css'));
pack();
console.log(`${join(output, archive)}: ${Math.ceil(statSync(join(output, archive)).size / 1024)} KB`);

function extension(): BuildOptions {
  return {
    input: join(folder, 'src/extension.ts'),
    platform: 'node',
    external: ['vscode'],
    plugins: [thirdPartyLicenses('THIRD-PARTY-LICENSES.txt')],
    output: { dir: output, format: 'cjs', entryFileNames: '[name].cjs', minify: true, comments: false },
  };
}

function page(): BuildOptions {
  return {
    input: join(folder, 'webview/picture.ts'),
    platform: 'browser',
    output: { dir: output, format: 'iife', entryFileNames: '[name].js', minify: true, comments: false },
  };
}

function pack(): void {
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('run `npm run vscode`');
  const vsce = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    ...notSecret,
    '--out',
    join('dist', archive),
  ];
  const command = [npm, 'exec', '--yes', `--package=${PACKER}`, '--', 'vsce', ...vsce];
  const { status } = spawnSync(process.execPath, command, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('the extension was not packed');
}
