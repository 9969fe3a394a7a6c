// The report of `slipway context`: as text and as JSON.

import { jsonText } from './json-text.ts';
import { fourDigitSize } from './byte-size.ts';
import type { Palette } from './palette.ts';
import { fitted } from './plan/words.ts';
import { visible } from './visible.ts';

export interface ContextReport {
  readonly folder: string;
  /** The stage that is built; empty for one without a name. */
  readonly target: string;
  /** All that is not left out: what the classic builder sends. */
  readonly whole: Weight;
  /** What BuildKit sends for the target. */
  readonly sent: Weight;
  /** The paths that the target takes; undefined for all. */
  readonly paths: readonly string[] | undefined;
  readonly folders: readonly Weight[];
  readonly files: readonly Weight[];
  readonly ignoreFile: string | undefined;
  /** What each pattern of the ignore file leaves out. */
  readonly patterns: readonly Weight[];
  readonly leftOut: Weight;
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
}

interface Weight {
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
}

export interface ContextTextOptions {
  readonly palette: Palette;
  readonly width: number;
}

const NARROWEST = 24;

export function contextText(report: ContextReport, { palette, width }: ContextTextOptions): string {
  const { folder, target, whole, sent, paths, folders, files, ignoreFile, patterns, leftOut, problems } = report;
  const user = target === '' ? 'the build' : `stage ${target}`;
  const asked = paths === undefined || paths.length === 0 ? '' : `: ${paths.join(', ')}`;
  const part = `BuildKit sends ${sent.files === whole.files ? 'all of it' : counted(sent)} for ${user}${asked}`;
  const useful = patterns.filter((pattern) => pattern.files > 0);
  const useless = patterns.filter((pattern) => pattern.files === 0).map(({ path }) => path);
  const blocks: readonly (readonly string[])[] = [
    [palette.bold(fitted(`Build context ${folder}: ${counted(whole)}`, width)), fitted(part, width)],
    block('Largest folders', folders.map(row('/')), { palette, width }),
    block('Largest files', files.map(row('')), { palette, width }),
    ignoreFile === undefined
      ? [palette.dim('There is no ignore file: nothing is left out')]
      : [
          ...block(`Left out by ${ignoreFile}: ${counted(leftOut)}`, useful.map(row('')), { palette, width }),
          ...(useless.length === 0 ? [] : [palette.dim(fitted(`  nothing: ${useless.join(', ')}`, width))]),
        ],
    block(
      'Mind',
      problems.map(({ path, problem }) => ['', '', `${path}: ${problem}`]),
      { palette, width },
    ),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

type Row = readonly [size: string, files: string, text: string];

function row(suffix: string): (weight: Weight) => Row {
  return ({ path, bytes, files }) => [
    fourDigitSize(bytes),
    suffix === '' && files === 1 ? '' : filesText(files),
    path + suffix,
  ];
}

/** Nothing where there are no rows, unless the heading says enough. */
function block(heading: string, rows: readonly Row[], { palette, width }: ContextTextOptions): readonly string[] {
  if (rows.length === 0) return heading.includes(':') ? [palette.bold(fitted(heading, width))] : [];
  const sizes = Math.max(...rows.map(([size]) => size.length));
  const counts = Math.max(...rows.map(([, files]) => files.length));
  return [
    palette.bold(fitted(heading, width)),
    ...rows.map(([size, files, text]) => {
      const head = [size.padStart(sizes), ...(counts === 0 ? [] : [files.padStart(counts)])].join('  ').trimEnd();
      const indent = head === '' ? '  ' : `  ${head.padEnd(sizes + (counts === 0 ? 0 : counts + 2))}  `;
      return `${palette.cyan(indent)}${fitted(visible(text), Math.max(width - indent.length, NARROWEST))}`;
    }),
  ];
}

function counted({ bytes, files }: Weight): string {
  return `${filesText(files)}, ${fourDigitSize(bytes)}`;
}

function filesText(files: number): string {
  return `${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}`;
}

/** Sizes are in bytes. Members are added, never renamed or removed. */
export function contextJson({
  folder,
  target,
  whole,
  sent,
  paths,
  ignoreFile,
  leftOut,
  ...lists
}: ContextReport): string {
  const { folders, files, patterns, problems } = lists;
  return jsonText({
    version: 1,
    folder,
    target,
    context: sum(whole),
    sent: { ...sum(sent), paths },
    folders,
    files: files.map(({ path, bytes }) => ({ path, bytes })),
    ignoreFile,
    leftOut: sum(leftOut),
    patterns: patterns.map(({ path, bytes, files: count }) => ({ pattern: path, bytes, files: count })),
    problems,
  });
}

function sum({ bytes, files }: Weight): { readonly bytes: number; readonly files: number } {
  return { bytes, files };
}
