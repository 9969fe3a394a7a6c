// The shells of a stage: what /bin/sh is there, which program reads shell form, and which one can fail with a pipe.

import type { Stage } from '../model/model.ts';
import { interpreterOf } from '../shell/commands/interpreters.ts';
import { packageCommand } from '../shell/commands/package-managers.ts';
import { programName } from '../shell/dialect.ts';
import type { ShellScript } from '../shell/tree.ts';
import type { Instruction } from '../syntax/ast.ts';
import { baseSystem, type SystemShell } from './base-system.ts';

/** `none`: the image has no shell there. */
export type ShellProgram = SystemShell | 'cmd' | 'powershell';

type ScriptOf = (instruction: Instruction) => ShellScript | undefined;

/** What is known of stages, so that a chain of them is read once. */
const systemShells = new WeakMap<Stage, SystemShell | undefined>();
const pipefailShells = new WeakMap<Stage, PipefailShell>();

/**
 * The program behind /bin/sh at the end of `stage`; undefined where nobody knows, or where an instruction may have put it
 * there: into an empty image, or in the place of another.
 */
export function systemShell(stage: Stage): SystemShell | undefined {
  return alongChain(systemShells, stage, shellInBase, (shell, next) => (replacesShell(next) ? undefined : shell));
}

function shellInBase({ origin, os }: Stage): SystemShell | undefined {
  return os === 'windows' || origin.kind === 'scratch' ? undefined : baseSystem(origin).systemShell;
}

/**
 * The program that a shell of these words (`model.shellAt`) is in `stage`; undefined where nobody knows it, and for programs
 * that are none of these.
 */
export function shellProgram(words: readonly string[] | undefined, stage: Stage): ShellProgram | undefined {
  const name = programName(words?.[0] ?? '').toLowerCase();
  switch (name.endsWith('.exe') ? name.slice(0, -'.exe'.length) : name) {
    case 'sh':
      return systemShell(stage);
    case 'ash':
    case 'busybox':
      return 'busybox';
    case 'bash':
      return 'bash';
    case 'dash':
      return 'dash';
    case 'cmd':
      return 'cmd';
    case 'powershell':
    case 'pwsh':
      return 'powershell';
    default:
      return undefined;
  }
}

function replacesShell({ steps }: Stage): boolean {
  return steps.some(({ command: { instruction } }) => {
    return instruction.kind === 'Run' && mayReplaceShell(instruction.folded.text);
  });
}

/** `ln -sf bash /bin/sh` and `dpkg-reconfigure dash`. */
function mayReplaceShell(text: string): boolean {
  return text.includes('/bin/sh') ? /\bln\s/.test(text) : text.includes('dpkg-reconfigure') && text.includes('dash');
}

/** What holds at the end of `last`: what there is `inBase`, and what each stage of the FROM chain makes of that. */
export function alongChain<Value>(
  known: WeakMap<Stage, Value | undefined>,
  last: Stage,
  inBase: (stage: Stage) => Value | undefined,
  after: (value: Value | undefined, stage: Stage) => Value | undefined,
): Value | undefined {
  const chain: Stage[] = [];
  let stage: Stage | undefined = last;
  for (; stage !== undefined && !known.has(stage); stage = parentOf(stage)) chain.push(stage);
  let value = stage === undefined ? inBase(last) : known.get(stage);
  for (const next of chain.toReversed()) {
    value = after(value, next);
    known.set(next, value);
  }
  return value;
}

function parentOf({ base }: Stage): Stage | undefined {
  return base.kind === 'stage' ? base.stage : undefined;
}

/** Undefined where nobody knows of one. dash has the option only since 0.5.13, which few images bring. */
type PipefailShell = 'bash' | 'ash' | undefined;

const LINES = {
  bash: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
  ash: 'SHELL ["/bin/ash", "-o", "pipefail", "-c"]',
};

/** The instruction that makes pipes fail in `stage`; undefined where nobody knows of a shell there that can. */
export function pipefailLine(stage: Stage | undefined, scriptOf: ScriptOf): string | undefined {
  const shell = stage && pipefailShell(stage, scriptOf);
  return shell && LINES[shell];
}

function pipefailShell(stage: Stage, scriptOf: ScriptOf): PipefailShell {
  return alongChain<'bash' | 'ash'>(pipefailShells, stage, pipefailInBase, (inherited, { instructions }) => {
    let shell = inherited;
    for (const instruction of instructions) {
      if (shell === 'bash') break;
      if (instruction.kind === 'Run') shell = pipefailIn(scriptOf(instruction)) ?? shell;
    }
    return shell;
  });
}

function pipefailInBase({ origin }: Stage): PipefailShell {
  switch (baseSystem(origin).systemShell) {
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

function pipefailIn(script: ShellScript | undefined): PipefailShell {
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
