// The stages that a file offers to `--target`: `docker build --call=targets` (dockerfile2llb: ListTargets).

import type { Dockerfile, From } from '../../syntax/ast.ts';
import { description, sectionsOf } from './sections.ts';

export interface Target {
  /** In lower case; empty where the stage has none. */
  readonly name: string;
  /** The one that is built where nothing is said: the last. */
  readonly isDefault: boolean;
  readonly description: string;
  /** As written. */
  readonly base: string;
  readonly platform: string;
  readonly from: From;
}

/** What BuildKit lists of a file that it can parse. */
export function targetsOf(file: Dockerfile): readonly Target[] {
  const { sections } = sectionsOf(file);
  return sections.map(({ from, name }, index) => ({
    name,
    isDefault: index === sections.length - 1,
    description: description(name, from.comments),
    base: from.image?.text ?? '',
    platform: from.platform?.value?.text ?? '',
    from,
  }));
}
