// Runs a build that tells of its progress in lines of JSON, and shows it to people meanwhile.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type FinishedVertex, ProgressRecorder, readUpdate } from '../plan/progress-stream.ts';
import { ShownBuild } from '../report/shown-build.ts';
import { visibleLine } from '../report/visible-line.ts';
import { UserError } from '../user-error.ts';
import type { Io } from './io.ts';

export interface FinishedBuild {
  /** That of the program; of one that a signal has ended, what a shell makes of it. */
  readonly code: number;
  readonly vertices: readonly FinishedVertex[];
}

const KILLED = 130;

/**
 * Runs the program without a shell, with the output of this one. `input` is what it gets on standard input; undefined for that
 * of this program. Throws a `UserError` where there is no such program.
 */
export async function runBuild(
  [program, ...args]: readonly [string, ...string[]],
  input: string | undefined,
  { workingFolder, environment, stderr }: Io,
): Promise<FinishedBuild> {
  const recorder = new ProgressRecorder();
  const shown = new ShownBuild();
  const child = spawn(program, args, {
    cwd: workingFolder,
    env: environment,
    stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'pipe'],
  });
  const ended = new Promise<number | Error>((resolve) => {
    child.on('error', resolve);
    child.on('close', (code) => resolve(code ?? KILLED));
  });
  process.on('SIGINT', wait);
  try {
    child.stdin?.on('error', wait);
    child.stdin?.end(input);
    if (child.stderr !== null) {
      for await (const line of createInterface({ input: child.stderr })) {
        const update = readUpdate(line);
        if (update === undefined) stderr.write(line === '' ? '' : `${visibleLine(line)}\n`);
        else {
          recorder.add(update);
          stderr.write(shown.add(update));
        }
      }
    }
    const code = await ended;
    if (code instanceof Error) {
      const isMissing = 'code' in code && code.code === 'ENOENT';
      const reason = isMissing ? 'there is no such program; check its name' : code.message;
      throw new UserError(`"${program}" cannot be started: ${reason}`, { cause: code });
    }
    stderr.write(shown.finish());
    return { code, vertices: recorder.vertices };
  } finally {
    process.off('SIGINT', wait);
  }
}

/** The program hears of an interruption, too, and has to end first. */
function wait(): void {}
