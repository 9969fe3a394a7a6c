// A RUN that changes the directory for what follows, which it cannot: each one starts in that of the last WORKDIR.

import { interpreterOf } from '../shell/commands/interpreters.ts';
import type { Command, ShellScript } from '../shell/tree.ts';
import type { Instruction, Run } from '../syntax/ast.ts';
import type { Stage } from './model.ts';

export interface LostDirectory {
  readonly run: Run;
  /** The `cd` at its end, and where that goes. */
  readonly command: Command;
  readonly target: string;
  /** Something that follows starts in the wrong folder for certain. */
  readonly isMissed: boolean;
  /** There is nothing else in the RUN. */
  readonly isAlone: boolean;
}

type ScriptOf = (instruction: Instruction) => ShellScript | undefined;

/** What a lone `cd` may stand beside and still be there for what follows. */
const PREPARES: ReadonlySet<string> = new Set(['cd', 'mkdir', 'pwd']);

/** Programs that read or make files in the folder that they are started in. */
const WORKS_HERE: ReadonlySet<string> = new Set([
  ...['bundle', 'bunzip2', 'cargo', 'cmake', 'composer', 'git', 'go', 'gradle', 'gunzip', 'make', 'mvn', 'npm', 'pnpm'],
  ...['tar', 'unzip', 'wget', 'yarn'],
]);

/** No more of a RUN is looked at: behind a `cd` of its own it starts somewhere else anyway. */
const MOST_COMMANDS = 3;

const NOT_FORWARD = /^(?:-|\/|\.\.?(?:\/.*)?|~)?$/;

/** In the order of the stage; not where a WORKDIR is what comes next, nor where nothing comes. */
export function lostDirectories({ instructions, os }: Stage, scriptOf: ScriptOf): readonly LostDirectory[] {
  const mayHaveSome = instructions.some(({ kind, folded }) => kind === 'Run' && /\bcd\s/.test(folded.text));
  if (!mayHaveSome || os !== 'linux') return [];
  const found: LostDirectory[] = [];
  let next: 'nothing' | 'workdir' | 'use' = 'nothing';
  let isMissed = false;
  for (const instruction of instructions.toReversed()) {
    if (instruction.kind === 'Workdir') {
      next = 'workdir';
      isMissed = false;
    } else if (isUse(instruction)) {
      const script = scriptOf(instruction);
      const command = instruction.kind === 'Run' && next === 'use' ? lastChange(script) : undefined;
      const target = command?.args[0]?.value ?? '';
      if (instruction.kind === 'Run' && command !== undefined && !NOT_FORWARD.test(target)) {
        found.push({ run: instruction, command, target, isMissed, isAlone: script?.commands.length === 1 });
      }
      next = 'use';
      isMissed ||= mindsFolder(instruction, script);
    }
  }
  return found.toReversed();
}

function isUse({ kind }: Instruction): boolean {
  return kind === 'Add' || kind === 'Cmd' || kind === 'Copy' || kind === 'Entrypoint' || kind === 'Run';
}

/** The `cd` that a script ends in, where it only prepares something. */
function lastChange(script: ShellScript | undefined): Command | undefined {
  if (!script?.complete || (script.dialect !== 'posix' && script.dialect !== 'bash')) return undefined;
  const { body, commands } = script;
  const last = commands.at(-1);
  const isStraight = body.items.every(({ type }) => type === 'command' || type === 'and-or');
  return last?.name === 'cd' && isStraight && commands.every(isPreparation) ? last : undefined;
}

function isPreparation({ name = '' }: Command): boolean {
  return PREPARES.has(name);
}

/** Whether an instruction has to do with the folder that it starts in. */
function mindsFolder(instruction: Instruction, script: ShellScript | undefined): boolean {
  if (instruction.kind === 'Copy' || instruction.kind === 'Add') {
    return /^["']?[\w.]/.test(instruction.destination?.text ?? '');
  }
  return script?.commands.slice(0, MOST_COMMANDS).some(worksHere) === true;
}

function worksHere(command: Command): boolean {
  const { name = '', words, redirects } = command;
  if (WORKS_HERE.has(name) || words.some(({ text }) => /^\.\.?(?:\/|$)/.test(text))) return true;
  return redirects.length === 0 && interpreterOf(command)?.program.kind === 'stdin';
}
