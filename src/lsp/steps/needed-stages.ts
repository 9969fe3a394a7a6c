// Which stages the target needs, as far as anybody knows before a build.

import type { Stage } from '../../model/model.ts';
import type { View } from '../view.ts';

/**
 * Whether the build of the target takes anything of a stage. Where the builder refuses the file and a FROM hangs on what
 * only a build decides, any stage may be needed.
 */
export function isNeeded({ plan, analysis }: View, stage: Stage): boolean {
  const planned = plan?.stages[stage.index];
  if (planned !== undefined) return planned.isReachable;
  return stage.needed || analysis.model.stages.some(({ base }) => base.kind === 'unknown');
}
