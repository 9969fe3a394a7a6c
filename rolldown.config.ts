// The bundle of the command line tool: a small entry, and one chunk for what each command adds.

import { chmodSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';

const entryFileName = 'cli/slipway.cjs';

/** Ships the licence of every package that the bundle contains, as their licences ask. */
const thirdPartyLicenses: Plugin = {
  name: 'third-party-licenses',
  generateBundle(_options, bundle) {
    const folders = new Set<string>();
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      for (const id of output.moduleIds) {
        const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
        if (folder !== undefined) folders.add(folder);
      }
    }
    const source = [...folders].toSorted().map(licenseOf).join('\n');
    this.emitFile({ type: 'asset', fileName: 'cli/THIRD-PARTY-LICENSES.txt', source });
  },
};

function licenseOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} is bundled and has no licence file`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

const executable: Plugin = {
  name: 'executable',
  writeBundle({ dir = '.' }) {
    chmodSync(join(dir, entryFileName), 0o755);
  },
};

const baseImageFile = 'base-images.json';

/**
 * Few runs ask for the table of base images, and those that do cannot wait for `import()`. As JSON it is read faster than
 * as a script.
 */
const baseImageTable: Plugin = {
  name: 'base-image-table',
  resolveId: (source) => (source === `./${baseImageFile}` ? { id: source, external: true } : null),
  async load(id) {
    if (!id.endsWith(join('src', 'knowledge', 'base-images', 'lines.ts'))) return null;
    const table = readFileSync(join(dirname(id), 'table.ts'), 'utf8');
    const { shared, repositories } = await import(`data:text/javascript,${encodeURIComponent(table)}`);
    this.emitFile({
      type: 'asset',
      fileName: `cli/${baseImageFile}`,
      source: JSON.stringify({ shared, repositories }),
    });
    return `export const tableLines = () => require('./${baseImageFile}');`;
  },
};

export default defineConfig({
  input: 'src/cli/main.ts',
  platform: 'node',
  // Read only by `Analysis.dockerfileAst`, which no command asks for.
  external: ['dockerfile-ast'],
  plugins: [baseImageTable, thirdPartyLicenses, executable],
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'cjs',
    minify: true,
    comments: { legal: false },
    entryFileNames: entryFileName,
    chunkFileNames: 'cli/[name].[hash].cjs',
    // Node.js reads files of ASCII characters faster.
    charset: 'ascii',
    codeSplitting: {
      groups: [
        // All that `slipway lint <file>` needs: each further file to find, read and compile costs it time.
        { name: 'program', test: /src[\\/](?:cli[\\/](?:run|lint)|report[\\/]pretty)\.ts$/ },
      ],
    },
    banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
  },
  // An import that cannot be bundled would be looked up on the user's machine.
  onLog(_level, log) {
    throw new Error(log.message);
  },
});
