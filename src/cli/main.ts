// The entry of the command line tool: loads all the rest, as fast as it can.

import { useCompiledCode } from './code-cache.ts';
import { processIo } from './io.ts';

async function main(): Promise<void> {
  const io = processIo(useCompiledCode(process.env));
  const { run } = await import('./run.ts');
  process.exitCode = await run(process.argv.slice(2), io);
}

void main();
