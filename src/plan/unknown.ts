// What of a build nobody knows before it, and why.

import type { FileStage, Step } from '../model/evaluation/build-stage.ts';
import type { Setting } from '../model/image.ts';

export interface Unknown {
  /** What it is, in words: `the user`, `a source`. */
  readonly what: string;
  readonly reason: string;
  /** Of the base image; undefined for what the instruction itself says. */
  readonly setting: Setting | undefined;
}

const settings: Readonly<Record<Setting, string>> = {
  cmd: 'the command',
  entrypoint: 'the entrypoint',
  env: 'variables of the base image',
  exposedPorts: 'ports of the base image',
  healthCheck: 'the health check',
  labels: 'labels of the base image',
  onBuild: 'triggers of the base image',
  shell: 'the shell',
  stopSignal: 'the stop signal',
  user: 'the user',
  volumes: 'volumes of the base image',
  workdir: 'the working directory',
};

/** What is not known of the image that a stage starts from. */
export function unknownBase({ start }: FileStage): readonly Unknown[] {
  return [...(start?.image.unknown ?? [])].map(([setting, reason]) => ({
    what: settings[setting],
    reason,
    setting,
  }));
}

/** What is not known of a step, as far as it changes what the step does. */
export function unknownOf({ before, after, command: { instruction }, work }: Step): readonly Unknown[] {
  const { unknown } = before.image;
  const ofBase = (setting: Setting): readonly Unknown[] => {
    const reason = unknown.get(setting);
    return reason === undefined ? [] : [{ what: settings[setting], reason, setting }];
  };
  if (work?.kind === 'execution') {
    const isShell = instruction.kind === 'Run' && instruction.command.form === 'shell';
    const mounts = work.mounts.filter((mount) => mount === undefined);
    return [
      ...(isShell ? ofBase('shell') : []),
      ...ofBase('user'),
      ...ofBase('workdir'),
      ...ofBase('env'),
      ...mounts.map(() => ({
        what: 'a mount',
        reason: 'it names a variable without a known value',
        setting: undefined,
      })),
    ];
  }
  if (work?.kind === 'transfer') {
    const { sources, destination, chown, chmod } = work;
    const values = [
      ...sources.map((value) => ({ what: 'a source', value })),
      { what: 'the destination', value: destination },
      { what: 'the owner', value: chown },
      { what: 'the mode', value: chmod },
    ];
    const isRelative = !destination.text.startsWith('/');
    return [
      ...values.flatMap(({ what, value }) =>
        value?.unknown === undefined ? [] : [{ what, reason: value.unknown, setting: undefined }],
      ),
      ...(isRelative ? ofBase('workdir') : []),
    ];
  }
  const workdir = instruction.kind === 'Workdir' ? after.image.unknown.get('workdir') : undefined;
  return workdir === undefined ? [] : [{ what: settings.workdir, reason: workdir, setting: 'workdir' }];
}
