// When each job of a build runs: by data flow alone, some at a time, on a clock that only counts (solver: scheduler, op.Acquire).

import { Heap } from './heap.ts';

/** One operation of a build, or something that the builder does besides. */
export interface Job {
  /** What must have ended before it. */
  readonly inputs: readonly Job[];
  readonly seconds: number;
  /** It takes no time and keeps no worker busy. */
  readonly isCached: boolean;
}

export interface Scheduled<Item extends Job> {
  readonly job: Item;
  /** Seconds since the build began. */
  readonly start: number;
  readonly end: number;
  /** Which of the workers does it, from 0; undefined for what is cached. */
  readonly worker: number | undefined;
}

export interface Schedule<Item extends Job> {
  /** In the order in which they start. */
  readonly jobs: readonly Scheduled<Item>[];
  readonly total: number;
  /** What one worker alone would need. */
  readonly work: number;
  /** The most jobs that run at the same time. */
  readonly busiest: number;
  /** The chain of inputs that takes longest: no number of workers makes the build shorter. */
  readonly criticalPath: readonly Item[];
}

/**
 * Runs the jobs, each behind its inputs in the list, on `workers` workers: without a number on as many as there is work for,
 * as BuildKit does without `max-parallelism`. What is ready first starts first; of those the earlier in the list.
 */
export function simulate<Item extends Job>(jobs: readonly Item[], workers = Infinity): Schedule<Item> {
  const run = new Run(jobs, workers);
  const scheduled = run.finish();
  return {
    jobs: scheduled,
    total: run.now,
    work: jobs.reduce((sum, { seconds }) => sum + seconds, 0),
    busiest: run.busiest,
    criticalPath: criticalPath(jobs),
  };
}

interface Ending {
  readonly index: number;
  readonly end: number;
  readonly worker: number;
}

class Run<Item extends Job> {
  busiest = 0;
  now = 0;
  readonly #jobs: readonly Item[];
  readonly #dependents: readonly (readonly number[])[];
  /** How many inputs of a job have not ended. */
  readonly #pending: number[];
  readonly #ready = new Heap<{ readonly since: number; readonly index: number }>(
    (left, right) => left.since - right.since || left.index - right.index,
  );
  readonly #running = new Heap<Ending>((left, right) => left.end - right.end || left.index - right.index);
  readonly #idle = new Heap<number>((left, right) => left - right);
  readonly #workers: number;
  /** Workers that have had anything to do. */
  #hired = 0;
  readonly #scheduled: Scheduled<Item>[] = [];

  constructor(jobs: readonly Item[], workers: number) {
    this.#jobs = jobs;
    this.#workers = workers;
    const indexes = new Map<Job, number>(jobs.map((job, index) => [job, index]));
    const dependents: number[][] = jobs.map(() => []);
    this.#pending = jobs.map(({ inputs }, index) => {
      const distinct = new Set(inputs);
      for (const input of distinct) dependents[indexes.get(input) ?? -1]?.push(index);
      return distinct.size;
    });
    this.#dependents = dependents;
  }

  finish(): readonly Scheduled<Item>[] {
    const first = this.#pending.flatMap((count, index) => (count === 0 ? [index] : []));
    this.#makeReady(first, 0);
    this.#startReady(0);
    for (let next = this.#running.pop(); next !== undefined; next = this.#running.pop()) {
      this.now = next.end;
      for (let ended: Ending | undefined = next; ended !== undefined; ended = this.#endingAt(this.now)) {
        this.#idle.push(ended.worker);
        this.#makeReady(this.#released(ended.index), this.now);
      }
      this.#startReady(this.now);
    }
    return this.#scheduled;
  }

  #endingAt(now: number): Ending | undefined {
    return this.#running.first?.end === now ? this.#running.pop() : undefined;
  }

  /** Those whose last input has ended with this job. */
  #released(index: number): readonly number[] {
    return (this.#dependents[index] ?? []).filter((dependent) => {
      const left = (this.#pending[dependent] ?? 0) - 1;
      this.#pending[dependent] = left;
      return left === 0;
    });
  }

  /** What is cached does not wait for a worker: it ends at once. */
  #makeReady(indexes: readonly number[], now: number): void {
    const queue = [...indexes];
    for (const index of queue) {
      const job = this.#jobs[index];
      if (job?.isCached === true) {
        this.#scheduled.push({ job, start: now, end: now, worker: undefined });
        queue.push(...this.#released(index));
      } else this.#ready.push({ since: now, index });
    }
  }

  #startReady(now: number): void {
    while (this.#ready.size > 0) {
      const worker = this.#idle.pop() ?? (this.#hired < this.#workers ? this.#hired++ : undefined);
      if (worker === undefined) break;
      const index = this.#ready.pop()?.index ?? -1;
      const job = this.#jobs[index];
      if (job === undefined) break;
      const end = now + job.seconds;
      this.#scheduled.push({ job, start: now, end, worker });
      this.#running.push({ index, end, worker });
    }
    this.busiest = Math.max(this.busiest, this.#running.size);
  }
}

/** From the first job to the last one. */
function criticalPath<Item extends Job>(jobs: readonly Item[]): readonly Item[] {
  const longest = new Map<Job, { readonly item: Item; readonly seconds: number; readonly before: Job | undefined }>();
  let last: Job | undefined;
  for (const item of jobs) {
    let before: Job | undefined;
    for (const input of item.inputs) if (before === undefined || reach(input) > reach(before)) before = input;
    longest.set(item, { item, seconds: reach(before) + item.seconds, before });
    if (last === undefined || reach(item) > reach(last)) last = item;
  }
  const path: Item[] = [];
  for (let at = last && longest.get(last); at !== undefined; at = at.before && longest.get(at.before))
    path.push(at.item);
  return path.toReversed();

  function reach(job: Job | undefined): number {
    return (job && longest.get(job)?.seconds) ?? 0;
  }
}
