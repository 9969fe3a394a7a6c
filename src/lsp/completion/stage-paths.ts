// Paths of a stage, as far as its instructions tell.

import type { EffectKind } from '../../knowledge/commands/effect.ts';
import { namedPath } from '../../knowledge/commands/named-path.ts';
import { type Place, placeIn } from '../../knowledge/commands/place.ts';
import { type CommandEffects, effectsIn } from '../../knowledge/commands/script-effects.ts';
import type { StageState, Step } from '../../model/evaluation/build-stage.ts';
import type { Stage } from '../../model/model.ts';
import type { Command } from '../../shell/tree.ts';
import type { Add, Copy } from '../../syntax/ast.ts';
import { basePath, cleanPath } from '../../syntax/go/path.ts';
import type { View } from '../view.ts';
import { isPattern, pathCandidate, type TypedPath } from './context-paths.ts';
import type { Candidate } from './offer.ts';
import { chainOf, stepsBefore } from '../surroundings.ts';

/** What is known to lie in a folder of a stage in front of `start`. A path that is not absolute goes on from `directory`. */
export function stagePathCandidates(
  view: View,
  stage: Stage,
  { folder }: TypedPath,
  {
    start,
    directory,
    foldersOnly,
  }: { readonly start: number; readonly directory: string; readonly foldersOnly: boolean },
): readonly Candidate[] {
  if (isPattern(folder)) return [];
  const around = withSlash(folder.startsWith('/') ? folder : `${directory}/${folder}`);
  const found = new Map<string, string>();
  for (const { path, isFolder, line } of pathsIn(view, stage, start)) {
    if (!path.startsWith(around) || path.length === around.length) continue;
    const rest = path.slice(around.length);
    const slash = rest.indexOf('/');
    const name = slash === -1 ? rest + (isFolder ? '/' : '') : rest.slice(0, slash + 1);
    if (foldersOnly && !name.endsWith('/')) continue;
    if (!/[\s$\\"'*?[\]]/.test(name)) found.set(name, `line ${line}`);
  }
  const isAbsolute = folder === '' && directory === '/';
  return Array.from(found, ([name, detail]) => pathCandidate(isAbsolute ? `/${name}` : name, detail)).toReversed();
}

function withSlash(path: string): string {
  const clean = cleanPath(path);
  return clean.endsWith('/') ? clean : `${clean}/`;
}

interface KnownPath {
  /** Absolute and clean. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Of the instruction that makes it. */
  readonly line: number;
}

/** The paths that the steps of a stage in front of `start` make, in order, those of the stages that it is built on included. */
function pathsIn(view: View, stage: Stage, start: number): readonly KnownPath[] {
  return chainOf(stage).flatMap((each) => {
    const steps = each === stage ? stepsBefore(each, start) : each.steps;
    return workdirOf(each).concat(steps.flatMap((step) => madeBy(view, step)));
  });
}

/** The folder that a stage starts in. */
function workdirOf({ from, start }: Stage): KnownPath[] {
  const { workdir = '' } = start?.image ?? {};
  const isFolder = workdir.startsWith('/') && workdir !== '/';
  return isFolder ? [{ path: cleanPath(workdir), isFolder, line: from.lines.first }] : [];
}

function madeBy({ analysis }: View, step: Step): readonly KnownPath[] {
  const { instruction, trigger } = step.command;
  const line = (trigger ?? instruction).lines.first;
  switch (instruction.kind) {
    case 'Workdir': {
      const { workdir } = step.after.image;
      return workdir.startsWith('/') ? [{ path: cleanPath(workdir), isFolder: true, line }] : [];
    }
    case 'Add':
    case 'Copy':
      return copiedTo(instruction, step.before).map(({ path, isFolder }) => ({ path, isFolder, line }));
    case 'Run': {
      const script = analysis.shell(instruction);
      const found = script === undefined ? [] : effectsIn(script, placeIn(step.before, script.dialect));
      return found.flatMap((effects) => madeByCommand(effects, line));
    }
    default:
      return [];
  }
}

function madeByCommand({ command, place, effects }: CommandEffects, line: number): readonly KnownPath[] {
  const made = effects.flatMap(({ kind, by, target: { path, hasWildcard, isFolder } }): readonly KnownPath[] => {
    const isMade = path !== undefined && !hasWildcard && by !== 'cache' && !CHANGES.has(kind);
    return isMade ? [{ path, isFolder: isFolder || kind === 'folder' || kind === 'extract', line }] : [];
  });
  return command.type === 'command' ? made.concat(compiledBy(command, place, line)) : made;
}

/** What makes no path. */
const CHANGES: ReadonlySet<EffectKind> = new Set(['remove', 'mode', 'owner']);
const COMPILERS = /^(?:go|gcc|g\+\+|cc|c\+\+|clang|clang\+\+|ld|dotnet)$/;

/** `go build -o /out/app`: the file, or the folder for several. */
function compiledBy({ name = '', args }: Command, place: Place, line: number): readonly KnownPath[] {
  const option = COMPILERS.test(name) ? args.findIndex(({ value }) => value === '-o') : -1;
  const word = option === -1 ? undefined : args[option + 1];
  const { path, isFolder } = word === undefined ? { path: undefined, isFolder: false } : namedPath(word, place);
  return path === undefined ? [] : [{ path, isFolder: isFolder || name === 'dotnet', line }];
}

/** Where the sources of COPY and ADD end up; a folder where nobody knows their names. */
function copiedTo(
  { sources, inline, destination }: Add | Copy,
  { environment, image }: StageState,
): readonly Pick<KnownPath, 'path' | 'isFolder'>[] {
  const { text, unknown } =
    destination === undefined ? { text: '', unknown: '' } : environment.expand(destination.text, '\\');
  if (unknown !== undefined || text === '' || (!text.startsWith('/') && !image.workdir.startsWith('/'))) return [];
  const target = cleanPath(text.startsWith('/') ? text : `${image.workdir}/${text}`);
  const isFolder = /(?:^|\/)\.?$/.test(text) || sources.length + inline.length > 1;
  if (!isFolder) return [{ path: target, isFolder: sources.some((source) => source.text.endsWith('/')) }];
  const folder = withSlash(target);
  const files = sources.flatMap((source) =>
    /[*?[\]$:]|(?:^|\/)\.{0,2}$/.test(source.text) ? [] : [basePath(source.text)],
  );
  return [{ path: target, isFolder: true }, ...files.map((name) => ({ path: folder + name, isFolder: false }))];
}
