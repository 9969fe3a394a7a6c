// Compares Slipway with a real engine: `npm run test:engine [-- case… | -- --every <number>]`.

import differences from './engine/differences.json' with { type: 'json' };
import { engineTest } from './engine/command.ts';

process.exitCode = await engineTest(process.argv.slice(2), {
  differences,
  print: (line) => console.log(line),
});
