// The installations of dependencies that stand below a copy of the sources which they do not need.

import type { ContextSource } from '../model/context-source.ts';
import type { Step } from '../model/evaluation/build-stage.ts';
import type { Stage } from '../model/model.ts';
import { OrderedMap } from '../model/ordered-map.ts';
import { transferOf } from '../model/transfer.ts';
import { walkStages } from '../model/walk-stages.ts';
import { isUnconditional } from '../shell/conditional.ts';
import type { Command, ShellScript } from '../shell/tree.ts';
import type { Instruction } from '../syntax/ast.ts';
import { basePath, joinPath } from '../syntax/go/path.ts';
import type { BuildFile } from './build-file.ts';
import { dependencyInstall, type DependencyInstall } from './commands/dependency-install.ts';
import { namedPath } from './commands/named-path.ts';
import { placeIn } from './commands/place.ts';
import { type CommandEffects, effectsIn } from './commands/script-effects.ts';
import { contextPathOf, isInContext, manifestFiles, needsMore } from './manifest-files.ts';
import { type SourceCopy, sourceCopies } from './source-copies.ts';

/** An installation, and the copy of sources above it. */
export interface LateInstall {
  readonly command: Command;
  readonly install: DependencyInstall;
  readonly copy: SourceCopy;
  /** The files of the context that it reads, as paths; empty where they are not known to be there. */
  readonly files: readonly string[];
}

/** What the layers so far have brought: folders with sources, and by name the files that were written and the managers that ran. */
interface Layers {
  readonly copies: readonly SourceCopy[];
  readonly seen: OrderedMap<'written' | 'installed'>;
}

/** More folders than these nobody copies before an installation. */
const MOST_COPIES = 8;

/** Of each manager in a stage the first, in the order of the file. */
export function lateInstalls(site: BuildFile): readonly LateInstall[] {
  if (!isAnyBelowCopies(site)) return [];
  const { model, context } = site;
  const found: LateInstall[] = [];
  const start: Layers = { copies: [], seen: OrderedMap.empty() };
  walkStages(model, counts, start, ({ copies, seen: before }, step) => {
    const script = scriptOf(step, site);
    if (script === undefined) return { copies: copiesAfter(copies, step, site), seen: before };
    let seen = before;
    for (const effects of effectsIn(script, placeIn(step.before, script.dialect))) {
      const late = lateInstall(effects, { copies, seen }, context);
      if (late !== undefined && !needsMore(late.install, late.files, context)) found.push(late);
      seen = noted(seen, effects);
    }
    return { copies, seen };
  });
  return found;
}

/** What commands do to files takes longer to find out than this, and mostly it does not matter. */
function isAnyBelowCopies(site: BuildFile): boolean {
  const mayInstall = (run: Instruction): boolean =>
    run.kind === 'Run' && site.shell(run)?.commands.some(mayBeLate) === true;
  if (!site.file.instructions.some(mayInstall)) return false;
  let isAny = false;
  walkStages<readonly SourceCopy[]>(site.model, counts, [], (copies, step) => {
    isAny ||= copies.length > 0 && scriptOf(step, site)?.commands.some(mayBeLate) === true;
    return isAny ? copies : copiesAfter(copies, step, site);
  });
  return isAny;
}

function counts({ needed, os }: Stage): boolean {
  return needed && os !== 'windows';
}

/** Undefined for a step that no POSIX shell runs. */
function scriptOf({ command: { instruction, trigger } }: Step, site: BuildFile): ShellScript | undefined {
  const script = instruction.kind === 'Run' && trigger === undefined ? site.shell(instruction) : undefined;
  return script?.dialect === 'posix' || script?.dialect === 'bash' ? script : undefined;
}

function copiesAfter(copies: readonly SourceCopy[], step: Step, { file, context }: BuildFile): readonly SourceCopy[] {
  const transfer = transferOf(step, file);
  return transfer === undefined ? copies : [...copies, ...sourceCopies(transfer, context)].slice(0, MOST_COPIES);
}

/** An installation that needs no sources, and that no condition leaves out. */
function mayBeLate(command: Command): boolean {
  return dependencyInstall(command)?.needsSources === false && isUnconditional(command);
}

function lateInstall(
  { command, place }: CommandEffects,
  { copies, seen }: Layers,
  context: ContextSource,
): LateInstall | undefined {
  if (command.type !== 'command' || !mayBeLate(command)) return undefined;
  const install = dependencyInstall(command);
  if (install === undefined) return undefined;
  if (seen.get(install.manager) === 'installed' || isUnfit(install)) return undefined;
  const folder = install.folder === undefined ? place.directory : namedPath(install.folder, place).path;
  const given = install.given.map((word) => namedPath(word, place));
  const isPlain = given.every(({ path, hasWildcard }) => path !== undefined && !hasWildcard);
  const first = given[0]?.path ?? folder;
  if (first === undefined || !isPlain) return undefined;
  const names = [...install.manifests, ...given.map(({ text }) => basePath(text))];
  if (names.some((name) => seen.get(name) === 'written')) return undefined;
  for (const copy of copies) {
    const path = contextPathOf(first, copy.folder, copy.destination);
    if (path === undefined) continue;
    const paths = given.flatMap((one) => contextPathOf(one.path ?? '', copy.folder, copy.destination) ?? []);
    const files =
      given.length > 0
        ? paths.filter((one) => isInContext(context, one))
        : (manifestFiles(install, path, context) ?? []).map((name) => joinPath(path, name));
    return { command, install, copy, files };
  }
  return undefined;
}

/** Cargo wants a program to be there even where it only fetches. */
function isUnfit({ ecosystem, manifests }: DependencyInstall): boolean {
  return ecosystem === 'rust' && !manifests.includes('recipe.json');
}

function noted(seen: Layers['seen'], { command, effects }: CommandEffects): Layers['seen'] {
  let all = seen;
  for (const { kind, target } of effects) {
    if (kind === 'write' || kind === 'edit' || kind === 'link') all = all.set(basePath(target.text), 'written');
  }
  const install = command.type === 'command' ? dependencyInstall(command) : undefined;
  return install === undefined ? all : all.set(install.manager, 'installed');
}
