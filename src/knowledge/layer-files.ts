// The files that the layers of an image are known to hold, and what the layers above them do to these.

import { type ContextSource, kindIn } from '../model/context-source.ts';
import type { Step } from '../model/evaluation/build-stage.ts';
import { isMounted } from '../model/mounts.ts';
import { OrderedMap } from '../model/ordered-map.ts';
import { type Transfer, transferOf } from '../model/transfer.ts';
import { walkStages } from '../model/walk-stages.ts';
import { once } from '../shell/commands/once.ts';
import { isUnconditional } from '../shell/conditional.ts';
import type { ShellScript } from '../shell/tree.ts';
import type { Add, Copy, Run } from '../syntax/ast.ts';
import { basePath } from '../syntax/go/path.ts';
import type { Span } from '../syntax/source.ts';
import type { BuildFile } from './build-file.ts';
import type { Effect } from './commands/effect.ts';
import type { NamedPath } from './commands/named-path.ts';
import { isBelow, names, namesAround } from './commands/path-match.ts';
import { placeIn } from './commands/place.ts';
import { effectsIn } from './commands/script-effects.ts';
import { type Weight, weightOf } from './file-weight.ts';
import { contextPathOf } from './manifest-files.ts';
import { folderOf } from './source-copies.ts';

/** A file or folder that an instruction puts into its layer. */
export interface LayerFile {
  /** Absolute and clean. */
  readonly path: string;
  /** All that is below it came with it. */
  readonly isFolder: boolean;
  readonly weight: Weight;
  readonly instruction: Copy | Add | Run;
  /** Of COPY and ADD. */
  readonly transfer: Transfer | undefined;
  /** For a folder of the context, its path there. */
  readonly contextFolder: string | undefined;
  /** The words that say so. */
  readonly span: Span;
}

/** What a command of a RUN does to a file of a layer below: removes it, changes its owner or mode, unpacks it. */
export interface LaterChange {
  readonly effect: Effect;
  readonly run: Run;
  readonly script: ShellScript;
  readonly step: Step;
  readonly file: LayerFile;
  /** What of the file is meant, where that is a part of a folder. */
  readonly path: string;
}

/** By path, and by each folder above the path. */
interface Layers {
  readonly files: OrderedMap<LayerFile>;
  readonly below: OrderedMap<readonly LayerFile[]>;
}

/** PATH_MAX of Linux. */
const LONGEST_PATH = 4096;
/** What lies deeper is found by its own path only. */
const DEEPEST = 12;
/** More files of one folder, or of one RUN, are not told apart. */
const MOST_IN_FOLDER = 50;

/** Of the stages that an image is made of, in the order of the file. */
export const laterChanges = once(read);

function read(site: BuildFile): readonly LaterChange[] {
  const found: LaterChange[] = [];
  /** What is gone already; the first command that removes a file is told. */
  const gone = new Set<string>();
  const start: Layers = { files: OrderedMap.empty(), below: OrderedMap.empty() };
  walkStages<Layers>(
    site.model,
    ({ exported, os }) => exported && os !== 'windows',
    start,
    (layers, step) => {
      const transfer = transferOf(step, site.file);
      if (transfer !== undefined) return withFiles(layers, filesOf(transfer, site.context));
      const { instruction, trigger } = step.command;
      const script = instruction.kind === 'Run' && trigger === undefined ? site.shell(instruction) : undefined;
      if (instruction.kind !== 'Run' || (script?.dialect !== 'posix' && script?.dialect !== 'bash')) return layers;
      const own = new Map<string, LayerFile>();
      for (const { command, effects } of effectsIn(script, placeIn(step.before, script.dialect))) {
        if (!isUnconditional(command)) continue;
        for (const effect of effects) {
          if (effect.target.path === undefined || isMounted(instruction, effect.target.path)) continue;
          if (effect.kind === 'remove') for (const path of [...own.keys()]) if (covers(effect, path)) own.delete(path);
          for (const change of changesBy(effect, layers, site.context)) {
            const key = `${change.file.span.start} ${change.path}`;
            if (own.has(change.path) || gone.has(key)) continue;
            if (effect.kind === 'remove') gone.add(key);
            found.push({ effect, run: instruction, script, step, ...change });
          }
          const written = fileOf(effect, instruction);
          if (written !== undefined && own.size < MOST_IN_FOLDER) own.set(written.path, written);
        }
      }
      return withFiles(layers, own.values());
    },
  );
  return found;
}

