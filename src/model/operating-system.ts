// Linux or Windows: what a stage tells about the system that it runs on.

import type { Instruction } from '../syntax/ast.ts';
import type { OperatingSystem } from './model.ts';

/** What decides about a stage that does not start from another one. */
export interface Evidence {
  /** The image, expanded where it can be, otherwise as written. */
  readonly image: string;
  /** The value of `--platform`, where it is known. */
  readonly platform: string | undefined;
  readonly instructions: readonly Instruction[];
  readonly escape: '\\' | '`';
  readonly path: string;
}

/** Images that exist for Windows only. */
const WINDOWS_REPOSITORY =
  /^(?:mcr\.microsoft\.com\/(?:windows|dotnet\/framework)(?![a-z0-9-])|(?:docker\.io\/)?(?:microsoft\/(?:iis|aspnet|wcf|dotnet-framework)(?![a-z0-9-])|winamd64\/))/;
/** One of these is in each of their names, and in few others. */
const MAKERS = ['microsoft', 'winamd64'];
const WINDOWS_TAG = /nanoserver|servercore|ltsc20\d\d/;

const WINDOWS_SHELL = /^(?:cmd|powershell)(?:\.exe)?(?!\S)/i;
const WINDOWS_PATH = /^[a-z]:[\\/]/i;
const WINDOWS_USER = /^Container(?:Administrator|User)$/i;

/**
 * Names with "windows" in them and the backquote as escape character say that somebody had Windows in mind, perhaps
 * only as what is built for: then the system is unknown.
 */
export function operatingSystem({ image, platform, instructions, escape, path }: Evidence): OperatingSystem {
  const system = /^[a-z]+/.exec(platform?.toLowerCase() ?? '')?.[0];
  if (system === 'windows' || system === 'linux') return system;
  const name = image.toLowerCase();
  if (
    (MAKERS.some((maker) => name.includes(maker)) && WINDOWS_REPOSITORY.test(name)) ||
    WINDOWS_TAG.test(name) ||
    instructions.some(needsWindows)
  )
    return 'windows';
  const fileName = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return escape === '`' || name.includes('windows') || /windows/i.test(fileName) ? 'unknown' : 'linux';
}

/** Nothing of this works on Linux. */
function needsWindows(instruction: Instruction): boolean {
  switch (instruction.kind) {
    case 'Shell':
      return WINDOWS_SHELL.test(instruction.args[0]?.text ?? '');
    case 'Run': {
      const { command } = instruction;
      return WINDOWS_SHELL.test(command.form === 'shell' ? command.text.text : (command.words[0]?.text ?? ''));
    }
    case 'Workdir':
      return WINDOWS_PATH.test(instruction.value?.text ?? '');
    case 'User':
      return WINDOWS_USER.test(instruction.value?.text ?? '');
    default:
      return false;
  }
}
