// Looks up what the stages start from, and puts the triggers of their bases before their instructions.

import type { Image } from '../image.ts';
import type { BuildStage } from './build-stage.ts';
import { replacedStage, resolveImage, type ResolveSettings, unknownImage } from './base-images.ts';
import { extendReachable } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import type { Stages } from './stages.ts';
import { Triggers } from './triggers.ts';

export interface Demand {
  readonly target: BuildStage;
  /** Stages that somebody may build, too. */
  readonly others: readonly BuildStage[];
  /** All stages are looked at, also those that nobody builds. */
  readonly allStages: boolean;
}

/**
 * Gives the stages that the target needs. A trigger may take files from a stage that nothing else needs, which may have
 * triggers again; stages that only `allStages` asks for run none.
 */
export function resolveStages(
  stages: Stages,
  { target, others, allStages }: Demand,
  settings: ResolveSettings,
): ReadonlySet<BuildStage> {
  const reachable = new Set<BuildStage>();
  const triggers = new Triggers();
  const runsTriggers = ({ replacement }: BuildStage): boolean => allStages || replacement?.of !== 'stage';
  let open = [target, ...others].flatMap((stage) => extendReachable(reachable, stage));
  resolveAll(stages.all, (stage) => allStages || reachable.has(stage), settings);
  while (open.length > 0) {
    resolveAll(open, () => true, settings);
    const changed = open.filter(
      (stage) => settings.tolerate(() => runsTriggers(stage) && addTriggers(stage, stages, triggers)) === true,
    );
    open = changed.flatMap((stage) => [...stage.needs.keys()].flatMap((need) => extendReachable(reachable, need)));
  }
  return reachable;
}

/**
 * BuildKit asks for all images at once and ends with the first error that comes back. Go runs first what was started
 * last and then the others in order, so that is, as a rule, the error of the last image or else the first of all.
 */
function resolveAll(
  stages: readonly BuildStage[],
  isNeeded: (stage: BuildStage) => boolean,
  settings: ResolveSettings,
): void {
  let first: Refusal | undefined;
  let last: Image | Refusal | undefined;
  for (const stage of stages) {
    if (stage.parent !== undefined || stage.image !== undefined) continue;
    const isWanted = isNeeded(stage);
    const image = imageOf(stage, isWanted, settings);
    if (stage.baseName !== 'scratch') last = image;
    if (image instanceof Refusal) first ??= image;
    if (isWanted) stage.image = image instanceof Refusal ? unknownImage(settings.target, image.message) : image;
  }
  const refusal = last instanceof Refusal ? last : first;
  if (refusal === undefined) return;
  settings.tolerate(() => {
    throw refusal;
  });
}

function imageOf(stage: BuildStage, isWanted: boolean, settings: ResolveSettings): Image | Refusal {
  const { replacement, unknownBase: unknown } = stage;
  if (replacement !== undefined && isWanted) return replacedStage(stage, replacement.context, settings);
  if (unknown !== undefined) return unknownImage(stage.platform ?? settings.target, unknown);
  return resolveImage(stage, isWanted, settings);
}

/** Whether there were any. */
function addTriggers(stage: BuildStage, stages: Stages, triggers: Triggers): boolean {
  const { parent, image, from } = stage;
  if (from === undefined) return false;
  const texts = parent === undefined ? (image?.onBuild.items() ?? []) : triggers.textsOf(parent);
  if (texts.length === 0) return false;
  const commands = triggers.commandsOf(stage, texts);
  for (const command of commands) stages.connectCommand(stage, command);
  stage.commands = [...commands, ...stage.commands];
  return true;
}
