// The installations of dependencies that do not look at the lock file which lies beside the manifest they read.

import type { Step } from '../model/evaluation/build-stage.ts';
import type { IgnoreList } from '../model/ignore-list.ts';
import type { Stage } from '../model/model.ts';
import { type Transfer, type TransferSource, transferOf } from '../model/transfer.ts';
import { walkStages } from '../model/walk-stages.ts';
import { isUnconditional } from '../shell/conditional.ts';
import type { Command, ShellScript } from '../shell/tree.ts';
import type { Run } from '../syntax/ast.ts';
import { findFlag } from '../syntax/flag-table.ts';
import { basePath, joinPath } from '../syntax/go/path.ts';
import type { Source } from '../syntax/source.ts';
import type { BuildFile } from './build-file.ts';
import { dependencyInstall, type DependencyInstall, type Ecosystem } from './commands/dependency-install.ts';
import { namedPath } from './commands/named-path.ts';
import { isBelow } from './commands/path-match.ts';
import { type Place, placeIn } from './commands/place.ts';
import { type CommandEffects, effectsIn } from './commands/script-effects.ts';
import { contextPathOf, fits, isInContext } from './manifest-files.ts';
import { folderOf } from './source-copies.ts';

interface FileSite extends BuildFile {
  readonly source: Source;
  readonly ignored: IgnoreList | undefined;
}

/** An installation, and the lock file that it does not look at. */
export interface IgnoredLock {
  readonly command: Command;
  readonly install: DependencyInstall;
  readonly stage: Stage;
  /** The source of the copy that brings the manifest. */
  readonly source: TransferSource;
  /** The name of the manifest, and the path of the lock file in the context. */
  readonly manifest: string;
  readonly lock: string;
  /** `told`: by its options, or always. `foreign`: it belongs to another manager. `absent`: it is not copied before. */
  readonly reason: 'told' | 'foreign' | 'absent';
}

/** Files of the context and the folder of the image that they are put in. */
interface Brought {
  readonly source: TransferSource;
  readonly folder: string;
  /** The names of the files, with wildcards; undefined for the folder with all that is in it. */
  readonly pattern: string | undefined;
  readonly destination: string;
}

interface Layers {
  readonly brought: readonly Brought[];
  /** Folders of the image that hold files nobody knows. */
  readonly open: readonly string[];
  /** A command has to do with a lock file. */
  readonly isHandled: boolean;
  readonly ecosystems: readonly Ecosystem[];
}

const START: Layers = { brought: [], open: [], isHandled: false, ecosystems: [] };

/** Of more copies in a stage nothing is said. */
const MOST_COPIES = 100;

/** Without a lock file, these take the newest versions that the manifest allows. */
const FLOATING: ReadonlySet<Ecosystem> = new Set(['dart', 'elixir', 'node', 'php', 'python', 'ruby', 'rust', 'swift']);

/** Those of one ecosystem read the same manifests. */
const LOCKS: Partial<Record<Ecosystem, Readonly<Record<string, string>>>> = {
  node: {
    'package-lock.json': 'npm',
    'npm-shrinkwrap.json': 'npm',
    'pnpm-lock.yaml': 'pnpm',
    'yarn.lock': 'yarn',
    'bun.lock': 'bun',
    'bun.lockb': 'bun',
  },
  python: { 'poetry.lock': 'poetry', 'uv.lock': 'uv', 'pdm.lock': 'pdm' },
};

const HANDLES_LOCKS =
  /[-_]lock\.(?:json|ya?ml)|\.lock(?:b|ed)?\b|shrinkwrap|Package\.resolved|\b(?:npm|yarn|pnpm|poetry|uv|pdm|pipenv|bundle|cargo) (?:import|lock|export)\b/;

/** The manager that writes the lock file `name`. */
export function managerOfLock({ ecosystem, manager }: DependencyInstall, name: string): string {
  return LOCKS[ecosystem]?.[name] ?? manager;
}

