// Which shell with pipefail an image has: by its base, and by what its instructions use.

import type { Stage } from '../model/model.ts';
import { interpreterOf } from '../shell/commands/interpreters.ts';
import { packageCommand } from '../shell/commands/package-managers.ts';
import type { ShellScript } from '../shell/tree.ts';
import type { Instruction } from '../syntax/ast.ts';
import { baseImageFacts } from './base-images.ts';

/** Undefined where nobody knows of one. dash has the option only since 0.5.13, which few images bring. */
type PipefailShell = 'bash' | 'ash' | undefined;

const LINES = {
  bash: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
  ash: 'SHELL ["/bin/ash", "-o", "pipefail", "-c"]',
};

type ScriptOf = (instruction: Instruction) => ShellScript | undefined;

const known = new WeakMap<Stage, PipefailShell>();

/** The instruction that makes pipes fail in `stage`; undefined where nobody knows of a shell there that can. */
export function pipefailLine(stage: Stage | undefined, scriptOf: ScriptOf): string | undefined {
  const shell = stage && shellOfStage(stage, scriptOf);
  return shell && LINES[shell];
}

function shellOfStage(last: Stage, scriptOf: ScriptOf): PipefailShell {
  const chain: Stage[] = [];
  let stage: Stage | undefined = last;
  for (; stage !== undefined && !known.has(stage); stage = parentOf(stage)) chain.push(stage);
  let shell = stage === undefined ? shellOfBase(chain.at(-1)) : known.get(stage);
  for (const next of chain.toReversed()) {
    for (const instruction of next.instructions) {
      if (shell === 'bash') break;
      if (instruction.kind === 'Run') shell = shellIn(scriptOf(instruction)) ?? shell;
    }
    known.set(next, shell);
  }
  return shell;
}

function shellOfBase(stage: Stage | undefined): PipefailShell {
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

function shellIn(script: ShellScript | undefined): PipefailShell {
  if (script?.dialect === 'bash') return 'bash';
  let found: PipefailShell;
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
