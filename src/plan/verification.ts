// What was said of a build beside what became of it.

import type { Step } from '../model/evaluation/build-stage.ts';
import type { BuildRequest, StepAnswer } from './builder.ts';
import type { Answer } from './file-tree.ts';
import { keyDigest } from './key-digest.ts';
import type { FinishedVertex } from './progress-stream.ts';

/** A step as it was expected. */
export interface ExpectedStep {
  /** As BuildKit shows it. */
  readonly name: string;
  /** Undefined where nothing was known to expect. */
  readonly hit: Answer | undefined;
}

/** A step as BuildKit is said to answer it. */
export interface AnsweredStep extends ExpectedStep {
  /** Undefined for a step that takes nothing: BuildKit may show it as done where it is cached (solver/jobs.go: CacheMap). */
  readonly hit: Answer | undefined;
  /** `--no-cache`: whatever is in the cache. */
  readonly ignoresCache: boolean;
  /** A digest of its cache key. */
  readonly key: string;
}

/** The steps of a build in the order of its graph, with what BuildKit says of them. A `COPY --link` is two. */
export function expectedSteps(
  { graph }: BuildRequest,
  answers: ReadonlyMap<Step, StepAnswer>,
): readonly AnsweredStep[] {
  const expected = new Map<string, AnsweredStep>();
  for (const [step, { hit, isPlaced, outcome }] of answers) {
    const operation = graph.operationOf(step);
    if (operation === undefined) continue;
    const key = outcome === undefined ? '' : keyDigest(outcome.key);
    const files = operation.kind === 'merge' ? operation.inputs.at(-1) : undefined;
    const { name, ignoresCache } = operation;
    if (files !== undefined) expected.set(files.name, { name: files.name, hit, ignoresCache, key });
    const own = files === undefined ? hit : isPlaced;
    expected.set(name, { name, hit: operation.inputs.length === 0 ? undefined : own, ignoresCache, key });
  }
  return graph.operations.flatMap(({ name }) => expected.get(name) ?? []);
}

export type Verdict = 'agrees' | 'differs' | 'open' | 'not-run';

export interface VerifiedStep extends ExpectedStep {
  /** Whether it was in the cache; undefined where the build did not get to it. */
  readonly wasCached: boolean | undefined;
  /** `open` where nothing certain was expected. */
  readonly verdict: Verdict;
  /** Seconds, of a step that ran. */
  readonly seconds: number | undefined;
}

export interface Verification {
  readonly steps: readonly VerifiedStep[];
  /** Steps of the build that nobody expected, by name. */
  readonly unexpected: readonly string[];
}

/** Compares by name, step by step, in the order in which steps were expected. */
export function verify(expected: readonly ExpectedStep[], seen: readonly FinishedVertex[]): Verification {
  const vertices = new Map(seen.map((vertex) => [vertex.name, vertex]));
  const names = new Set(expected.map(({ name }) => name));
  return {
    steps: expected.map((step) => verifiedStep(step, vertices.get(step.name))),
    unexpected: seen.flatMap(({ name }) => (isStepName(name) && !names.has(name) ? [name] : [])),
  };
}

function verifiedStep(step: ExpectedStep, vertex: FinishedVertex | undefined): VerifiedStep {
  const hasRun = vertex !== undefined && vertex.error === '' && (vertex.isCached || vertex.seconds !== undefined);
  if (!hasRun) return { ...step, wasCached: undefined, verdict: 'not-run', seconds: undefined };
  const { isCached: wasCached, seconds } = vertex;
  return { ...step, wasCached, verdict: verdictOf(step.hit, wasCached), seconds: wasCached ? undefined : seconds };
}

function verdictOf(hit: Answer | undefined, wasCached: boolean): Verdict {
  if (hit === undefined || hit === 'maybe') return 'open';
  return (hit === 'yes') === wasCached ? 'agrees' : 'differs';
}

/** `[build 2/7] RUN …`: neither the builder's own doing nor a FROM, which is never looked up. */
export function isStepName(name: string): boolean {
  const end = name.startsWith('[') ? name.indexOf('] ') : -1;
  if (end === -1 || name.startsWith('FROM ', end + 2)) return false;
  return /^\d+\/\d+$/.test(name.slice(name.lastIndexOf(' ', end) + 1, end).replace('[', ''));
}
