// The program behind /bin/sh of the image that a stage makes.

import type { BuildStage } from '../model/evaluation/build-stage.ts';
import type { ShellProgram } from '../model/first-process.ts';
import { parseImageReference } from '../syntax/image-reference.ts';
import { lookUpBaseImage } from './base-images/lookup.ts';

/** A RUN that puts another shell in the place of /bin/sh. */
const replacesShell = /\bln\b.*\/bin\/sh\b|dpkg-reconfigure.*\bdash\b/;

/** Undefined where nobody knows, or where an instruction may have changed it. */
export function systemShellOf(target: BuildStage): ShellProgram | undefined {
  let stage = target;
  for (;;) {
    const isReplaced = stage.steps.some(({ command: { instruction } }) => {
      return instruction.kind === 'Run' && replacesShell.test(instruction.folded.text);
    });
    if (isReplaced) return undefined;
    if (stage.base === undefined) break;
    stage = stage.base;
  }
  const reference = parseImageReference(stage.baseName);
  return stage.baseName === 'scratch' || !reference.ok ? undefined : lookUpBaseImage(reference.value)?.sh;
}
