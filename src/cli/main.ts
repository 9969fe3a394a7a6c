// The entry of the command line tool: loads all the rest, as fast as it can.

import { useCompiledCode } from './code-cache.ts';

async function main(): Promise<void> {
  const keepCompiledCode = useCompiledCode(process.env);
  const { start } = await import('./start.ts');
  await start(keepCompiledCode);
}

void main();
