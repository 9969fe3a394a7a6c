// The SHELL instruction that makes a failure in a pipe count, where it is known that the image has a shell that can do it.

import type { Analysis } from '../analysis.ts';
import { baseImageFacts } from '../knowledge/base-images.ts';
import type { Stage } from '../model/model.ts';
import { interpreterOf } from '../shell/commands/interpreters.ts';
import { packageCommand } from '../shell/commands/package-managers.ts';
import type { Instruction } from '../syntax/ast.ts';

/** A shell that a stage is known to have, by its base image and by what its instructions use. */
type KnownShell = 'bash' | 'ash' | undefined;

/** dash understands `-o pipefail` only since 0.5.13, which few images have. */
const LINES = {
  bash: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
  ash: 'SHELL ["/bin/ash", "-o", "pipefail", "-c"]',
};

const known = new WeakMap<Stage, KnownShell>();

/** The line to write above `instruction`; undefined where nobody knows of a shell that has `pipefail`. */
export function pipefailLine(analysis: Analysis, instruction: Instruction): string | undefined {
  const stage = analysis.model.stageOf(instruction);
  const shell = stage === undefined ? undefined : knownShell(analysis, stage);
  return shell === undefined ? undefined : LINES[shell];
}

function knownShell(analysis: Analysis, last: Stage): KnownShell {
  const chain: Stage[] = [];
  let stage: Stage | undefined = last;
  for (; stage !== undefined && !known.has(stage); stage = parentOf(stage)) chain.push(stage);
  let shell = stage === undefined ? shellOfBase(chain.at(-1)) : known.get(stage);
  for (const next of chain.toReversed()) {
    for (const instruction of next.instructions) {
      if (shell === 'bash') break;
      shell = shellIn(analysis, instruction) ?? shell;
    }
    known.set(next, shell);
  }
  return shell;
}

function shellOfBase(stage: Stage | undefined): KnownShell {
  if (stage?.base.kind !== 'image') return undefined;
  switch (baseImageFacts(stage.base.reference).systemShell) {
    case 'busybox':
      return 'ash';
    // Images with dash are Debian's and Ubuntu's, to which bash is essential.
    case 'bash':
    case 'dash':
      return 'bash';
    case 'none':
    case undefined:
      return undefined;
  }
}

function parentOf({ base }: Stage): Stage | undefined {
  return base.kind === 'stage' ? base.stage : undefined;
}

function shellIn(analysis: Analysis, instruction: Instruction): KnownShell {
  const script = instruction.kind === 'Run' ? analysis.shell(instruction) : undefined;
  if (script?.dialect === 'bash') return 'bash';
  let found: KnownShell;
  for (const command of script?.commands ?? []) {
    const manager = packageCommand(command);
    if (command.name === 'bash' && interpreterOf(command) !== undefined) return 'bash';
    switch (manager?.manager) {
      case 'apk':
        if (manager.packages.some(({ value }) => value === 'bash')) return 'bash';
        found = 'ash';
        break;
      // bash is an essential package of these distributions.
      case 'apt':
      case 'apt-get':
      case 'dnf':
      case 'microdnf':
      case 'yum':
      case 'zypper':
        return 'bash';
      default:
    }
  }
  return found;
}
