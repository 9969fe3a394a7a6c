// `slipway impact`: what a change rebuilds, and why.

import { resolve } from 'node:path';
import { DigestCache } from '../context/digest-cache.ts';
import { relativePath } from '../lint/relative-path.ts';
import { type Impact, impactOf } from '../plan/impact.ts';
import type { BuilderName } from '../plan/built-steps.ts';
import { impactText } from '../report/impact/text.ts';
import { didYouMean } from '../syntax/suggest.ts';
import { UserError } from '../user-error.ts';
import type { Build } from './build-options.ts';
import { type ChangedBuild, readChanges } from './changes.ts';
import { choosePalette } from './color.ts';
import { digestStore } from './digest-store.ts';
import { exitCode } from './exit-code.ts';
import { impactNotes } from './impact-notes.ts';
import type { Io } from './io.ts';
import type { Arguments } from './options.ts';
import { reportRefusal } from './planned-build.ts';
import { reportRoot } from './report-root.ts';

export type ImpactFormat = 'text' | 'json' | 'github' | 'mermaid';

export interface ImpactSettings {
  readonly builder: BuilderName;
  readonly format: ImpactFormat;
  /** Stages or steps that must not rebuild. */
  readonly guarded: readonly string[];
  readonly color: boolean | undefined;
}

/** Gives 1 where something rebuilds that must not, or the builder would refuse the Dockerfile. */
export async function impactFile(build: Build, given: Arguments, asked: ImpactSettings, io: Io): Promise<number> {
  const { builder } = asked;
  const digests = new DigestCache(digestStore(io, build.folder));
  const changes = readChanges(build, given, { builder, digests, countsBuildArgs: true }, io);
  if ('ok' in changes) return reportRefusal(build, changes.error, io);
  if (changes.before === undefined) {
    throw new UserError('say what has changed: --changed, --since, --build-arg, --base or --dockerfile-before');
  }
  const impact = impactOf(builder, changes.before, changes.after);
  const rebuilt = asked.guarded.map((name) => ({ name, steps: rebuiltBy(name, impact) }));
  changes.context.save();
  io.stdout.write(await report(impact, { build, changes, asked, io }));
  const broken = rebuilt.filter(({ steps }) => steps > 0);
  for (const { name, steps } of broken) {
    io.stderr.write(
      `slipway: --fail-if-rebuilds ${JSON.stringify(name)}: ${steps} ${steps === 1 ? 'step rebuilds' : 'steps rebuild'}\n`,
    );
  }
  return broken.length > 0 ? exitCode.findings : exitCode.clean;
}

interface Report {
  readonly build: Build;
  readonly changes: ChangedBuild;
  readonly asked: ImpactSettings;
  readonly io: Io;
}

async function report(impact: Impact, { build, changes, asked, io }: Report): Promise<string> {
  const { source } = build;
  const notes = impactNotes(impact, changes, build);
  switch (asked.format) {
    case 'text': {
      const { target } = changes.after.stages;
      const name = target === undefined || target.name === '' ? '' : `, stage ${target.name}`;
      const palette = await choosePalette(asked.color, io);
      const width = io.stdout.terminalWidth();
      return impactText(impact, { title: `${source.path}${name}`, notes, palette, width });
    }
    case 'json': {
      const { impactJson } = await import('../report/impact/json.ts');
      return impactJson(impact, { dockerfile: source.path, notes });
    }
    case 'github': {
      const { impactGithub } = await import('../report/impact/github.ts');
      const root = reportRoot(io);
      return impactGithub(impact, relativePath(resolve(io.workingFolder, source.path), root));
    }
    case 'mermaid': {
      const { impactMermaid } = await import('../report/impact/mermaid.ts');
      return impactMermaid(impact);
    }
    default:
      return asked.format satisfies never;
  }
}

/** How many steps of the stage, or of those with this text in their names, surely rebuild. */
function rebuiltBy(name: string, { stages, steps }: Impact): number {
  const stage = stages.find((one) => one.name === name.toLowerCase());
  const meant = stage?.steps ?? steps.filter(({ place, text }) => `[${place}] ${text}`.includes(name));
  if (meant.length === 0 || name === '') {
    const names = stages.map((one) => one.name);
    throw new UserError(
      `--fail-if-rebuilds cannot be "${name}"${didYouMean(name, names)}: no stage of the build has that name, and no step that text`,
    );
  }
  return meant.filter(({ fate }) => fate === 'rebuilds').length;
}
