// The entry of the command line tool.

import { processIo } from './io.ts';
import { run } from './run.ts';

async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), processIo());
}

void main();
