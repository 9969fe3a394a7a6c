// The suites `targets` and `outline`: what `docker build --call=` tells of a file.

import type { Outline } from '../../src/model/evaluation/outline.ts';
import { targetsOf } from '../../src/model/evaluation/targets.ts';
import { difference, multisetDifference } from './difference.ts';
import type { Context, DockerfileRecord } from './suite.ts';

export interface TargetsRecord extends DockerfileRecord {
  readonly targets?: readonly object[] | null;
}

export function compareTargets(record: TargetsRecord, context: Context): string | undefined {
  if (!record.targets) return undefined;
  const targets = targetsOf(context.parsed(record).file).map(({ name, isDefault, description, base, platform }) => ({
    base,
    default: isDefault,
    description,
    name,
    platform,
  }));
  return multisetDifference(record.targets, targets, 'targets');
}

export interface OutlineRecord extends DockerfileRecord {
  readonly outline?: {
    readonly name?: string;
    readonly description?: string;
    readonly args?: readonly object[] | null;
    readonly secrets?: readonly object[] | null;
    readonly ssh?: readonly object[] | null;
  } | null;
}

export function compareOutline({ outline: recorded, ...record }: OutlineRecord, context: Context): string | undefined {
  const { error, outline } = context.evaluated(record, 'outline');
  if (!recorded) return error === undefined && outline !== undefined ? 'expected no outline' : undefined;
  if (outline === undefined) return `refused: ${error?.message ?? 'no target'}`;
  return (
    difference(recorded.name, outline.name, 'name') ??
    difference(recorded.description, outline.description, 'description') ??
    multisetDifference(recorded.args, outline.args.map(toArgument), 'args') ??
    multisetDifference(recorded.secrets, outline.secrets.map(toMount), 'secrets') ??
    multisetDifference(recorded.ssh, outline.ssh.map(toMount), 'ssh')
  );
}

/** Go leaves out what is empty. */
function toArgument({ name, description, value }: Outline['args'][number]): object {
  return { name, ...(description === '' ? {} : { description }), ...(value === '' ? {} : { value }) };
}

function toMount({ name, required }: Outline['secrets'][number]): object {
  return { name, ...(required ? { required } : {}) };
}
