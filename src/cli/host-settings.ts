// What options of `docker build` give to every RUN, as buildx hands them to BuildKit.

import type { HostSettings } from '../plan/operation.ts';
import { parseSize } from '../syntax/go/size.ts';

/** The options, by their long names without dashes. */
export const hostOptions = ['add-host', 'cgroup-parent', 'network', 'shm-size', 'ulimit'] as const;

/** The values of an option; none where it is not given. */
export type HostOptions = Readonly<Partial<Record<(typeof hostOptions)[number], readonly string[]>>>;

/** What the builder would refuse counts as not given: it says so itself. */
export function hostSettings(options: HostOptions): Omit<HostSettings, 'name'> {
  const last = (option: keyof HostOptions): string => options[option]?.at(-1) ?? '';
  return {
    cgroupParent: last('cgroup-parent'),
    extraHosts: (options['add-host'] ?? []).map(hostName),
    ulimits: ulimits(options.ulimit ?? []),
    network: networkOf(last('network')),
    sharedMemory: parseSize(last('shm-size')) || undefined,
  };
}

/** `name=address`, or `name:address`. */
function hostName(text: string): string {
  const [name = ''] = text.split(text.includes('=') ? '=' : ':', 1);
  return name;
}

function networkOf(mode: string): HostSettings['network'] {
  if (mode === 'none') return 'NONE';
  return mode === 'host' ? 'HOST' : 'UNSET';
}

/** Docker keeps the last one of a name, and hands them on in any order. */
function ulimits(texts: readonly string[]): readonly string[] {
  const limits = new Map<string, string>();
  for (const text of texts) {
    const [, name, soft, hard = soft] = /^([^=]+)=(-?\d+)(?::(-?\d+))?$/.exec(text) ?? [];
    if (name !== undefined) limits.set(name, `${name}=${soft}:${hard}`);
  }
  return [...limits.values()].toSorted();
}
