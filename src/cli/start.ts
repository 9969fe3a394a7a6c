// What the entry loads: the program with all that `slipway lint <file>` needs.

import type { PrivateFolder } from './cache-folder.ts';
import { processIo } from './io.ts';
import { run } from './run.ts';

/** Runs the program in this process and sets its exit code. */
export async function start(keepCompiledCode: () => void, kept: PrivateFolder | undefined): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), processIo(keepCompiledCode, kept));
}
