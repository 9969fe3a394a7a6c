// The installations of system packages that stand below a copy of files which they do not read.

import type { ContextSource } from '../model/context-source.ts';
import type { Step } from '../model/evaluation/build-stage.ts';
import { type Transfer, type TransferSource, transferOf } from '../model/transfer.ts';
import { walkStages } from '../model/walk-stages.ts';
import { readsNoVariables } from '../shell/commands/environment-readers.ts';
import { packageCommand } from '../shell/commands/package-managers.ts';
import { workOf } from '../shell/commands/work.ts';
import { isUnconditional } from '../shell/conditional.ts';
import type { Command, ShellScript } from '../shell/tree.ts';
import type { Run } from '../syntax/ast.ts';
import type { BuildFile } from './build-file.ts';
import { dependencyInstall } from './commands/dependency-install.ts';
import { namedPath } from './commands/named-path.ts';
import { isBelow } from './commands/path-match.ts';
import { placeIn } from './commands/place.ts';
import { type CommandEffects, effectsIn } from './commands/script-effects.ts';
import { systemPackages } from './commands/system-packages.ts';
import { folderOf } from './source-copies.ts';

/** Files of the context, and where they lie in the image. */
interface FileCopy {
  readonly transfer: Transfer;
  readonly source: TransferSource;
  readonly destination: string;
}

export interface UnreadCopy extends FileCopy {
  /** A folder changes with any file in it; manifests change now and then, other single files hardly ever. */
  readonly kind: 'folder' | 'manifest' | 'file';
}

export interface LatePackages {
  readonly command: Command;
  readonly run: Run;
  readonly copy: UnreadCopy;
  /** Nothing else is in the RUN. */
  readonly isAlone: boolean;
}

/** Folders that package managers, or the scripts of packages, may read: repositories, keys, accounts, settings. */
const READ_BY_MANAGERS =
  /^\/(?:$|etc|root|usr\/(?:lib|share|local\/(?:lib|share))|var|run|home\/[^/]+\/\.)(?:\/|$)|^\/(?:usr|bin|sbin|lib\w*|usr\/s?bin)$/;
/** Names of what they may be given. */
const FOR_MANAGERS =
  /\.(?:apk|asc|cert?|cnf|conf|crt|deb|gpg|key|list|pem|pgp|pub|repo|rpm|rules|sources)$|apt|cert|key|repo|sources\.list/i;

/** More copies than these nobody makes before an installation. */
const MOST_COPIES = 8;

/** In the order of the file. */
export function latePackages(site: BuildFile): readonly LatePackages[] {
  const { file, model, context } = site;
  if (!file.instructions.some((one) => one.kind === 'Run' && site.shell(one)?.commands.some(installsPackages)))
    return [];
  const found: LatePackages[] = [];
  walkStages<readonly FileCopy[]>(
    model,
    ({ needed, os }) => needed && os !== 'windows',
    [],
    (copies, step) => {
      const transfer = transferOf(step, file);
      if (transfer !== undefined) return [...copies, ...copiesIn(transfer)].slice(0, MOST_COPIES);
      const { instruction, trigger } = step.command;
      if (instruction.kind !== 'Run' || copies.length === 0) return copies;
      const script = trigger === undefined ? site.shell(instruction) : undefined;
      if ((script?.dialect !== 'posix' && script?.dialect !== 'bash') || !script.complete) return [];
      found.push(...lateIn(instruction, script, { copies, step, context }));
      return script.commands.every(isForeseeable) ? copies : [];
    },
  );
  return found;
}

function copiesIn(transfer: Transfer): readonly FileCopy[] {
  const { origin, sources, destination } = transfer;
  if (origin !== 'context' || destination === undefined || READ_BY_MANAGERS.test(destination)) return [];
  return sources.flatMap((source) => {
    if (source.isRemote || source.path === undefined || FOR_MANAGERS.test(source.path)) return [];
    return [{ transfer, source, destination }];
  });
}

const MANIFEST =
  /(?:^|\/)(?:[Rr]equirements[^/]*|[^/]*package[^/]*\.json|Gemfile\S*|Pipfile\S*|pyproject\.toml|go\.\w+|composer\.\w+|pom\.xml|Cargo\.\w+|mix\.\w+|[^/]*[.-]lock(?:\.\w+)?|[^/]*\.csproj)$/;

function kindOf(source: TransferSource, context: ContextSource): UnreadCopy['kind'] {
  if (folderOf(source, context) !== undefined) return 'folder';
  return MANIFEST.test(source.path ?? '') ? 'manifest' : 'file';
}

function lateIn(
  run: Run,
  script: ShellScript,
  { copies, step, context }: Pick<BuildFile, 'context'> & { readonly copies: readonly FileCopy[]; readonly step: Step },
): readonly LatePackages[] {
  if (!script.commands.some(installsPackages) || run.mounts.some(({ type }) => type === 'bind')) return [];
  // What the same RUN removes again would stay in the layer of a RUN of its own.
  if (script.commands.some((command) => systemPackages(command)?.action === 'remove')) return [];
  const effects = effectsIn(script, placeIn(step.before, script.dialect));
  const last = effects.findLastIndex(({ command }) => command.type === 'command' && installsPackages(command));
  const install = effects[last]?.command;
  if (install?.type !== 'command') return [];
  const before = effects.slice(0, last + 1);
  if (!before.every(({ command }) => command.type === 'command' && isClosed(command))) return [];
  const copy = copies.find((one) => !before.some((part) => reads(part, one)));
  if (copy === undefined) return [];
  const unread = { kind: kindOf(copy.source, context), ...copy };
  return [{ command: install, run, copy: unread, isAlone: effects.slice(last).every(isCleanup) }];
}

/** Packages by names that all stand here. */
function installsPackages(command: Command): boolean {
  const found = systemPackages(command);
  if (found?.action !== 'install' || !found.complete || !isUnconditional(command)) return false;
  return found.packages.length > 0 && found.packages.length === packageCommand(command)?.packages.length;
}

/** It reads no file but those of the system, and those that its words name. */
function isClosed(command: Command): boolean {
  return command.nested === undefined && readsNoVariables(command);
}

/** It cannot change what an installation finds, or it does so from elsewhere. */
function isForeseeable(command: Command): boolean {
  return isClosed(command) || dependencyInstall(command) !== undefined || workOf(command) !== undefined;
}

function isCleanup({ command }: CommandEffects): boolean {
  return (
    command.type === 'command' && (command.name === 'rm' || systemPackages(command) !== undefined || isClosed(command))
  );
}

function reads({ command, place }: CommandEffects, { destination, source }: FileCopy): boolean {
  if (command.type !== 'command') return true;
  const words = [...command.words, ...command.redirects.flatMap(({ target }) => target ?? [])];
  const inside = place.directory === undefined || isAt(place.directory, destination);
  return words.some((word) => {
    if (word.text.startsWith('-') && !word.text.includes('=')) return false;
    if (packageCommand(command)?.packages.includes(word) === true) return false;
    const { path } = namedPath(word, place);
    const isRelative = inside && source.path !== undefined && word.text.includes(lastOf(source.path));
    return (path !== undefined && word.text.includes('/') && isAt(path, destination)) || isRelative;
  });
}

function lastOf(path: string): string {
  return path === '.' ? '/' : path.slice(path.lastIndexOf('/') + 1);
}

function isAt(path: string, folder: string): boolean {
  return path === folder || isBelow(path, folder) || (isBelow(folder, path) && path !== '/');
}
