// Where a command runs: its working directory, the home folder, the variables whose values are known.

import type { StageState } from '../../model/evaluation/build-stage.ts';
import type { Image } from '../../model/image.ts';
import type { Dialect } from '../../shell/tree.ts';

export interface Place {
  /** Absolute; undefined where nobody knows it. */
  readonly directory: string | undefined;
  /** The home folder of the user. */
  readonly home: string | undefined;
  /** `{a,b}` becomes two words. The shells that are called sh differ in that. */
  readonly expandsBraces: boolean;
  /** Undefined for a variable that is not set, and for one whose value nobody knows. */
  readonly variable: (name: string) => string | undefined;
  /** Whether a variable is certain not to be set. */
  readonly isUnset: (name: string) => boolean;
}

/** A place of which nothing is known. */
export const NOWHERE: Place = {
  directory: undefined,
  home: undefined,
  expandsBraces: false,
  variable: () => undefined,
  isUnset: () => false,
};

const known = new WeakMap<StageState, Place>();

/**
 * Where a RUN starts whose state is `state` (`model.stepOf(run)?.before`), read by a shell of the dialect `dialect`. The same
 * object for the same state, by which answers are kept.
 */
export function placeIn(state: StageState, dialect: Dialect): Place {
  const expandsBraces = dialect === 'bash';
  const kept = known.get(state);
  if (kept?.expandsBraces === expandsBraces) return kept;
  const place = readPlace(state, expandsBraces);
  known.set(state, place);
  return place;
}

function readPlace({ image, environment }: StageState, expandsBraces: boolean): Place {
  const variable = (name: string): string | undefined => {
    const value = environment.get(name);
    return value === undefined || value.unknown !== undefined ? undefined : value.text;
  };
  return {
    directory: directoryOf(image),
    home: variable('HOME') ?? (image.unknown.has('user') ? undefined : homeOf(image.user)),
    expandsBraces,
    variable,
    isUnset: (name) => environment.unknown === undefined && environment.get(name) === undefined,
  };
}

/** Where an image sets none, commands run in the root folder. */
function directoryOf({ workdir, unknown, os }: Image): string | undefined {
  if (unknown.has('workdir') || os === 'windows') return undefined;
  if (workdir === '') return '/';
  return workdir.startsWith('/') ? workdir : undefined;
}

const ROOT = /^(?:|root|0)(?::.*)?$/;

/** BuildKit sets HOME from the image's `/etc/passwd`, in which only root's entry is certain. */
function homeOf(user: string): string | undefined {
  return ROOT.test(user) ? '/root' : undefined;
}
