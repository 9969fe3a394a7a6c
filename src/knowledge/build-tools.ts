// Compilers and headers that an image keeps although only building it needs them.

import { finalStages } from '../model/final-stages.ts';
import type { Stage } from '../model/model.ts';
import { isUnconditional } from '../shell/conditional.ts';
import type { Command, ShellScript } from '../shell/tree.ts';
import type { BuildFile } from './build-file.ts';
import { buildPackage } from './commands/package-facts.ts';
import { systemPackages, type SystemPackage } from './commands/system-packages.ts';
import { dependencyInstall } from './commands/dependency-install.ts';

export interface BuildTools {
  readonly stage: Stage;
  /** In the order of the file, one at least. */
  readonly packages: readonly SystemPackage[];
  /** What they are for: the last command that builds something; undefined where files come built from another stage. */
  readonly builds: Command | undefined;
  /** A compiler is among them: headers may be there for a library that comes with them. */
  readonly isCertain: boolean;
}

/** Of the images that a file makes, those that keep packages for building without being made for that. */
export function buildToolsLeft(site: BuildFile): readonly BuildTools[] {
  return finalStages(site.model).flatMap((stage) => {
    // An image that starts no program is one for others to build in.
    const starts = stage.instructions.some(({ kind }) => kind === 'Cmd' || kind === 'Entrypoint');
    return starts && stage.os !== 'windows' ? (toolsIn(stage, site) ?? []) : [];
  });
}

function toolsIn(stage: Stage, site: BuildFile): BuildTools | undefined {
  const installed = new Map<string, SystemPackage>();
  let builds: Command | undefined;
  let takesBuilt = false;
  let takesSources = false;
  for (const { command } of stage.steps) {
    const { instruction, trigger, sources } = command;
    if (instruction.kind === 'Copy') {
      takesBuilt ||= sources.some(({ from }) => from !== undefined);
      takesSources ||= instruction.from === undefined && instruction.sources.length > 0;
    }
    const script = instruction.kind === 'Run' && trigger === undefined ? site.shell(instruction) : undefined;
    if (script?.dialect !== 'posix' && script?.dialect !== 'bash') continue;
    if (!script.complete) return undefined;
    noteInstalled(script, installed);
    builds = script.commands.findLast((one) => dependencyInstall(one) !== undefined) ?? builds;
  }
  const packages = [...installed.values()];
  const isBuiltHere = takesSources && builds !== undefined;
  if (packages.length === 0 || !(isBuiltHere || takesBuilt)) return undefined;
  const hasCompiler = packages.some(({ name }) => name !== undefined && buildPackage(name) === 'compiler');
  return { stage, packages, builds: isBuiltHere ? builds : undefined, isCertain: hasCompiler };
}

function noteInstalled(script: ShellScript, installed: Map<string, SystemPackage>): void {
  // What a script removes later it may name by a variable, or mark for that.
  if (script.commands.some(isSweeping)) return;
  for (const command of script.commands) {
    const found = systemPackages(command);
    if (found === undefined || found.virtual !== undefined || !isUnconditional(command)) continue;
    for (const one of found.packages) {
      if (one.name === undefined || !isForBuilding(one.name)) continue;
      if (found.action === 'install') installed.set(one.name, one);
      else installed.delete(one.name);
    }
  }
}

function isSweeping(command: Command): boolean {
  const { name, args } = command;
  if (name === 'apt-mark') return true;
  const removes = systemPackages(command);
  if (removes?.action === 'remove' && !removes.complete) return true;
  return (
    /^(?:apt|apt-get|dnf|yum)$/.test(name ?? '') &&
    args.some(({ value }) => value !== undefined && /^(?:--)?auto-?remove$/.test(value))
  );
}

/** Programs such as make, git and those of binutils may be of use in a container; these are not. */
function isForBuilding(name: string): boolean {
  const kind = name === 'binutils' ? undefined : buildPackage(name);
  return kind === 'compiler' || kind === 'headers';
}
