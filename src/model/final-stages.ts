// Both ends of the FROM chains: the images that somebody runs, and those that they start from.

import type { Image } from './image.ts';
import type { Model, Stage } from './model.ts';

/** The stages whose images somebody runs, in the order of the file: those that are built, without those that others start from. */
export function finalStages({ stages }: Model): readonly Stage[] {
  const exported = stages.filter((stage) => stage.exported);
  const bases = new Set(exported.map(({ base }) => (base.kind === 'stage' ? base.stage : undefined)));
  return exported.filter((stage) => !bases.has(stage));
}

/** The image that the first stage of the chain that leads to `stage` starts from. */
export function originalImage(stage: Stage): Image | undefined {
  let root = stage;
  while (root.base.kind === 'stage') root = root.base.stage;
  return root.start?.image;
}
