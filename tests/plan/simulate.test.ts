// When the jobs of a build run.

import { assert, array, boolean, double, integer, property, record, type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Job, simulate } from '../../src/plan/simulate.ts';

interface NamedJob extends Job {
  readonly name: string;
}

function job(name: string, seconds: number, ...inputs: readonly NamedJob[]): NamedJob {
  return { name, seconds, inputs, isCached: false };
}

/** Each job as `name start-end`. */
function times(jobs: readonly NamedJob[], workers?: number): readonly string[] {
  return simulate(jobs, workers).jobs.map(({ job: { name }, start, end }) => `${name} ${start}-${end}`);
}

const base = job('base', 2);
const left = job('left', 3, base);
const right = job('right', 5, base);
const end = job('end', 1, left, right);
const diamond = [base, left, right, end];

describe('a schedule', () => {
  test('runs what does not depend on each other at the same time', () => {
    expect(times(diamond)).toEqual(['base 0-2', 'left 2-5', 'right 2-7', 'end 7-8']);
  });

  test('runs one job after the other on one worker', () => {
    expect(times(diamond, 1)).toEqual(['base 0-2', 'left 2-5', 'right 5-10', 'end 10-11']);
  });

  test('gives a worker that is free to what has waited longest', () => {
    const jobs = [job('long', 9), job('short', 1), job('next', 4), job('last', 1)];
    expect(times(jobs, 2)).toEqual(['long 0-9', 'short 0-1', 'next 1-5', 'last 5-6']);
    expect(simulate(jobs, 2).jobs.map(({ worker }) => worker)).toEqual([0, 1, 1, 1]);
  });

  test('takes no time and no worker for what is cached', () => {
    const cached = { ...job('cached', 0, base), isCached: true };
    const { jobs, total } = simulate([base, cached, job('after', 1, cached)], 1);
    expect(jobs.map(({ job: { name }, start, worker }) => [name, start, worker])).toEqual([
      ['base', 0, 0],
      ['cached', 2, undefined],
      ['after', 2, 0],
    ]);
    expect(total).toBe(3);
  });

  test('names the chain that takes longest', () => {
    const { criticalPath, total, work, busiest } = simulate(diamond);
    expect(criticalPath.map(({ name }) => name)).toEqual(['base', 'right', 'end']);
    expect([total, work, busiest]).toEqual([8, 11, 2]);
  });

  test('of nothing is empty', () => {
    expect(simulate([])).toEqual({ jobs: [], total: 0, work: 0, busiest: 0, criticalPath: [] });
  });

  test('of ten thousand jobs takes no stack, and no time that grows with their square', () => {
    const chain: NamedJob[] = [];
    for (let index = 0; index < 10_000; index++) {
      const isCached = index % 2 === 0;
      const inputs = chain.slice(-1);
      chain.push({ name: String(index), seconds: isCached ? 0 : 1, inputs, isCached });
    }
    const wide = Array.from({ length: 10_000 }, (_, index) => job(String(index), 1));
    expect(simulate(chain).total).toBe(5000);
    expect(simulate(wide, 3).total).toBe(3334);
    expect(simulate(wide).busiest).toBe(10_000);
  });
});

/** Jobs in the order of their inputs. */
const anyJobs: Arbitrary<readonly NamedJob[]> = array(
  record({
    seconds: double({ min: 0, max: 100, noNaN: true }),
    isCached: boolean(),
    inputs: array(integer({ min: 1, max: 6 }), { maxLength: 4 }),
  }),
  { maxLength: 40 },
).map((drafts) => {
  const jobs: NamedJob[] = [];
  for (const [index, { seconds, isCached, inputs }] of drafts.entries()) {
    const chosen = inputs.flatMap((distance) => jobs[index - distance] ?? []);
    jobs.push({ name: String(index), seconds: isCached ? 0 : seconds, isCached, inputs: chosen });
  }
  return jobs;
});
const anyWorkers = integer({ min: 1, max: 5 });
const ROUNDING = 1e-9;

function pathSeconds(jobs: readonly Job[]): number {
  return jobs.reduce((sum, { seconds }) => sum + seconds, 0);
}

describe('every schedule', () => {
  test('has each job once, and none before its inputs', () => {
    assert(
      property(anyJobs, anyWorkers, (jobs, workers) => {
        const scheduled = simulate(jobs, workers).jobs;
        expect(new Set(scheduled.map(({ job: one }) => one))).toEqual(new Set(jobs));
        const ends = new Map<Job, number>(scheduled.map(({ job: one, end: at }) => [one, at]));
        for (const { job: one, start } of scheduled) {
          for (const input of one.inputs) expect(ends.get(input)).toBeLessThanOrEqual(start);
        }
      }),
    );
  });

  test('never has more jobs at once than workers, and no worker with two', () => {
    assert(
      property(anyJobs, anyWorkers, (jobs, workers) => {
        const { jobs: scheduled, busiest } = simulate(jobs, workers);
        expect(busiest).toBeLessThanOrEqual(workers);
        const freeAt = new Map<number, number>();
        for (const { worker, start, end: at } of scheduled) {
          if (worker === undefined) continue;
          expect(worker).toBeLessThan(workers);
          expect(freeAt.get(worker) ?? 0).toBeLessThanOrEqual(start);
          freeAt.set(worker, at);
        }
      }),
    );
  });

  test('takes at least the critical path, exactly that with workers for all, and the sum with one', () => {
    assert(
      property(anyJobs, anyWorkers, (jobs, workers) => {
        const { total, criticalPath, work } = simulate(jobs, workers);
        expect(total).toBeGreaterThanOrEqual(pathSeconds(criticalPath) - ROUNDING);
        expect(simulate(jobs).total).toBeCloseTo(pathSeconds(criticalPath), 6);
        expect(simulate(jobs, 1).total).toBeCloseTo(work, 6);
        expect(total).toBeLessThanOrEqual(work + ROUNDING);
      }),
    );
  });

  test('has a critical path along inputs', () => {
    assert(
      property(anyJobs, (jobs) => {
        const { criticalPath } = simulate(jobs);
        for (const [index, one] of criticalPath.entries()) {
          const before = criticalPath[index - 1];
          if (before !== undefined) expect(one.inputs).toContain(before);
        }
      }),
    );
  });
});
