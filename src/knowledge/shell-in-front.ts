// The shell of a shell form that stays process 1, so that the program behind it hears no signal.

import { startOf } from '../model/first-process.ts';
import type { Stage } from '../model/model.ts';
import { isTask } from '../shell/commands/tasks.ts';
import { programName } from '../shell/dialect.ts';
import { tailOf } from '../shell/tail.ts';
import type { ShellScript } from '../shell/tree.ts';
import { systemShell } from './stage-shell.ts';

/** `keeps`: it stays, for certain. `gives`: the program takes its place. */
export interface ShellInFront {
  /** The program at the end of the script. */
  readonly program: string;
  /** What is process 1 then: `dash`, `the shell`. */
  readonly shell: string;
  readonly does: 'keeps' | 'gives' | 'unknown';
}

/**
 * Who stands in front of the program that `script` ends in; `argv` is the script with its shell, as `stage` starts it. Undefined
 * where nothing is lost: the script hands over or handles signals itself, or what it runs comes to an end by itself.
 */
export function shellInFront(script: ShellScript, argv: readonly string[], stage: Stage): ShellInFront | undefined {
  const tail = tailOf(script);
  if (!tail || tail.kind === 'exec' || isTask(tail.command) || script.commands.some(handlesSignals)) return undefined;
  // `bash -c "a && b"` would keep the signals for itself as process 1 too.
  if (tail.command.nested !== undefined) return undefined;
  const system = systemShell(stage);
  if (system === 'none') return undefined;
  const [word] = tail.command.words;
  const program = programName(word?.value ?? word?.text ?? '');
  const { first } = startOf(argv, system);
  switch (first.kind) {
    case 'shell': {
      if (first.stay === 'traps' || first.stay === 'itself') return undefined;
      const shell = first.shell === 'sh' ? (system ?? 'the shell') : first.shell;
      return { program, shell, does: 'keeps' };
    }
    case 'program':
    case 'script':
    case 'init':
      return { program, shell: '', does: 'gives' };
    case 'unknown':
      return { program, shell: 'the shell', does: system === undefined ? 'unknown' : 'gives' };
    default:
      return first satisfies never;
  }
}

function handlesSignals({ name, wrappers }: ShellScript['commands'][number]): boolean {
  return name === 'trap' || name === 'wait' || wrappers.includes('exec');
}
