// Compares Slipway with recorded answers of BuildKit: `npm run conformance [-- suite…] [--differences]`.

import { conformance } from './conformance/command.ts';
import differences from './conformance/differences.json' with { type: 'json' };
import floors from './conformance/floors.json' with { type: 'json' };
import { suites } from './conformance/suites.ts';

process.exitCode = await conformance(process.argv.slice(2), {
  suites,
  floors,
  expected: differences,
  folder: process.env['SLIPWAY_CONFORMANCE'],
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
});
