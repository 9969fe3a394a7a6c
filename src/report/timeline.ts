// The timeline of a build for a terminal: a row for each job that takes time, a bar where it runs.

import type { BuildJob } from '../plan/build-jobs.ts';
import type { Schedule, Scheduled } from '../plan/simulate.ts';
import type { Palette } from './palette.ts';
import { fittedName } from './plan/words.ts';
import { cells } from './visible.ts';

const LONGEST_NAME = 60;
const SECONDS = 8;
const NARROWEST = 20;
const WIDEST = 100;

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

interface Settings {
  readonly palette: Palette;
  readonly width: number;
}

/** What takes less of the whole time has no row. */
const SMALLEST = 1 / 200;

/** Empty where nothing takes time. Jobs of the critical path have a ● in front. */
export function timeline(schedule: Schedule<BuildJob>, { palette, width }: Settings): string {
  const { jobs, total, criticalPath } = schedule;
  if (total === 0) return '';
  const critical = new Set(criticalPath);
  const rows = jobs.filter(({ start, end }) => end - start >= total * SMALLEST);
  let longest = 0;
  for (const { job } of rows) longest = Math.max(longest, columnsOf(job.name));
  const names = Math.min(longest, LONGEST_NAME, Math.max(Math.floor(width / 2), NARROWEST));
  const room = Math.min(Math.max(width - names - SECONDS - 4, NARROWEST), WIDEST);
  const lines = rows.map((row) => {
    const isCritical = critical.has(row.job);
    const paint = isCritical ? palette.yellow : palette.blue;
    const mark = isCritical ? palette.yellow('●') : ' ';
    const name = padded(row.job.name, names);
    const seconds = `${(row.end - row.start).toFixed(1)}s`.padStart(SECONDS);
    return `${mark} ${name} ${paint(bar(row, total, room))} ${seconds}`;
  });
  const cached = jobs.filter(({ job }) => job.isCached).length;
  const short = jobs.length - rows.length - cached;
  const rest = [
    ...(short === 0 ? [] : [`${short} that take less than ${(total * SMALLEST).toFixed(2)}s`]),
    ...(cached === 0 ? [] : [`${cached} from the cache`]),
  ];
  const scale = `  ${' '.repeat(names)} 0s${`${total.toFixed(1)}s`.padStart(room - 2)}`;
  const more = rest.length === 0 ? [] : [`  and ${rest.join(', ')}`];
  return [palette.dim(scale), ...lines, ...more.map(palette.dim)].map((line) => `${line}\n`).join('');
}

/** The job's time among the blanks of the rest. */
function bar({ start, end }: Scheduled<BuildJob>, total: number, room: number): string {
  const from = Math.min(Math.round((start / total) * room), room - 1);
  const eighths = Math.max(Math.round(((end / total) * room - from) * 8), 1);
  const full = Math.min(Math.floor(eighths / 8), room - from);
  const part = from + full < room ? (EIGHTHS[eighths % 8] ?? '') : '';
  return `${' '.repeat(from)}${'█'.repeat(full)}${part}`.padEnd(room);
}

function columnsOf(text: string): number {
  return cells(text).reduce((sum, cell) => sum + cell.width, 0);
}

/** Exactly so many columns. */
function padded(name: string, columns: number): string {
  const shown = fittedName(name, columns);
  return shown + ' '.repeat(columns - columnsOf(shown));
}
