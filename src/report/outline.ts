// The answer of `docker build --call=outline`: as text and as JSON.

import type { OutlineMount } from '../model/evaluation/build-stage.ts';
import type { Outline } from '../model/evaluation/outline.ts';
import type { Dockerfile } from '../syntax/ast.ts';
import { base64 } from './check.ts';
import { goJson, goLocation, type GoLocation, unlessEmpty } from './go-json.ts';
import { table } from './table.ts';

export function outlineText({ name, description, args, secrets, ssh }: Outline): string {
  const target = [['TARGET:', name === '' ? '(default)' : name]];
  if (description !== '') target.push(['DESCRIPTION:', description]);
  const values = args.map((argument) => [argument.name, argument.value, argument.description]);
  return [
    name === '' && description === '' ? [] : [table(target, 1)],
    args.length === 0 ? [] : [table([['BUILD ARG', 'VALUE', 'DESCRIPTION'], ...values], 3)],
    mountTable('SECRET', secrets),
    mountTable('SSH', ssh),
  ]
    .flat()
    .map((block) => `${block}\n`)
    .join('');
}

function mountTable(title: string, mounts: readonly OutlineMount[]): readonly string[] {
  if (mounts.length === 0) return [];
  const rows = mounts.map(({ name, required }) => [name, required ? 'true' : '']);
  return [table([[title, 'REQUIRED'], ...rows], 3)];
}

export function outlineJson({ name, description, args, secrets, ssh }: Outline, file: Dockerfile): string {
  const locationOf = locations(file);
  const mounts = (all: readonly OutlineMount[]): unknown =>
    unlessNone(
      all.map((mount) => ({
        name: mount.name,
        required: mount.required ? true : undefined,
        location: locationOf(mount.line),
      })),
    );
  return goJson({
    name: unlessEmpty(name),
    description: unlessEmpty(description),
    args: unlessNone(
      args.map((argument) => ({
        name: argument.name,
        description: unlessEmpty(argument.description),
        value: unlessEmpty(argument.value),
        location: locationOf(argument.line),
      })),
    ),
    secrets: mounts(secrets),
    ssh: mounts(ssh),
    sources: [base64(file.source.text)],
  });
}

/** All lines of the instruction that starts at a line. */
function locations({ instructions }: Dockerfile): (line: number) => GoLocation {
  const ends = new Map(instructions.map(({ lines }) => [lines.first, lines.last]));
  return (line) => {
    const last = ends.get(line) ?? line;
    return goLocation(Array.from({ length: last - line + 1 }, (_, index) => line + index));
  };
}

function unlessNone<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}
