// The entry of the command line tool: loads all the rest, as fast as it can.

import { privateFolder } from './cache-folder.ts';
import { useCompiledCode } from './code-cache.ts';

async function main(): Promise<void> {
  const keepCompiledCode = useCompiledCode(process.env, process.argv[2]);
  const { start } = await import('./start.ts');
  await start(keepCompiledCode, privateFolder(process.env));
}

void main();
