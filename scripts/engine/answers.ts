// What the engine says of a case: its checks, targets and outline, and the image that it builds.

import type { OciConfig } from '../../src/model/oci-image.ts';
import type { Case } from './cases.ts';
import { docker, mustDocker } from './docker.ts';

export interface Failure {
  readonly message: string;
  readonly lines?: readonly number[];
}

export interface Warning {
  readonly rule: string;
  readonly detail: string;
  readonly lines: readonly number[];
}

export interface CheckAnswer {
  readonly warnings: readonly Warning[];
  readonly error: Failure | undefined;
}

/** Plain data as BuildKit writes it, with the first line instead of the place; or the message of an error. */
export type ListAnswer = { readonly value: unknown } | { readonly error: string };

export interface BuiltImage {
  readonly id: string;
  readonly os: string;
  readonly architecture: string;
  readonly config: OciConfig;
  readonly author: string;
  /** Undefined for the time of the build. */
  readonly created: string | undefined;
  readonly layers: number;
  /** From the oldest, those of the base image first. */
  readonly history: readonly HistoryEntry[];
}

export interface HistoryEntry {
  /** Undefined for the time of the build. */
  readonly created: string | undefined;
  readonly createdBy: string;
  readonly comment: string;
}

/** The image as the engine keeps it, or as it would. */
export type BuildAnswer = { readonly image: BuiltImage } | { readonly error: string };

export interface Answers {
  readonly check: CheckAnswer;
  readonly targets: ListAnswer;
  readonly outline: ListAnswer;
  readonly build: BuildAnswer;
}

export async function askEngine(testCase: Case, context: string): Promise<Answers> {
  const ask = (...args: readonly string[]): ReturnType<typeof docker> =>
    docker(['buildx', 'build', '--builder=default', ...args, ...testCase.options, '-f-', context], testCase.dockerfile);
  const check = await ask('--call=check,format=json');
  const targets = await ask('--call=targets,format=json');
  const outline = await ask('--call=outline,format=json');
  const build = await ask('--quiet', '--network=none');
  return {
    check: readCheck(check.stdout, check.stderr),
    targets: targets.code === 0 ? { value: readTargets(targets.stdout) } : { error: errorOf(targets.stderr) },
    outline: outline.code === 0 ? { value: readOutline(outline.stdout) } : { error: errorOf(outline.stderr) },
    build: build.code === 0 ? { image: await readImage(build.stdout.trim()) } : { error: errorOf(build.stderr) },
  };
}

/** The image as the engine keeps it. */
export async function readImage(name: string): Promise<BuiltImage> {
  const [inspected, history] = await Promise.all([
    mustDocker(['image', 'inspect', name]),
    mustDocker(['image', 'history', '--no-trunc', '--format={{json .}}', name]),
  ]);
  const [image] = JSON.parse(inspected) as readonly [InspectedImage];
  const entries = history.trim().split('\n').toReversed();
  return {
    id: image.Id,
    os: image.Os,
    architecture: image.Architecture,
    config: image.Config,
    author: image.Author,
    created: image.Created,
    layers: image.RootFS.Layers?.length ?? 0,
    history: entries.map((line) => {
      const { CreatedAt, CreatedBy, Comment } = JSON.parse(line) as PrintedEntry;
      return { created: CreatedAt, createdBy: CreatedBy, comment: Comment };
    }),
  };
}

interface PrintedEntry {
  readonly CreatedAt: string;
  readonly CreatedBy: string;
  readonly Comment: string;
}

interface InspectedImage {
  readonly Created: string;
  readonly Id: string;
  readonly Os: string;
  readonly Architecture: string;
  readonly Author: string;
  readonly Config: OciConfig;
  readonly RootFS: { readonly Layers?: readonly string[] };
}

interface Location {
  readonly ranges?: readonly { readonly start: { readonly line?: number } }[];
}

function linesOf(location: Location | undefined): readonly number[] {
  return (location?.ranges ?? []).map(({ start }) => start.line ?? 0);
}

function readCheck(stdout: string, stderr: string): CheckAnswer {
  if (!stdout.startsWith('{')) return { warnings: [], error: { message: errorOf(stderr) } };
  const { warnings, buildError } = JSON.parse(stdout) as {
    readonly warnings?: readonly { readonly ruleName: string; readonly detail: string; readonly location?: Location }[];
    readonly buildError?: { readonly message: string; readonly location?: Location };
  };
  return {
    warnings: (warnings ?? []).map(({ ruleName, detail, location }) => {
      return { rule: ruleName, detail, lines: linesOf(location) };
    }),
    error: buildError && { message: buildError.message, lines: linesOf(buildError.location) },
  };
}

function readTargets(stdout: string): unknown {
  return (JSON.parse(stdout) as { readonly targets?: readonly object[] }).targets?.map(withLine) ?? [];
}

function readOutline(stdout: string): unknown {
  const { sources: _, ...outline } = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(outline).map(([key, value]) => {
    return [key, Array.isArray(value) ? (value as readonly object[]).map(withLine) : value];
  });
  return Object.fromEntries(entries) as unknown;
}

/** The entry with its first line in the place of its location. */
function withLine(entry: object): unknown {
  const { location, ...rest } = entry as { readonly location?: Location };
  return { ...rest, line: linesOf(location)[0] };
}

/** BuildKit's message, without what the programs between put in front of it. */
function errorOf(stderr: string): string {
  const start = stderr.lastIndexOf('ERROR: ');
  const message = stderr.slice(start + 'ERROR: '.length);
  const end = message.search(/\n(?:\n|[^\n]*:\d+\n-{3,})/);
  return (end === -1 ? message : message.slice(0, end))
    .replace(/^(?:failed to build: )?(?:failed to solve: )?(?:failed to run Build function: )?/, '')
    .trim();
}
