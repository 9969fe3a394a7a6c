// What a change rebuilds in words, the same in every format.

import type { Fate, Impact, Reason, StepImpact } from '../../plan/impact.ts';
import type { BuiltStep } from '../../plan/built-steps.ts';
import type { TreeChange } from '../../plan/tree-difference.ts';
import { familiar, fittedInstruction } from '../plan/words.ts';

/** One word, for a column. */
export const fateWords: Readonly<Record<Fate, string>> = {
  cached: 'cached',
  rebuilds: 'rebuilds',
  uncertain: 'perhaps',
};

/** How many steps have each fate. */
export function fateCounts({ steps }: Impact): Readonly<Record<Fate, number>> {
  const counts = { cached: 0, rebuilds: 0, uncertain: 0 };
  for (const { fate } of steps) counts[fate]++;
  return counts;
}

/** `9 of 14 steps rebuild, 2 more perhaps`. */
function countsText(impact: Impact): string {
  const { rebuilds, uncertain } = fateCounts(impact);
  const total = impact.steps.length;
  const of = `of ${total} ${total === 1 ? 'step' : 'steps'}`;
  if (rebuilds === 0 && uncertain === 0) return `nothing rebuilds: all ${total} steps are in the cache`;
  if (rebuilds === 0) return `perhaps ${uncertain} ${of}`;
  return `${rebuilds} ${of}${uncertain === 0 ? '' : `, perhaps ${uncertain} more`}`;
}

/** `package.json changed -> build 3/6 COPY package*.json ./ -> build 4/6 RUN npm ci rebuilds -> 9 of 14 steps`. */
export function summaryText(impact: Impact): string {
  const [first, ...others] = impact.steps.filter(isRoot);
  if (first === undefined) return countsText(impact);
  const [reason] = reasonTexts(first);
  const next = first.keyword === 'RUN' ? undefined : nextRun(first, impact);
  const chain = [
    ...(reason === undefined ? [] : [reason]),
    next === undefined ? `${stepText(first)} ${verb(first)}` : stepText(first),
    ...(next === undefined ? [] : [`${stepText(next)} ${verb(next)}`]),
    countsText(impact),
  ];
  const causes = new Set(others.flatMap((step) => reasonTexts(step).slice(0, 1)));
  if (reason !== undefined) causes.delete(reason);
  const more = causes.size === 0 ? '' : `; ${causes.size} more ${causes.size === 1 ? 'cause' : 'causes'} above`;
  return `${chain.join(' -> ')}${more}`;
}

function verb({ fate }: StepImpact): string {
  return fate === 'uncertain' ? 'may rebuild' : 'rebuilds';
}

/** It rebuilds for a reason that is not another step's. */
export function isRoot({ fate, reasons: [reason] }: StepImpact): boolean {
  return fate !== 'cached' && reason !== undefined && reason.kind !== 'step' && reason.kind !== 'output';
}

/** The first command behind a step that rebuilds because of it. */
function nextRun(first: StepImpact, { steps }: Impact): StepImpact | undefined {
  const reached = new Set([first.step ?? first.stage]);
  for (const step of steps) {
    if (step.fate === 'cached' || !step.reasons.some((reason) => isReached(causeOf(reason)))) continue;
    if (step.keyword === 'RUN') return step;
    reached.add(step.step ?? step.stage);
  }
  return undefined;

  function isReached(cause: BuiltStep | undefined): boolean {
    return cause !== undefined && reached.has(cause.step ?? cause.stage);
  }
}

/** The step that a reason is about. */
export function causeOf(reason: Reason): BuiltStep | undefined {
  return reason.kind === 'step' || reason.kind === 'output' ? reason.step : undefined;
}

/** `build 3/6 COPY . .`. */
export function stepText({ place, text }: Pick<BuiltStep, 'place' | 'text'>): string {
  return place === '' ? text : `${place} ${text}`;
}

/** Why a step rebuilds, the first reason first. Of an instruction that was another one, its text before says it all. */
export function reasonTexts(step: Pick<StepImpact, 'was' | 'keyword' | 'reasons'>): readonly string[] {
  return reasonsToTell(step).map((reason) => (typeof reason === 'string' ? reason : reasonText(reason)));
}

