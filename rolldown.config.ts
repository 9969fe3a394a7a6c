// The bundle of the command line tool: a small entry, and one chunk for what each command adds.

import { chmodSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';
import { rules } from './rules/index.ts';
import { ruleDocumentation } from './scripts/rule-documentation.ts';
import { thirdPartyLicenses } from './scripts/third-party-licenses.ts';
import { validatorModule } from './scripts/validator-module.ts';
import { configurationSchema } from './src/config/schema.ts';

const entryFileName = 'cli/slipway.cjs';
/** The digest is what compiled code is kept by. */
const chunkFileName = 'cli/[name].[hash].cjs';

/** `node:module` loads what Node.js needs for ES modules; the bundle has `require` anyway. */
const ownRequire: Plugin = {
  name: 'own-require',
  resolveId: (source) => (source === 'node:module' ? '\0own-require' : null),
  load: (id) => (id === '\0own-require' ? 'export const createRequire = () => require;' : null),
};

const executable: Plugin = {
  name: 'executable',
  writeBundle({ dir = '.' }) {
    chmodSync(join(dir, entryFileName), 0o755);
  },
};

/** The entry is no chunk that `cli/code-cache.ts` could load: what it shares with commands is handed to them. */
const entryStandsAlone: Plugin = {
  name: 'entry-stands-alone',
  generateBundle(_options, bundle) {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk' || !output.imports.includes(entryFileName)) continue;
      this.error(`${output.fileName} imports the entry: ${output.moduleIds.join(', ')}`);
    }
  },
};

/** Helper functions of the bundler have no effect of their own: a chunk that uses none of them need not load them. */
const unusedRuntime: Plugin = {
  name: 'unused-runtime',
  generateBundle(_options, bundle) {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      output.code = output.code.replace(
        /(^|\n|,)require\("\.\/rolldown-runtime\.[\w-]+\.cjs"\)(;?)/,
        (_, before, end) => (before === ',' ? end : before),
      );
    }
  },
};

const baseImageFile = 'base-images.txt';

/**
 * Few runs ask for the table of base images, and those that do cannot wait for `import()`. As plain text it is read faster
 * than as a script or as JSON.
 */
const baseImageTable: Plugin = {
  name: 'base-image-table',
  async load(id) {
    if (!id.endsWith(join('src', 'knowledge', 'base-images', 'lines.ts'))) return null;
    const table = readFileSync(join(dirname(id), 'table.ts'), 'utf8');
    const { shared, repositories } = await import(`data:text/javascript,${encodeURIComponent(table)}`);
    this.emitFile({ type: 'asset', fileName: `cli/${baseImageFile}`, source: `${shared}\n\n${repositories}` });
    return `
      import { readFileSync } from 'node:fs';
      export function tableLines() {
        const [shared, repositories] = readFileSync(__dirname + '/${baseImageFile}', 'latin1').split('\\n\\n');
        return { shared, repositories };
      }
    `;
  },
};

/** The schema of configurations: as a file for editors, and compiled, so that ajv is not loaded to check one. */
const configurationChecks: Plugin = {
  name: 'configuration-schema',
  load(id) {
    if (!id.endsWith(join('src', 'config', 'validator.ts'))) return null;
    const source = `${JSON.stringify(configurationSchema(rules), null, 2)}\n`;
    this.emitFile({ type: 'asset', fileName: 'schema.json', source });
    return { code: validatorModule(rules), moduleType: 'js' };
  },
};

/** The page that editors open for a rule. */
const rulePage: Plugin = {
  name: 'rule-page',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'rules.md', source: readFileSync('rules/README.md', 'utf8') });
  },
};

export default defineConfig({
  // The entry, and all that `slipway lint <file>` needs: each further file to find, read and compile costs it time.
  input: { slipway: 'src/cli/main.ts', program: 'src/cli/start.ts' },
  // The chunks of other commands take what they need from these.
  preserveEntrySignatures: 'allow-extension',
  platform: 'node',
  // Read only by `Analysis.dockerfileAst`, which no command asks for.
  external: ['dockerfile-ast'],
  plugins: [
    ruleDocumentation(resolve('rules')),
    baseImageTable,
    configurationChecks,
    rulePage,
    ownRequire,
    thirdPartyLicenses('cli/THIRD-PARTY-LICENSES.txt'),
    executable,
    entryStandsAlone,
    unusedRuntime,
  ],
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'cjs',
    minify: true,
    comments: false,
    entryFileNames: ({ name }) => (name === 'slipway' ? entryFileName : chunkFileName),
    chunkFileNames: chunkFileName,
    // Node.js reads files of ASCII characters faster.
    charset: 'ascii',
    codeSplitting: { groups: [{ name: 'program', test: /src[\\/]cli[\\/]start\.ts$/ }] },
    // Chunks are expressions, as `cli/code-cache.ts` wants them.
    postBanner: ({ name }) =>
      name === 'slipway' ? '#!/usr/bin/env node' : '(function (exports, require, module, __filename, __dirname) {',
    postFooter: ({ name }) => (name === 'slipway' ? '' : '})'),
  },
  // On a busy machine a build takes long, and is right all the same.
  checks: { bundlerTimings: false },
  // An import that cannot be bundled would be looked up on the user's machine.
  onLog(_level, log) {
    throw new Error(log.message);
  },
});
