// `slipway parse`: the syntax tree as JSON.

import { treeJson } from '../report/tree.ts';
import { parse } from '../syntax/parse.ts';
import { Source } from '../syntax/source.ts';
import { UserError } from '../user-error.ts';
import { exitCode } from './exit-code.ts';
import { readFile, readStdin, STDIN } from './inputs.ts';
import type { Io } from './io.ts';

export async function writeTree(path: string, io: Io): Promise<number> {
  const read = path === STDIN ? await readStdin(io) : readFile(path, io.workingFolder);
  if ('problem' in read) throw new UserError(read.problem);
  const parsed = parse(new Source(path, read.text));
  io.stdout.write(treeJson(parsed));
  return parsed.diagnostics.length === 0 ? exitCode.clean : exitCode.findings;
}
