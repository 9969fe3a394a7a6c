// What BuildKit refuses of a `--mount` when its RUN is about to be executed.

import type { Mount } from './ast.ts';
import type { MountError } from './mount.ts';
import { evaluateMount, type ExpandValue, literalValue, type MountOptions } from './mount-options.ts';

/**
 * All errors that the mount alone decides; BuildKit reports the first. Values that `expand` does not know raise none.
 * `workdir` is the working directory where it is known: relative targets are below it.
 */
export function mountErrors(
  mount: Mount,
  { expand = literalValue, workdir }: { readonly expand?: ExpandValue; readonly workdir?: string } = {},
): readonly MountError[] {
  const { options, errors } = evaluateMount(mount, expand);
  return options === undefined ? errors : placementErrors(mount, options, workdir);
}

/** What BuildKit refuses after it has read all mounts of the instruction (dockerfile2llb/convert_runmount.go). */
export function placementErrors(
  mount: Mount,
  { type, source, target }: MountOptions,
  workdir: string | undefined,
): readonly MountError[] {
  const { flag } = mount;
  if (type === 'ssh' && source !== '') {
    return [{ message: 'ssh does not support source', span: mount.source?.span ?? flag.span }];
  }
  if (type === 'ssh' || type === 'secret') return [];
  const isRoot = target.startsWith('/') ? target === '/' : workdir !== undefined && leadsToRoot(`${workdir}/${target}`);
  return isRoot ? [{ message: 'invalid mount target "/"', span: mount.target?.span ?? flag.span }] : [];
}

function leadsToRoot(path: string): boolean {
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth = Math.max(0, depth - 1);
    else if (part !== '' && part !== '.') depth++;
  }
  return depth === 0;
}
