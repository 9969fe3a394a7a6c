// The timeline of a build as a picture: a lane for each worker, or for each stage where workers have no limit.

import type { BuildJob } from '../plan/build-jobs.ts';
import type { Schedule, Scheduled } from '../plan/simulate.ts';
import { byteSize } from './byte-size.ts';
import { fittedName } from './plan/words.ts';
import { secondsText } from './seconds.ts';
import type { Simulation } from './simulation.ts';
import { xmlDocument, xmlElement, xmlTextElement } from './xml.ts';

const WIDTH = 1200;
const LABELS = 180;
const MARGIN = 16;
const HEAD = 64;
const ROW = 26;
const BAR = 20;
const LANE_GAP = 10;
/** Of a character at this size, in pixels; bars show as much of their name as fits. */
const CHARACTER = 6.6;

/** Jobs beside each other need rows of their own. */
interface Lane {
  readonly label: string;
  readonly rows: readonly (readonly Scheduled<BuildJob>[])[];
}

export function timelineSvg(simulation: Simulation): string {
  const { schedule } = simulation;
  const lanes = lanesOf(simulation);
  const height = HEAD + lanes.reduce((sum, { rows }) => sum + rows.length * ROW + LANE_GAP, 0) + MARGIN;
  const size = { width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}` };
  const font = { 'font-family': 'system-ui, sans-serif', 'font-size': 12 };
  return xmlDocument(
    xmlElement('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size, role: 'img', ...font }, [
      xmlTextElement('style', {}, STYLE),
      ...xmlElement('rect', { width: WIDTH, height, class: 'paper' }),
      xmlTextElement('text', { x: MARGIN, y: 24, class: 'title' }, titleOf(schedule)),
      ...legend(),
      ...axis(schedule.total, height),
      ...laneElements(lanes, simulation),
    ]),
  );
}

const STYLE = [
  '.paper{fill:#fff}.title{font-size:14px;font-weight:600;fill:#1f2328}.axis{fill:#59636e;font-size:11px}',
  '.grid{stroke:#d1d9e0;stroke-width:1}.lane{fill:#1f2328;font-weight:600}.name{fill:#fff;font-size:11px}',
  '.job{fill:#4a7fb5}.critical{fill:#b35900}',
  '@media (prefers-color-scheme:dark){.paper{fill:#0d1117}.title,.lane{fill:#e6edf3}.axis{fill:#9198a1}.grid{stroke:#30363d}}',
].join('');

function titleOf({ jobs, total, criticalPath, work }: Schedule<BuildJob>): string {
  const critical = criticalPath.reduce((sum, { seconds }) => sum + seconds, 0);
  const bytes = jobs.reduce((sum, { job }) => sum + (job.work.kind === 'context' ? job.work.bytes : 0), 0);
  const parts = [
    `critical path ${secondsText(critical)}`,
    `one worker ${secondsText(work)}`,
    `context ${byteSize(bytes)}`,
  ];
  return `Build in ${secondsText(total)} (${parts.join(', ')})`;
}

function legend(): readonly string[] {
  const x = WIDTH - MARGIN - 100;
  return [
    ...xmlElement('rect', { x, y: 13, width: 12, height: 12, rx: 3, class: 'critical' }),
    xmlTextElement('text', { x: x + 18, y: 23, class: 'axis' }, 'critical path'),
  ];
}

function lanesOf({ schedule: { jobs }, workers }: Simulation): readonly Lane[] {
  const lanes = new Map<string, Scheduled<BuildJob>[]>();
  for (const job of jobs) {
    if (job.end === job.start) continue;
    const label = workers === undefined ? (job.job.stage ?? 'builder') : `worker ${(job.worker ?? 0) + 1}`;
    const known = lanes.get(label);
    if (known === undefined) lanes.set(label, [job]);
    else known.push(job);
  }
  const all = Array.from(lanes, ([label, ofLane]) => ({ label, rows: packed(ofLane) }));
  return workers === undefined ? all : all.toSorted((left, right) => numberOf(left) - numberOf(right));
}

function numberOf({ label }: Lane): number {
  return Number(label.slice('worker '.length));
}

/** Each job in the first row that is free when it starts. */
function packed(jobs: readonly Scheduled<BuildJob>[]): Lane['rows'] {
  const rows: Scheduled<BuildJob>[][] = [];
  for (const job of jobs) {
    const free = rows.find((row) => (row.at(-1)?.end ?? 0) <= job.start);
    if (free === undefined) rows.push([job]);
    else free.push(job);
  }
  return rows;
}

/** A line at each round number of seconds. */
function axis(total: number, height: number): readonly string[] {
  const step = roundStep(total);
  const lines: string[] = [];
  for (let seconds = 0; seconds <= total; seconds += step) {
    const x = position(seconds, total);
    lines.push(
      ...xmlElement('line', { x1: x, x2: x, y1: HEAD - 8, y2: height - MARGIN, class: 'grid' }),
      xmlTextElement('text', { x, y: HEAD - 14, class: 'axis', 'text-anchor': 'middle' }, secondsText(seconds)),
    );
  }
  return lines;
}

/** 1, 2 or 5 times a power of ten, so that there are about eight lines. */
function roundStep(total: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(total, 0.01) / 8));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => total / step <= 10) ?? power * 10;
}

function position(seconds: number, total: number): number {
  const share = total === 0 ? 0 : seconds / total;
  return Math.round((LABELS + share * (WIDTH - LABELS - MARGIN - 24)) * 10) / 10;
}

function laneElements(lanes: readonly Lane[], { schedule, workers }: Simulation): readonly string[] {
  const { total, criticalPath } = schedule;
  const critical = new Set(criticalPath);
  // The lane of a stage has the name of the stage already.
  const nameOf = ({ name }: BuildJob): string => (workers === undefined ? name.replace(/^\[[^\]]*\] /, '') : name);
  const elements: string[] = [];
  let top = HEAD;
  for (const { label, rows } of lanes) {
    elements.push(xmlTextElement('text', { x: MARGIN, y: top + 15, class: 'lane' }, cut(label, LABELS - MARGIN - 12)));
    for (const row of rows) {
      elements.push(
        ...row.flatMap((scheduled) =>
          bar(scheduled, { total, top, isCritical: critical.has(scheduled.job), name: nameOf(scheduled.job) }),
        ),
      );
      top += ROW;
    }
    top += LANE_GAP;
  }
  return elements;
}

interface BarSettings {
  readonly total: number;
  readonly top: number;
  readonly isCritical: boolean;
  readonly name: string;
}

function bar(
  { job, start, end }: Scheduled<BuildJob>,
  { total, top, isCritical, name }: BarSettings,
): readonly string[] {
  const x = position(start, total);
  const width = Math.max(Math.round((position(end, total) - x - 1) * 10) / 10, 1);
  const shown = cut(name, width - 8);
  return xmlElement('g', {}, [
    xmlTextElement('title', {}, `${job.name}\n${secondsText(end - start)}, from ${secondsText(start)} on`),
    ...xmlElement('rect', { x, y: top, width, height: BAR, rx: 3, class: isCritical ? 'critical' : 'job' }),
    ...(shown === '' ? [] : [xmlTextElement('text', { x: x + 4, y: top + 14, class: 'name' }, shown)]),
  ]);
}

/** As much as has room, and nothing where that tells nothing. */
function cut(text: string, room: number): string {
  const most = Math.floor(room / CHARACTER);
  return most < 4 && text.length > most ? '' : fittedName(text, most);
}
