// Builds the package when npm prepares it: after `npm ci`, and wherever it is installed from a git repository.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const npm = process.env['npm_execpath'];
if (npm === undefined) throw new Error('run `npm run prepare`');

/** `npm install --global` hands its options on to the npm that prepares a git repository, which then installs nothing. */
const ofTheOuterInstallation = /^npm_config_(?:global|location|prefix|force)$/i;
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofTheOuterInstallation.test(name)));

function run(...args) {
  const { status } = spawnSync(process.execPath, [npm, ...args], { env, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed`);
}

if (!existsSync('node_modules/rolldown')) run('ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund');
run('run', 'build');
