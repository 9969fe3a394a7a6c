// The first command of each base image that asks servers which its release has left: there the build fails.

import type { Stage } from '../model/model.ts';
import { packageCommand } from '../shell/commands/package-managers.ts';
import { isUnconditional } from '../shell/conditional.ts';
import type { Command } from '../shell/tree.ts';
import type { Distribution } from './base-images/base-image.ts';
import { isArchived } from './base-images/end-of-life.ts';
import { baseSystem } from './base-system.ts';
import type { BuildFile } from './build-file.ts';
import { SourceChanges } from './package-sources.ts';

export interface FailingUpdate {
  readonly command: Command;
  readonly verb: string;
  /** Where the command stands. */
  readonly stage: Stage;
  readonly distribution: Distribution;
}

/** By the stage at the start of the FROM chain. Nothing where the list of servers may be another one by then. */
export function failingUpdates(site: BuildFile): ReadonlyMap<Stage, FailingUpdate> {
  const { file, model } = site;
  const found = new Map<Stage, FailingUpdate>();
  let sources: SourceChanges | undefined;
  for (const instruction of file.instructions) {
    const stage = instruction.kind === 'Run' ? model.stageOf(instruction) : undefined;
    if (stage === undefined || found.has(rootOf(stage))) continue;
    const { distribution } = baseSystem(stage.origin);
    if (distribution === undefined || !isArchived(distribution)) continue;
    if ((sources ??= new SourceChanges(model)).isChangedBefore(instruction, stage)) continue;
    const script = site.shell(instruction);
    if (script?.dialect !== 'posix' && script?.dialect !== 'bash') continue;
    for (const command of script.commands) {
      const verb =
        fits(command, distribution) && asksServers(command) ? packageCommand(command)?.subcommand : undefined;
      if (verb === undefined) continue;
      found.set(rootOf(stage), { command, verb, stage, distribution });
      break;
    }
  }
  return found;
}

/** The stage that the FROM chain starts with. */
function rootOf(stage: Stage): Stage {
  let root = stage;
  while (root.base.kind === 'stage') root = root.base.stage;
  return root;
}

/** It needs the lists of packages, in every case. */
function asksServers(command: Command): boolean {
  const found = packageCommand(command);
  if (found === undefined || !isUnconditional(command)) return false;
  const isApt = found.manager === 'apt' || found.manager === 'apt-get';
  return isApt ? found.action === 'refresh' : found.action === 'install' || found.action === 'upgrade';
}

function fits({ name = '' }: Command, distribution: Distribution): boolean {
  return distribution.name === 'centos' ? /^(?:yum|dnf|microdnf)$/.test(name) : /^apt(?:-get)?$/.test(name);
}
