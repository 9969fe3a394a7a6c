// Runs a TypeScript file on any Node.js that Slipway supports: `node scripts/run.mjs scripts/bench.ts [arguments]`.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, isAbsolute, resolve } from 'node:path';
import { build } from 'rolldown';

const [script, ...scriptArguments] = process.argv.slice(2);
if (script === undefined) throw new Error('usage: node scripts/run.mjs <file.ts> [arguments]');

// The process id in the name keeps two runs apart; packages are found from below node_modules.
const bundle = `node_modules/.cache/slipway/${basename(script, '.ts')}-${process.pid}.mjs`;
await build({
  input: resolve(script),
  platform: 'node',
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
  output: { file: bundle, format: 'esm', sourcemap: 'inline', codeSplitting: false },
});

try {
  const child = spawnSync(process.execPath, ['--enable-source-maps', bundle, ...scriptArguments], { stdio: 'inherit' });
  process.exitCode = child.status ?? 1;
} finally {
  rmSync(bundle);
}
