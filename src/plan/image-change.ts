// What an instruction changes of the image's configuration.

import type { Image, Value } from '../model/image.ts';
import type { OrderedMap } from '../model/ordered-map.ts';

/** One setting, by the name that it has in the OCI image configuration. */
export interface ImageChange {
  readonly setting:
    | 'Author'
    | 'Cmd'
    | 'Entrypoint'
    | 'Env'
    | 'ExposedPorts'
    | 'Healthcheck'
    | 'Labels'
    | 'OnBuild'
    | 'Shell'
    | 'StopSignal'
    | 'User'
    | 'Volumes'
    | 'WorkingDir';
  /** Of a variable, a label, a port, a volume. */
  readonly name: string | undefined;
  /** Undefined where it is taken away, and for what has a name only. */
  readonly value: string | readonly string[] | undefined;
}

/** The changes from one image to one that an instruction derives from it. */
export function imageChanges(before: Image, after: Image): readonly ImageChange[] {
  return [
    ...newEntries('Env', before.env, after.env, textOf),
    ...newEntries('Labels', before.labels, after.labels, textOf),
    ...newEntries('ExposedPorts', before.exposedPorts, after.exposedPorts, () => undefined),
    ...newEntries('Volumes', before.volumes, after.volumes, () => undefined),
    ...newWords('Entrypoint', before.entrypoint, after.entrypoint),
    ...newWords('Cmd', before.cmd, after.cmd),
    ...newWords('Shell', before.shell, after.shell),
    ...newWords('Healthcheck', before.healthCheck?.test, after.healthCheck?.test),
    ...newText('User', before.user, after.user),
    ...newText('WorkingDir', before.workdir, after.workdir),
    ...newText('StopSignal', before.stopSignal, after.stopSignal),
    ...newText('Author', before.author, after.author),
    ...(after.onBuild.length > before.onBuild.length ? newText('OnBuild', '', after.onBuild.last ?? '') : []),
  ];
}

function textOf({ text }: Value): string {
  return text;
}

function newEntries<Entry>(
  setting: ImageChange['setting'],
  before: OrderedMap<Entry>,
  after: OrderedMap<Entry>,
  valueOf: (entry: Entry) => string | undefined,
): readonly ImageChange[] {
  return [...after.since(before)].flatMap(([name, entry]) => {
    const old = before.get(name);
    const value = valueOf(entry);
    return old !== undefined && valueOf(old) === value ? [] : [{ setting, name, value }];
  });
}

function newWords(
  setting: ImageChange['setting'],
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): readonly ImageChange[] {
  const isSame = before === after || (before && after && JSON.stringify(before) === JSON.stringify(after));
  return isSame === true ? [] : [{ setting, name: undefined, value: after }];
}

function newText(setting: ImageChange['setting'], before: string, after: string): readonly ImageChange[] {
  return before === after ? [] : [{ setting, name: undefined, value: after === '' ? undefined : after }];
}
