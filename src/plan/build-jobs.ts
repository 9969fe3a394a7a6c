// A build as jobs: the operations of its graph, and what BuildKit does before and behind them.

import type { BuildStage, Step } from '../model/evaluation/build-stage.ts';
import type { BuildStages } from '../model/model.ts';
import type { StepAnswer } from './builder.ts';
import type { Graph } from './graph.ts';
import type { Operation } from './operation.ts';
import type { Job } from './simulate.ts';

/** Something that BuildKit shows in its progress. */
export interface BuildJob extends Job {
  readonly name: string;
  readonly inputs: readonly BuildJob[];
  readonly seconds: number;
  readonly isCached: boolean;
  /** It runs only if a command before it writes something else than last time. */
  readonly isUncertain: boolean;
  readonly isMeasured: boolean;
  readonly work: JobWork;
  /** As the builder names it; undefined for what is of no stage. */
  readonly stage: string | undefined;
}

export type JobWork =
  | { readonly kind: 'step'; readonly operation: Operation; readonly step: Step }
  | { readonly kind: 'image' | 'remote' | 'inline'; readonly operation: Operation }
  | { readonly kind: 'context'; readonly operation: Operation; readonly bytes: number }
  | { readonly kind: 'definition'; readonly bytes: number }
  | { readonly kind: 'metadata' | 'ignore-file' | 'export' };

/** What is known of the build besides its graph. */
export interface Circumstances {
  /** Those of a builder that has, or has not, built something before. */
  readonly answers: ReadonlyMap<Step, StepAnswer>;
  /** The names of steps that were there in the build before; of images, that means that they need not be pulled. */
  readonly knownSources: ReadonlySet<string>;
  /** What is sent of a context, by the identifier of its operation. */
  bytesOf(identifier: string): number;
  readonly dockerfileBytes: number;
  duration(name: string, work: JobWork): Duration;
}

export interface Duration {
  readonly seconds: number;
  /** Somebody has measured it; otherwise it is an estimate. */
  readonly isMeasured: boolean;
}

/** All jobs, each behind its inputs. */
export function buildJobs(
  { stages, graph }: { readonly stages: BuildStages; readonly graph: Graph },
  circumstances: Circumstances,
): readonly BuildJob[] {
  const maker = new JobMaker(circumstances);
  const definition = maker.add('[internal] load build definition from Dockerfile', [], {
    work: { kind: 'definition', bytes: circumstances.dockerfileBytes },
  });
  const images = graph.operations.flatMap((operation) => imageName(operation) ?? []);
  const metadata = [...new Set(images)].map((image) =>
    maker.add(`[internal] load metadata for ${image}`, [definition], { work: { kind: 'metadata' } }),
  );
  const ready = maker.add('[internal] load .dockerignore', [definition, ...metadata], {
    work: { kind: 'ignore-file' },
  });
  const roles = rolesOf(stages, graph);
  const needed = operationsThatRun(graph.operations, roles, circumstances);
  const jobs = new Map<Operation, BuildJob>();
  for (const operation of graph.operations) {
    const inputs = operation.inputs.flatMap((input) => jobs.get(input) ?? []);
    const role = roles.get(operation);
    const state = { isCached: !needed.has(operation), isUncertain: hitOf(operation, role, circumstances) === 'maybe' };
    const settings = { ...state, work: workOf(operation, role, circumstances), stage: role?.stage };
    jobs.set(operation, maker.add(operation.name, inputs.length === 0 ? [ready] : inputs, settings));
  }
  const last = graph.result && jobs.get(graph.result);
  maker.add('exporting to image', [last ?? ready], { work: { kind: 'export' } });
  return maker.jobs;
}

interface JobSettings {
  readonly work: JobWork;
  readonly isCached?: boolean;
  readonly isUncertain?: boolean;
  readonly stage?: string | undefined;
}

class JobMaker {
  readonly jobs: BuildJob[] = [];
  readonly #circumstances: Circumstances;

  constructor(circumstances: Circumstances) {
    this.#circumstances = circumstances;
  }

  add(name: string, inputs: readonly BuildJob[], settings: JobSettings): BuildJob {
    const { work, isCached = false, isUncertain = false, stage } = settings;
    const nothing = { seconds: 0, isMeasured: true };
    const duration = isCached ? nothing : this.#circumstances.duration(name, work);
    const job = { name, inputs, work, isCached, isUncertain, stage, ...duration };
    this.jobs.push(job);
    return job;
  }
}

/** What an operation is to a stage. */
interface Role {
  readonly stage: string;
  readonly step: Step | undefined;
  /** The files of a `COPY --link`, before they are put in their place. */
  readonly isLinkSource: boolean;
}

function rolesOf({ all }: BuildStages, graph: Graph): ReadonlyMap<Operation, Role> {
  const roles = new Map<Operation, Role>();
  const add = (operation: Operation | undefined, role: Role): void => {
    if (operation !== undefined && !roles.has(operation)) roles.set(operation, role);
  };
  for (const one of all) {
    const stage = stageLabel(one);
    const base = graph.baseOf(one);
    if (base?.kind === 'source') add(base, { stage, step: undefined, isLinkSource: false });
    for (const step of one.steps) {
      const operation = graph.operationOf(step);
      add(operation, { stage, step, isLinkSource: false });
      if (operation?.kind === 'merge') add(operation.inputs.at(-1), { stage, step, isLinkSource: true });
    }
  }
  return roles;
}

function stageLabel({ label, baseName }: BuildStage): string {
  return label === '' ? baseName : label;
}

function hitOf({ kind }: Operation, role: Role | undefined, { answers }: Circumstances): StepAnswer['hit'] | undefined {
  const answer = role?.step && answers.get(role.step);
  return kind === 'merge' ? answer?.isPlaced : answer?.hit;
}

/**
 * The operations that are not in the cache. A source counts as one where something that runs takes it: BuildKit pulls no
 * image for a step that it need not run; but the context is compared in every build.
 */
function operationsThatRun(
  operations: readonly Operation[],
  roles: ReadonlyMap<Operation, Role>,
  circumstances: Circumstances,
): ReadonlySet<Operation> {
  const running = new Set<Operation>();
  const taken = new Set<Operation>();
  for (const operation of operations.toReversed()) {
    const hit = hitOf(operation, roles.get(operation), circumstances);
    const runs = hit === undefined ? runsWithoutAnswer(operation, taken, circumstances) : hit !== 'yes';
    if (!runs) continue;
    running.add(operation);
    for (const input of operation.inputs) taken.add(input);
  }
  return running;
}

function runsWithoutAnswer(
  operation: Operation,
  taken: ReadonlySet<Operation>,
  { knownSources }: Circumstances,
): boolean {
  if (operation.kind !== 'source') return true;
  return (
    operation.identifier.startsWith('local://') || (taken.has(operation) && !knownSources.has(operation.identifier))
  );
}

const IMAGE = 'docker-image://';

function imageName(operation: Operation): string | undefined {
  return operation.kind === 'source' && operation.identifier.startsWith(IMAGE)
    ? operation.identifier.slice(IMAGE.length)
    : undefined;
}

function workOf(operation: Operation, role: Role | undefined, { bytesOf }: Circumstances): JobWork {
  if (role?.step !== undefined) return { kind: 'step', operation, step: role.step };
  if (operation.kind !== 'source') return { kind: 'inline', operation };
  const { identifier } = operation;
  if (identifier.startsWith(IMAGE)) return { kind: 'image', operation };
  if (identifier.startsWith('local://')) return { kind: 'context', operation, bytes: bytesOf(identifier) };
  return { kind: 'remote', operation };
}
