// The report of `slipway simulate`: the progress that BuildKit would show, a timeline, and what it comes to.

import type { BuildJob } from '../plan/build-jobs.ts';
import type { Schedule, Scheduled } from '../plan/simulate.ts';
import { byteSize } from './byte-size.ts';
import { jsonText } from './json-text.ts';
import type { Palette } from './palette.ts';
import { PlainProgress, type ProgressEvent } from './plain-progress.ts';
import { secondsText } from './seconds.ts';
import { timeline } from './timeline.ts';
import { wrap } from './wrap.ts';

export interface Simulation {
  readonly schedule: Schedule<BuildJob>;
  /** Undefined for as many as there is work for. */
  readonly workers: number | undefined;
}

export interface SimulationOptions {
  readonly palette: Palette;
  readonly width: number;
}

/** Of the headings below the timeline, and the least that must have room. */
const HEADING = 15;
const NARROWEST = 40;

export function simulationText(simulation: Simulation, { palette, width }: SimulationOptions): string {
  const { schedule } = simulation;
  const parts = [
    progressText(schedule),
    timeline(schedule, { palette, width }),
    summary(simulation)
      .map(([heading, text]) => {
        const lines = wrap(text, Math.max(width, NARROWEST), ' '.repeat(HEADING)).slice(HEADING);
        return `${palette.bold(heading.padEnd(HEADING))}${lines}\n`;
      })
      .join(''),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function progressText({ jobs }: Schedule<BuildJob>): string {
  const progress = new PlainProgress();
  const events = jobs.flatMap(eventsOf).toSorted((left, right) => left.at - right.at);
  return `${events.map((event) => progress.add(event)).join('')}${progress.finish()}`;
}

function eventsOf({ job, start, end }: Scheduled<BuildJob>, index: number): readonly ProgressEvent[] {
  const vertex = String(index);
  const started = { kind: 'started', at: start, vertex, name: job.name } as const;
  if (job.isCached) return [started, { kind: 'cached', at: end, vertex }];
  const lines = sentText(job).map((text) => ({ kind: 'line', at: end, vertex, text }) as const);
  return [started, ...lines, { kind: 'done', at: end, vertex, seconds: end - start }];
}

function sentText({ work }: BuildJob): readonly string[] {
  if (work.kind === 'context') return [`transferring context: ${byteSize(work.bytes)} done`];
  return work.kind === 'definition' ? [`transferring dockerfile: ${byteSize(work.bytes)} done`] : [];
}

/** Headings and what stands beside them. */
function summary({ schedule, workers }: Simulation): readonly (readonly [heading: string, text: string])[] {
  const { jobs, total, work, busiest, criticalPath } = schedule;
  const steps = stepsOf(jobs);
  const uncertain = steps.filter(({ isUncertain }) => isUncertain).length;
  const cached = steps.filter(({ isCached }) => isCached).length;
  const running = jobs.filter(({ job }) => !job.isCached && job.seconds > 0);
  const estimated = running.filter(({ job }) => !job.isMeasured).length;
  const crew = workers === undefined ? 'no limit' : counted(workers, 'worker');
  return [
    ['Total', `${secondsText(total)} (${crew}; at most ${busiest} at once; one worker alone: ${secondsText(work)})`],
    ['Steps', `${steps.length - cached} run, ${cached} cached`],
    ...(uncertain === 0
      ? []
      : [
          [
            '',
            `${uncertain} of those that run may be cached: a command before them may write what it wrote before`,
          ] as const,
        ]),
    ['Critical path', `${secondsText(sum(criticalPath))}: ${pathText(criticalPath)}`],
    ['Context', `${byteSize(bytesSent(jobs))} sent`],
    ['Times', timesText(running.length, estimated)],
  ];
}

/** A `COPY --link` is two jobs: it runs if one of them does. */
function stepsOf(jobs: Schedule<BuildJob>['jobs']): readonly Pick<BuildJob, 'isCached' | 'isUncertain'>[] {
  const steps = new Map<unknown, Pick<BuildJob, 'isCached' | 'isUncertain'>>();
  for (const { job } of jobs) {
    if (job.work.kind !== 'step') continue;
    const { step } = job.work;
    const known = steps.get(step);
    const isCached = job.isCached && known?.isCached !== false;
    steps.set(step, { isCached, isUncertain: job.isUncertain || known?.isUncertain === true });
  }
  return [...steps.values()];
}

function sum(jobs: readonly BuildJob[]): number {
  return jobs.reduce((seconds, job) => seconds + job.seconds, 0);
}

function pathText(path: readonly BuildJob[]): string {
  const count = path.filter(({ seconds }) => seconds > 0).length;
  return count === 0 ? 'nothing takes time' : `${counted(count, 'job')} one after the other, marked with ● above`;
}

function bytesSent(jobs: Schedule<BuildJob>['jobs']): number {
  return jobs.reduce((bytes, { job: { work } }) => bytes + (work.kind === 'context' ? work.bytes : 0), 0);
}

function timesText(running: number, estimated: number): string {
  if (estimated === 0) return 'all measured in earlier builds';
  const which = estimated === running ? 'all' : `${estimated} of ${running}`;
  return `${which} estimated by kind of step; slipway verify or --timings tells how long yours take`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** All jobs in the order in which they start; times in seconds, inputs by number. */
export function simulationJson({ schedule, workers }: Simulation): string {
  const { jobs, total, work, busiest, criticalPath } = schedule;
  const numbers = new Map(jobs.map(({ job }, index) => [job, index + 1]));
  const numberOf = (job: BuildJob): number => numbers.get(job) ?? 0;
  return jsonText({
    version: 1,
    seconds: rounded(total),
    workers: workers ?? null,
    busiest,
    secondsOfOneWorker: rounded(work),
    contextBytes: bytesSent(jobs),
    criticalPath: criticalPath.map(numberOf),
    jobs: jobs.map(({ job, start, end, worker }, index) => ({
      number: index + 1,
      name: job.name,
      kind: job.work.kind,
      stage: job.stage,
      inputs: job.inputs.map(numberOf),
      cached: job.isCached,
      uncertain: job.isUncertain ? true : undefined,
      start: rounded(start),
      end: rounded(end),
      worker,
      measured: job.isCached ? undefined : job.isMeasured,
      line: job.work.kind === 'step' ? lineOf(job.work) : undefined,
    })),
  });
}

function lineOf({ step: { command } }: BuildJob['work'] & { readonly kind: 'step' }): number {
  return (command.trigger ?? command.instruction).lines.first;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
