// Images that are there to build other things in.

import { startOf } from '../model/first-process.ts';
import type { Image } from '../model/image.ts';
import type { Command } from '../shell/tree.ts';
import type { Instruction } from '../syntax/ast.ts';
import type { BuildFile } from './build-file.ts';
import { buildPackage } from './commands/package-facts.ts';
import { systemPackages } from './commands/system-packages.ts';
import { systemShell } from './stage-shell.ts';

/**
 * Whether the image that a build exports keeps a compiler, takes no folder with sources, and starts a shell or nothing.
 * What such an image is too big by is little beside its tools, and few machines keep it.
 */
export function isToolchainImage(site: BuildFile): boolean {
  const stages = site.model.stages.filter(({ exported }) => exported);
  const last = stages.at(-1);
  if (
    last?.end === undefined ||
    startsProgram(last.end.image, (argv) => startOf(argv, systemShell(last)).needsTerminal)
  ) {
    return false;
  }
  const instructions = stages.flatMap((stage) => stage.instructions);
  return !instructions.some(takesFolder) && keepsCompiler(instructions, site);
}

function startsProgram({ entrypoint, cmd, unknown }: Image, isShell: (argv: readonly string[]) => boolean): boolean {
  if (unknown.has('entrypoint') || unknown.has('cmd')) return true;
  const argv = [...(entrypoint ?? []), ...(cmd ?? [])];
  return argv.length > 0 && !isShell(argv);
}

/** A name without an extension may be one of a file, too: a script or program that was built elsewhere. */
function takesFolder(instruction: Instruction): boolean {
  if (instruction.kind !== 'Copy' && instruction.kind !== 'Add') return false;
  if (instruction.kind === 'Copy' && instruction.from !== undefined) return true;
  return instruction.sources.some(({ text }) => !/^[a-z]+:\/\//.test(text) && !/[^/.]\.\w+$/.test(text));
}

function keepsCompiler(instructions: readonly Instruction[], site: BuildFile): boolean {
  const kept = new Set<string>();
  for (const instruction of instructions) {
    const commands = instruction.kind === 'Run' ? (site.shell(instruction)?.commands ?? []) : [];
    for (const command of commands) noteCompilers(command, kept);
  }
  return kept.size > 0;
}

function noteCompilers(command: Command, kept: Set<string>): void {
  const found = systemPackages(command);
  // What goes by a name of its own may be removed by it.
  if (found === undefined || found.virtual !== undefined) return;
  for (const { name } of found.packages) {
    if (name === undefined || buildPackage(name) !== 'compiler') continue;
    if (found.action === 'install') kept.add(name);
    else kept.delete(name);
  }
}
