// What the mounts of a RUN keep out of its layer.

import { normalPath, touchesPath } from '../shell/file-path.ts';
import type { Mount, Run } from '../syntax/ast.ts';

/**
 * Whether a mount of `run` lies over `path`, over a folder around it or over part of it: what is written there is in no
 * layer. `path` is a normal one; a variable in the target of a mount may be anything.
 */
export function isMounted({ mounts }: Pick<Run, 'mounts'>, path: string): boolean {
  return mounts.some((mount) => {
    const target = normalPath(mount.target?.text ?? '');
    return isStorage(mount) && (target.startsWith('$') || touchesPath(target, path));
  });
}

/** Secrets and sockets of ssh are single files. */
function isStorage({ type }: Mount): boolean {
  return type !== 'secret' && type !== 'ssh';
}
