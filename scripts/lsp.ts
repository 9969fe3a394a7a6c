// Drives the built language server over stdio: `npm run test:lsp [-- --files 300 | --edits 20000 | --seed 1]`.

import { parseArgs } from 'node:util';
import { editTest } from './lsp/edits.ts';
import { protocolTest } from './lsp/protocol.ts';
import { transportTest } from './lsp/transports.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '300' },
    edits: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});
const options = {
  folder: process.env['SLIPWAY_CONFORMANCE'],
  seed: Number(values.seed),
  print: (line: string): void => console.log(line),
};
const problems = [
  ...(await transportTest(options.print)),
  ...(await protocolTest(Number(values.files), options)),
  ...(await editTest(Number(values.edits), options)),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
