// How long steps took in earlier builds, remembered by what they are called.

import { failure, type Result, success } from '../syntax/go/result.ts';
import { type FinishedVertex, ProgressRecorder, readUpdate } from './progress-stream.ts';

/** One run of a step. */
export interface Timing {
  /** As `timingName` gives it. */
  readonly name: string;
  /** A digest of what the step's result was made from; empty where nobody knows it. */
  readonly key: string;
  readonly seconds: number;
}

/** The latest runs of a step; more would only be of older machines and networks. */
const KEPT = 5;

/** Answers with the middle one of the latest runs: those with the same key, otherwise those of the same name. */
export class Timings {
  readonly #byName = new Map<string, Timing[]>();

  /** Later runs push out earlier ones. */
  add(timing: Timing): void {
    const runs = this.#byName.get(timing.name) ?? [];
    this.#byName.set(timing.name, [...runs, timing].slice(-KEPT));
  }

  /** Undefined for a step that nobody has recorded. */
  find(name: string, key = ''): number | undefined {
    const runs = this.#byName.get(timingName(name)) ?? [];
    const same = runs.filter((run) => run.key === key);
    const seconds = (same.length > 0 ? same : runs).map((run) => run.seconds).toSorted((a, b) => a - b);
    return seconds[seconds.length >> 1];
  }

  get all(): readonly Timing[] {
    return [...this.#byName.values()].flat();
  }
}

/** A step's name without its number and the number of steps, which change with every other step: `[build] RUN make`. */
export function timingName(name: string): string {
  const end = name.startsWith('[') ? name.indexOf(']') : -1;
  const inside = name.slice(1, Math.max(end, 1));
  const blank = inside.lastIndexOf(' ');
  if (end === -1 || !/^\d+\/\d+$/.test(inside.slice(blank + 1))) return name;
  return `[${inside.slice(0, Math.max(blank, 0)).trimEnd()}]${name.slice(end + 1)}`;
}

/** What a build has measured: cached steps and those that failed tell nothing. */
export function timingsOf(
  vertices: readonly FinishedVertex[],
  keyOf: (name: string) => string = () => '',
): readonly Timing[] {
  return vertices.flatMap(({ name, isCached, error, seconds }) =>
    seconds === undefined || isCached || error !== '' ? [] : [{ name: timingName(name), key: keyOf(name), seconds }],
  );
}

/** The member of a file of ours that says what it is. */
const KIND = 'slipway-timings';

/**
 * Reads a file with timings: what `docker buildx build --progress=rawjson` writes on standard error, of one build or several in
 * a row, or what `timingsText` writes:
 *
 * ```json
 * { "kind": "slipway-timings", "version": 1, "steps": [{ "name": "[build] RUN make", "key": "3fa9…", "seconds": 12.5 }] }
 * ```
 *
 * `name` is the step's name in BuildKit's progress without its number; `key`, which may be left out, tells runs apart that
 * had other inputs. Of several runs of a step the last ones count. Fails with a reason for any other file.
 */
export function readTimings(text: string): Result<readonly Timing[]> {
  const own = readOwn(text);
  if (own !== undefined) return own;
  const recorder = new ProgressRecorder();
  let updates = 0;
  for (const line of text.split('\n')) {
    const update = readUpdate(line.trimEnd());
    if (update === undefined) continue;
    updates++;
    recorder.add(update);
  }
  if (updates === 0) return failure('it is no record of a build; make one with docker buildx build --progress=rawjson');
  const timings = timingsOf(recorder.vertices);
  return timings.length > 0 ? success(timings) : failure('no step ran in the build that it records');
}

function readOwn(text: string): Result<readonly Timing[]> | undefined {
  if (!text.slice(0, 200).includes(KIND)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failure('it is no JSON');
  }
  const { steps, version } = members(value);
  if (version !== 1) return failure(`its version is ${JSON.stringify(version)}, and only version 1 can be read`);
  if (!Array.isArray(steps)) return failure('it has no list of steps');
  return success(steps.flatMap((step: unknown) => readTiming(members(step))));
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function readTiming({ name, key, seconds }: Readonly<Record<string, unknown>>): readonly Timing[] {
  if (typeof name !== 'string' || typeof seconds !== 'number' || !(seconds >= 0)) return [];
  return [{ name: timingName(name), key: typeof key === 'string' ? key : '', seconds }];
}

/** The text of a file that `readTimings` reads. */
export function timingsText(timings: Timings): string {
  return `${JSON.stringify({ kind: KIND, version: 1, steps: timings.all }, undefined, 1)}\n`;
}