/** As `reasonTexts`; a text stands for all reasons that are the instruction's own. */
export function reasonsToTell({
  was,
  keyword,
  reasons,
}: Pick<StepImpact, 'was' | 'keyword' | 'reasons'>): readonly (Reason | string)[] {
  const rest = reasons.filter((reason) => !isOwn(reason, keyword));
  return was === undefined || rest.length === reasons.length
    ? reasons
    : [`was ${fittedInstruction(oneLine(was), LONGEST_INSTRUCTION)}`, ...rest];
}

/** It follows from what the instruction says, not from where it stands. */
function isOwn(reason: Reason, keyword: string): boolean {
  if (reason.kind === 'files') return true;
  if (reason.kind !== 'key') return false;
  const { kind, name } = reason.part;
  if (kind === 'environment' || kind === 'platform') return false;
  return kind !== 'option' || keyword !== 'RUN' || name === '--network' || name === '--security';
}

export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'new':
      return 'new in the Dockerfile';
    case 'key':
      return keyText(reason);
    case 'files':
      return reason.context === undefined
        ? filesText(reason.changes)
        : `in the context ${reason.context}: ${filesText(reason.changes)}`;
    case 'image':
      return `${familiar(reason.reference)} is another image`;
    case 'step':
      return `goes on with ${reason.step.place || reason.step.text}`;
    case 'output': {
      const paths = reason.paths.map((path) => path || '/').join(', ');
      const step = reason.step.place || reason.step.text;
      return reason.isSure ? `${step} leaves another ${paths}` : `unless ${step} leaves ${paths} as it was`;
    }
    case 'combination':
      return 'no build before had all of this together';
    default:
      return reason satisfies never;
  }
}

function keyText({ part, before, after }: Reason & { readonly kind: 'key' }): string {
  const { kind, name } = part;
  switch (kind) {
    case 'command':
      return name === 'heredoc' ? 'the text of a heredoc changed' : `its command was ${shown(commandText(before))}`;
    case 'environment':
      if (name === 'order') return 'its variables stand in another order';
      return valuesText(name, before, after);
    case 'file':
      return `the text of ${name} changed`;
    case 'mount':
      return before === undefined
        ? `the mount ${name} is new`
        : after === undefined
          ? `the mount ${name} is gone`
          : `the mount ${name} changed`;
    case 'option':
    case 'image':
    case 'platform':
    case 'source':
      return valuesText(name, before, after);
    default:
      return kind satisfies never;
  }
}

function valuesText(name: string, before: string | undefined, after: string | undefined): string {
  if (before === undefined) return `${name} is new: ${shown(after)}`;
  return after === undefined
    ? `${name} is gone: it was ${shown(before)}`
    : `${name} was ${shown(before)}, is ${shown(after)}`;
}

/** What a shell is told to do, of its words. */
function commandText(words = ''): string {
  const list: unknown = words.startsWith('[') ? JSON.parse(words) : [words];
  return oneLine(String(Array.isArray(list) ? list.at(-1) : list));
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

const LONGEST = 60;
const LONGEST_INSTRUCTION = 100;

function shown(value: string | undefined): string {
  const text = JSON.stringify(value ?? '');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

const kinds: Readonly<Record<TreeChange['kind'], readonly [one: string, several: string]>> = {
  changed: ['changed', 'changed'],
  new: ['is new', 'are new'],
  deleted: ['is gone', 'are gone'],
  mode: ['has another mode', 'have another mode'],
  kind: ['is something else now', 'are something else now'],
};

const MOST_NAMES = 3;

/** `a, b changed; c is new`. */
function filesText(changes: readonly TreeChange[]): string {
  const groups = new Map<TreeChange['kind'], string[]>();
  for (const { path, kind } of changes) {
    const paths = groups.get(kind);
    if (paths === undefined) groups.set(kind, [path]);
    else paths.push(path);
  }
  return [...groups].map(([kind, paths]) => groupText(kind, paths)).join('; ');
}

function groupText(kind: TreeChange['kind'], paths: readonly string[]): string {
  const [one, several] = kinds[kind];
  const rest = paths.length - MOST_NAMES;
  const names = paths.slice(0, rest === 1 ? MOST_NAMES + 1 : MOST_NAMES).join(', ');
  if (rest > 1) return `${names} and ${rest} more ${several}`;
  return `${names} ${paths.length === 1 ? one : several}`;
}