/** Of each manager in a stage the first, in the order of the file. */
export function ignoredLocks(site: FileSite): readonly IgnoredLock[] {
  const found = new Map<Stage, Map<string, IgnoredLock | undefined>>();
  walkStages(
    site.model,
    ({ os }) => os !== 'windows',
    START,
    (layers, step, stage) => {
      const { instruction } = step.command;
      if (instruction.kind !== 'Run') return withTransfer(layers, step, site);
      const script = site.shell(instruction);
      if (script?.dialect !== 'posix' && script?.dialect !== 'bash') return { ...layers, isHandled: true };
      const { span } = instruction;
      const isHandled = layers.isHandled || HANDLES_LOCKS.test(site.source.text.slice(span.start, span.end));
      const ecosystems = [...layers.ecosystems];
      for (const [effects, install] of isHandled ? [] : installsIn(script, step)) {
        const known = found.get(stage) ?? new Map<string, IgnoredLock | undefined>();
        found.set(stage, known);
        const lock = ignoredLock(
          effects,
          install,
          { layers: { ...layers, ecosystems }, stage, run: instruction },
          site,
        );
        // A later installation by the lock file mends what an earlier one has done.
        if (lock === undefined) known.set(install.manager, undefined);
        else if (!known.has(install.manager)) known.set(install.manager, lock);
        if (!ecosystems.includes(install.ecosystem)) ecosystems.push(install.ecosystem);
      }
      return { ...layers, isHandled, ecosystems };
    },
  );
  return [...found.values()].flatMap((known) => [...known.values()].flatMap((lock) => lock ?? []));
}

function installsIn(script: ShellScript, step: Step): readonly (readonly [CommandEffects, DependencyInstall])[] {
  // What commands do to files takes longer to find out than this.
  if (!script.commands.some((command) => dependencyInstall(command) !== undefined)) return [];
  return effectsIn(script, placeIn(step.before, script.dialect)).flatMap((effects) => {
    const { command } = effects;
    const install = command.type === 'command' ? dependencyInstall(command) : undefined;
    return install === undefined ? [] : [[effects, install] as const];
  });
}

function withTransfer(layers: Layers, step: Step, { file, context }: FileSite): Layers {
  const { instruction, trigger } = step.command;
  if (instruction.kind !== 'Copy' && instruction.kind !== 'Add') return layers;
  const transfer = transferOf(step, file);
  const { length = 0 } = transfer?.sources ?? [];
  const isFull = layers.brought.length + layers.open.length + length > MOST_COPIES;
  if (trigger !== undefined || transfer?.destination === undefined || isFull) return { ...layers, isHandled: true };
  const { destination, origin, sources } = transfer;
  const isOpen = origin === 'elsewhere' || findFlag(instruction.flags, 'exclude') !== undefined;
  const brought = isOpen ? [] : sources.flatMap((source) => broughtBy(source, transfer, destination, context) ?? []);
  const open = isOpen || brought.length < sources.length ? [...layers.open, destination] : layers.open;
  return { ...layers, brought: [...layers.brought, ...brought], open };
}

/** Undefined where it is not known which files these are. */
function broughtBy(
  source: TransferSource,
  { isFolder, instruction }: Transfer,
  destination: string,
  context: FileSite['context'],
): Brought | undefined {
  const { path, isRemote } = source;
  const isArchive = instruction.kind === 'Add' && /\.(?:tar(?:\.\w+)?|t[bgx]z2?)$/.test(path ?? '');
  if (path === undefined || isRemote || isArchive) return undefined;
  const folder = folderOf(source, context);
  if (folder !== undefined) return { source, folder, pattern: undefined, destination };
  const pattern = basePath(path);
  const parent = parentOf(path);
  if (/[*?[]/.test(parent)) return undefined;
  const isNamed = !isFolder && basePath(destination) === pattern;
  return { source, folder: parent, pattern, destination: isNamed ? parentOf(destination) : destination };
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash) || '/';
}

interface InstallSite {
  readonly layers: Layers;
  readonly stage: Stage;
  readonly run: Run;
}

