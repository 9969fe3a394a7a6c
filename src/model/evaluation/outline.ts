// What a target takes from outside: `docker build --call=outline` (dockerfile2llb/outline.go).

import type { BuildStage, OutlineMount } from './build-stage.ts';
import { reachableFrom } from './dependencies.ts';
import type { DeclaredArgument, GlobalArguments } from './global-arguments.ts';
import { description } from './sections.ts';

export interface OutlineArgument {
  readonly name: string;
  readonly description: string;
  /** Empty where it has none. */
  readonly value: string;
  readonly line: number;
}

export interface Outline {
  /** Of the target; both empty where it has none. */
  readonly name: string;
  readonly description: string;
  readonly args: readonly OutlineArgument[];
  readonly secrets: readonly OutlineMount[];
  readonly ssh: readonly OutlineMount[];
}

/** Of what a name means in several stages, the target's own comes first. */
export function outlineOf(target: BuildStage, global: GlobalArguments): Outline {
  const args = new Map<string, OutlineArgument>();
  const secrets = new Map<string, OutlineMount>();
  const ssh = new Map<string, OutlineMount>();
  const seen = new Set<string>();
  for (const { outline } of reachableFrom(target)) {
    for (const argument of usedArguments(outline, global, seen)) {
      if (args.has(argument.name)) continue;
      const { name, value, line, comments } = argument;
      args.set(name, { name, description: description(name, comments), value, line });
    }
    for (const mount of outline.secrets.values()) if (!secrets.has(mount.name)) secrets.set(mount.name, mount);
    for (const mount of outline.ssh.values()) if (!ssh.has(mount.name)) ssh.set(mount.name, mount);
  }
  return {
    name: target.name,
    description: description(target.name, target.from?.comments ?? []),
    args: byLine(args.values()),
    secrets: byLine(secrets.values()),
    ssh: byLine(ssh.values()),
  };
}

/** Those that the stage uses, and the global ones that their defaults use; `seen` are global ones already told. */
function usedArguments(
  { used, own }: BuildStage['outline'],
  global: GlobalArguments,
  seen: Set<string>,
): readonly DeclaredArgument[] {
  const found: DeclaredArgument[] = [];
  const open: string[] = [];
  for (const name of used) {
    const argument = own.get(name);
    if (argument === undefined) open.push(name);
    else found.push(argument);
  }
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const argument = global.declared.get(name);
    if (argument === undefined) continue;
    found.push(argument);
    open.push(...argument.uses);
  }
  return found;
}

function byLine<Item extends { readonly line: number }>(items: Iterable<Item>): readonly Item[] {
  return [...items].toSorted((left, right) => left.line - right.line);
}