/** What COPY and ADD put where, as far as that is certain. */
function filesOf(transfer: Transfer, context: ContextSource): readonly LayerFile[] {
  const { instruction, sources, destination, isFolder, origin } = transfer;
  if (destination === undefined) return [];
  const isFromContext = origin === 'context';
  return sources.flatMap((source): LayerFile[] => {
    const { path, isRemote, word } = source;
    if (path === undefined) return [];
    const folder = folderOf(source, context);
    const isTree = folder !== undefined && (isFromContext || path === '.' || !/^(?:.*\/)?s?bin\/[^/]*$/.test(path));
    // ADD unpacks what the context has.
    if (instruction.kind === 'Add' && !isRemote && /\.(?:tar(?:\.\w+)?|t[bgx]z2?)$/.test(path)) return [];
    const base = basePath(path);
    const isNamed = !isFolder && (base.includes('.') ? /\.\w+$/.test(destination) : basePath(destination) === base);
    const target =
      isTree || isNamed ? destination : isFolder && !source.hasWildcard ? below(destination, base) : undefined;
    if (target === undefined || target === '/') return [];
    const weight = weightOf(isTree || isRemote ? target : path, {
      isFolder: isTree,
      isFromContext,
      isDownload: isRemote || !isFromContext,
    });
    const contextFolder = isFromContext ? folder : undefined;
    return [{ path: target, isFolder: isTree, weight, instruction, transfer, contextFolder, span: word.span }];
  });
}

function below(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** What a command writes by a name that stands there. */
function fileOf({ kind, by, target, reach, command }: Effect, run: Run): LayerFile | undefined {
  const { path, hasWildcard, word } = target;
  if (path === undefined || hasWildcard || reach === 'either' || path === '/' || path.length > LONGEST_PATH)
    return undefined;
  const isFolder = by === 'clone';
  const isKnown = kind === 'write' && (by === 'download' || by === 'archive' || isFolder);
  if (!isKnown) return undefined;
  const weight = weightOf(path, { isFolder, isFromContext: false, isDownload: true });
  const span = command.span.start <= word.span.start && word.span.end <= command.span.end ? word.span : command.span;
  return { path, isFolder, weight, instruction: run, transfer: undefined, contextFolder: undefined, span };
}

function withFiles(layers: Layers, files: Iterable<LayerFile>): Layers {
  let all = layers;
  for (const file of files) all = withFile(all, file);
  return all;
}

function withFile({ files, below: all }: Layers, file: LayerFile): Layers {
  let inFolders = all;
  let depth = 0;
  for (let at = file.path.lastIndexOf('/'); at > 0 && depth < DEEPEST; at = file.path.lastIndexOf('/', at - 1)) {
    const folder = file.path.slice(0, at);
    const others = inFolders.get(folder) ?? [];
    if (others.length < MOST_IN_FOLDER) inFolders = inFolders.set(folder, [...others, file]);
    depth++;
  }
  return { files: files.set(file.path, file), below: inFolders };
}

function covers({ target, reach }: Pick<Effect, 'target' | 'reach'>, path: string): boolean {
  return names(target, path) || (reach === 'tree' && namesAround(target, path));
}

/** The files of the layers below that an effect removes or gives another owner or mode. */
function changesBy(
  effect: Effect,
  layers: Layers,
  context: ContextSource,
): readonly Pick<LaterChange, 'file' | 'path'>[] {
  const { kind, by, target, reach, source } = effect;
  if (kind === 'extract') {
    const archive = source?.path === undefined ? undefined : layers.files.get(source.path);
    return archive === undefined ? [] : [{ file: archive, path: archive.path }];
  }
  if ((kind !== 'remove' && kind !== 'owner' && kind !== 'mode') || by === 'cache' || reach === 'some') return [];
  // Of a folder that is empty nothing is left.
  if (effect.command.type === 'command' && effect.command.name === 'rmdir') return [];
  const { path } = target;
  if (path === undefined) return [];
  const exact = layers.files.get(path);
  const candidates = layers.below.get(fixedFolder(target)) ?? [];
  const found = [...(exact === undefined ? [] : [exact]), ...candidates.filter((file) => covers(effect, file.path))];
  if (found.length > 0) return found.map((file) => ({ file, path: file.path }));
  const part = kind === 'remove' ? partOf(target, layers, context) : undefined;
  return part === undefined ? [] : [part];
}

/** The folder itself, or what stands before the first wildcard. */
function fixedFolder({ path = '', hasWildcard }: NamedPath): string {
  if (!hasWildcard) return path;
  const start = path.slice(0, path.search(/[*?[]/));
  return start.slice(0, start.lastIndexOf('/'));
}

/** A folder that is known to lie in a folder which was copied from the context. */
function partOf(
  { path = '', hasWildcard }: NamedPath,
  { files }: Layers,
  context: ContextSource,
): Pick<LaterChange, 'file' | 'path'> | undefined {
  if (hasWildcard) return undefined;
  let depth = 0;
  for (let at = path.lastIndexOf('/'); at > 0 && depth < DEEPEST; at = path.lastIndexOf('/', at - 1)) {
    const file = files.get(path.slice(0, at));
    depth++;
    if (file?.contextFolder === undefined || !isBelow(path, file.path)) continue;
    const inContext = contextPathOf(path, file.contextFolder, file.path);
    if (inContext === undefined || kindIn(context, inContext) !== 'folder') return undefined;
    const weight = weightOf(path, { isFolder: true, isFromContext: true, isDownload: false });
    return { file: { ...file, weight }, path };
  }
  return undefined;
}