function ignoredLock(
  { command, place }: CommandEffects,
  install: DependencyInstall,
  { layers, stage, run }: InstallSite,
  site: FileSite,
): IgnoredLock | undefined {
  if (command.type !== 'command' || !isUnconditional(command) || !FLOATING.has(install.ecosystem)) return undefined;
  const folder = projectFolder(install, place);
  const isUnknown = run.mounts.some(({ type }) => type === 'bind') || install.given.length > 0;
  if (folder === undefined || isUnknown || layers.open.some((one) => one === folder || isBelow(folder, one)))
    return undefined;
  const origin = manifestOf(install, folder, layers, site);
  if (origin === undefined || isWithoutLocks(origin.path, site)) return undefined;
  const { source, manifest, path } = origin;
  const isThere = (name: string): boolean => isSent(joinPath(path, name), site);
  const own = install.locks.find(isThere);
  const isBrought = (name: string): boolean =>
    layers.brought.some((one) => brings(one, name, folder) !== undefined || one.destination === joinPath(folder, name));
  const found = (name: string, reason: IgnoredLock['reason']): IgnoredLock => {
    return { command, install, stage, source, manifest, lock: joinPath(path, name), reason };
  };
  if (own !== undefined) {
    if (install.lock !== 'ignored') return isBrought(own) ? undefined : found(own, 'absent');
    // A stage that nothing else needs is often there to renew the lock file.
    return stage.needed ? found(own, 'told') : undefined;
  }
  const isPip = install.locks.length === 0;
  if (install.manager === 'bun' || (isPip && isFollowUp(command, layers))) return undefined;
  const foreign = Object.keys(LOCKS[install.ecosystem] ?? {}).find(isThere);
  // npm takes the versions in a yarn.lock where it has no lock file of its own.
  if (foreign === undefined || (install.manager === 'npm' && foreign === 'yarn.lock' && isBrought(foreign)))
    return undefined;
  return found(foreign, 'foreign');
}

/** The dependencies are there already. */
function isFollowUp({ args }: Command, { ecosystems }: Layers): boolean {
  return ecosystems.includes('python') || args.some(({ value }) => value === '--no-deps');
}

function projectFolder({ folder }: DependencyInstall, place: Place): string | undefined {
  // Of `.[extra]` the brackets are no pattern.
  if (folder === undefined || /^["']?\.(?:\[[\w,-]+\])?["']?$/.test(folder.text)) return place.directory;
  const { path, hasWildcard } = namedPath(folder, place);
  return hasWildcard ? undefined : path;
}

/** The folder of the context whose manifest lies in `folder` of the image. */
function manifestOf(
  { manifests }: DependencyInstall,
  folder: string,
  { brought }: Layers,
  { context }: FileSite,
): (Pick<IgnoredLock, 'manifest' | 'source'> & { readonly path: string }) | undefined {
  for (const one of brought.toReversed()) {
    for (const manifest of manifests) {
      const path = brings(one, manifest, folder);
      if (path !== undefined && isInContext(context, joinPath(path, manifest)))
        return { source: one.source, manifest, path };
    }
  }
  return undefined;
}

/** The folder of the context from which the file `name` in `folder` of the image comes. */
function brings({ folder: from, pattern, destination }: Brought, name: string, folder: string): string | undefined {
  if (pattern === undefined) return contextPathOf(folder, from, destination);
  return destination === folder && fits(pattern, name) ? from : undefined;
}

/** Whether a file is known to be in the context, and the ignore file does not keep it out. */
function isSent(path: string, { context, ignored }: FileSite): boolean {
  if (!isInContext(context, path)) return false;
  const answer = ignored?.ignores(path);
  return answer === undefined || (answer.ok && !answer.value);
}

/** The project does without on purpose. */
function isWithoutLocks(path: string, { context }: FileSite): boolean {
  return /^\s*(?:package-lock|lockfile)\s*=\s*false/m.test(context.read(joinPath(path, '.npmrc')) ?? '');
}
