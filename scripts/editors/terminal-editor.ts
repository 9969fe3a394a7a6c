// An editor that runs a script of ours and ends: each line of it that begins with "ok " is something it has shown.

import { mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command.ts';
import type { Room } from './run.ts';

export interface ScriptedEditor {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What the script shows at least, so that one that ends early does not pass. */
  readonly count: number;
}

/** The editor finds `slipway` where an installed one would be: on the path. */
export function runScript(
  { program, args, env, count }: ScriptedEditor,
  { folder, project, slipway, passed }: Room,
): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(slipway, join(bin, 'slipway'));
  const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
  const { code, text } = run(program, args, { cwd: project, env: { HOME: folder, ...env, PATH: path } });
  const shown = text.split(/\r?\n/).flatMap((line) => (line.startsWith('ok ') ? [line.slice('ok '.length)] : []));
  for (const what of shown) passed(what);
  if (code !== 0 || shown.length < count) throw new Error(`${program} ended with ${code}:\n${text}`);
}
