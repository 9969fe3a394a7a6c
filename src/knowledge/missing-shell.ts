// Whether an image has no shell at all: neither its base image nor an instruction can have brought one.

import type { Stage } from '../model/model.ts';
import type { StageState } from '../model/evaluation/build-stage.ts';
import type { Instruction, Word } from '../syntax/ast.ts';
import { baseSystem } from './base-system.ts';
import { alongChain } from './stage-shell.ts';

/** The folders that shells and their helpers lie in, and what /bin is a link to. */
const FOLDERS: ReadonlySet<string> = new Set(['', '/bin', '/sbin', '/usr', '/usr/bin', '/usr/local', '/usr/local/bin']);
const SHELL_FILE = /\/(?:ba|da|a|k|z)?sh$|\/busybox$/;

const known = new WeakMap<Stage, boolean | undefined>();

/** Whether an image that ends with `stage` certainly has no shell; false where nobody knows. */
export function lacksShell(stage: Stage): boolean {
  return (
    alongChain<boolean>(known, stage, startsWithout, (lacks, { steps }) => {
      return lacks === true && !steps.some(({ command, before }) => mayBringShell(command.instruction, before));
    }) === true
  );
}

function startsWithout({ origin, os }: Stage): boolean {
  if (os !== 'linux' || baseSystem(origin).systemShell !== 'none') return false;
  // Images for debugging have one in another place.
  return origin.kind !== 'image' || !/debug|-dev\b/.test(origin.text);
}

function mayBringShell(instruction: Instruction, before: StageState): boolean {
  switch (instruction.kind) {
    case 'Add':
    case 'Copy':
      return instruction.destination === undefined || mayHoldShell(instruction.destination, before);
    case 'Run':
      // Mounts bring programs, and a program of the image may do anything.
      return instruction.mounts.length > 0 || instruction.command.form === 'exec';
    default:
      return false;
  }
}

/** What is copied there may be a shell, or a folder with one in it. */
function mayHoldShell(destination: Word, { image, environment }: StageState): boolean {
  const { text, unknown } = environment.expand(destination.text, '\\');
  const isAbsolute = text.startsWith('/');
  if (unknown !== undefined || (!isAbsolute && image.unknown.has('workdir'))) return true;
  const path = isAbsolute ? text : `${image.workdir}/${text}`;
  const clean = path.replaceAll(/\/(?:\.?\/)+/g, '/').replace(/\/\.?$/, '');
  return clean.includes('/../') || FOLDERS.has(clean) || SHELL_FILE.test(clean);
}
