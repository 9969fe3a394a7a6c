// What BuildKit compares of an operation, as a list of named reasons (solver/llbsolver/ops: CacheMap).

import { basePath } from '../syntax/go/path.ts';
import { sha256 } from './file-tree.ts';
import type { ExecMount, ExecOperation, FileAction, Operation, Owner } from './operation.ts';
import { hasWildcard } from './path-names.ts';
import type { Selection } from './selection.ts';

/** One reason for which a step may have to run again. */
export interface KeyPart {
  readonly kind: 'command' | 'environment' | 'option' | 'mount' | 'file' | 'image' | 'platform' | 'source';
  /** What it is called: a variable, an option, a path. */
  readonly name: string;
  readonly value: string;
}

/** How an operation depends on one of its inputs. */
export interface Dependency {
  /** Part of the key: equal inputs count only for equal selectors. */
  readonly selector: string;
  /** The files whose content decides; undefined where only the same input will do. */
  readonly selections: readonly Selection[] | undefined;
}

export interface CacheKey {
  readonly parts: readonly KeyPart[];
  /** Equal for equal parts only. */
  readonly digest: string;
  /** One an input. */
  readonly dependencies: readonly Dependency[];
}

export function cacheKey(operation: Operation): CacheKey {
  const parts = partsOf(operation);
  const digest = sha256(JSON.stringify([operation.kind, parts.map(({ kind, name, value }) => [kind, name, value])]));
  return { parts, digest, dependencies: dependenciesOf(operation) };
}

function partsOf(operation: Operation): readonly KeyPart[] {
  switch (operation.kind) {
    case 'exec':
      return execParts(operation);
    case 'file':
      return operation.actions.flatMap((action, index) => actionParts(action, index));
    case 'merge':
      return [{ kind: 'option', name: 'inputs', value: String(operation.inputs.length) }];
    case 'source':
      return sourceParts(operation);
    default:
      return operation satisfies never;
  }
}

/** Of a file on the web neither its address nor its time counts; of an image its digest, for a platform. */
function sourceParts({
  identifier,
  attributes,
  platform,
}: Operation & { readonly kind: 'source' }): readonly KeyPart[] {
  if (identifier.startsWith('docker-image://')) {
    return [
      { kind: 'image', name: 'FROM', value: identifier.slice('docker-image://'.length) },
      { kind: 'platform', name: 'platform', value: platform ?? '' },
    ];
  }
  const rest = Object.entries(attributes).map(([name, value]): KeyPart => ({ kind: 'source', name, value }));
  return [{ kind: 'source', name: 'address', value: identifier }, ...rest];
}

function execParts(operation: ExecOperation): readonly KeyPart[] {
  const { words, environment, workdir, user, network, security, secretEnvironment, mounts, platform, host } = operation;
  return [
    { kind: 'command', name: 'RUN', value: JSON.stringify(words) },
    ...environment.map(variablePart),
    ...option('WORKDIR', workdir),
    ...option('USER', user),
    ...option('--network', network === 'UNSET' ? '' : network),
    ...option('--security', security === 'SANDBOX' ? '' : security),
    ...option('hostname', host.name),
    ...option('--cgroup-parent', host.cgroupParent),
    ...host.extraHosts.flatMap((name) => option('--add-host', name)),
    ...host.ulimits.flatMap((limit) => option('--ulimit', limit)),
    ...secretEnvironment.map(({ id, name, isOptional }): KeyPart => ({
      kind: 'mount',
      name,
      value: `secret ${id} ${isOptional}`,
    })),
    ...(mounts.length > 1 ? mounts.map(mountPart) : []),
    { kind: 'platform', name: 'platform', value: platform ?? '' },
  ];
}

function option(name: string, value: string): KeyPart[] {
  return value === '' ? [] : [{ kind: 'option', name, value }];
}

/** The order of variables counts, too. */
function variablePart(text: string): KeyPart {
  const equals = text.indexOf('=');
  return { kind: 'environment', name: text.slice(0, equals), value: text.slice(equals + 1) };
}

/** The source path is no part of it; id and sharing of a cache mount only where both are the defaults. */
function mountPart({ type, target, input, isOutput, readonly, cache, size, secret }: ExecMount): KeyPart {
  const value = JSON.stringify([
    type,
    input ?? -1,
    isOutput,
    readonly,
    String(size ?? ''),
    secret,
    cache?.isDefault === true ? cache : undefined,
  ]);
  return { kind: 'mount', name: target, value };
}

function actionParts(action: FileAction, index: number): readonly KeyPart[] {
  const number = index === 0 ? '' : ` ${index + 1}`;
  const part = (name: string, value: string | undefined): KeyPart[] => option(name + number, value ?? '');
  const from = [...part('input', String(action.input ?? -1))];
  switch (action.kind) {
    case 'mkdir':
      return [
        ...from,
        ...part('folder', action.path),
        ...part('mode', action.mode.toString(8)),
        ...part('owner', ownerText(action.owner)),
        ...part('SOURCE_DATE_EPOCH', action.timestamp === undefined ? undefined : String(action.timestamp)),
        ...part('parents', String(action.makesParents)),
      ];
    case 'mkfile':
      return [
        ...from,
        { kind: 'file', name: action.path, value: action.text },
        ...part('mode', action.mode.toString(8)),
      ];
    case 'copy':
      return [
        ...from,
        ...part('source', String(action.source ?? -1)),
        ...part('source name', basePath(action.from)),
        ...part('destination', action.to),
        ...part('--chown', ownerText(action.owner)),
        ...part('--chmod', typeof action.mode === 'number' ? action.mode.toString(8) : action.mode),
        ...part('tree', String(action.isTree)),
        ...part('unpack', String(action.unpacks)),
        ...part('--parents', action.include.join('\0')),
        ...part('--exclude', action.exclude.join('\0')),
        ...part('required', action.required.join('\0')),
      ];
    default:
      return action satisfies never;
  }
}

function ownerText(owner: Owner | undefined): string | undefined {
  return owner === undefined ? undefined : `${owner.user}:${owner.group ?? ''}`;
}

function dependenciesOf(operation: Operation): readonly Dependency[] {
  switch (operation.kind) {
    case 'exec': {
      const mounts = groupedBy(operation.mounts, ({ input }) => input);
      return operation.inputs.map((_, index) => execDependency(mounts.get(index) ?? []));
    }
    case 'file': {
      const copies = operation.actions.filter((action) => action.kind === 'copy');
      const bySource = groupedBy(copies, ({ source }) => source);
      const bases = new Set(operation.actions.map(({ input }) => input));
      // A file system that is copied into itself is not compared by content.
      return operation.inputs.map((_, index) => copyDependency(bySource.get(index) ?? [], !bases.has(index)));
    }
    case 'merge':
    case 'source':
      return operation.inputs.map(() => ({ selector: '', selections: undefined }));
    default:
      return operation satisfies never;
  }
}

function groupedBy<Item>(
  items: readonly Item[],
  indexOf: (item: Item) => number | undefined,
): ReadonlyMap<number | undefined, readonly Item[]> {
  const groups = new Map<number | undefined, Item[]>();
  for (const item of items) {
    const group = groups.get(indexOf(item));
    if (group === undefined) groups.set(indexOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * The root file system is not compared by content. Where it is mounted once more somewhere else, the last mount decides, and
 * then all of it is compared (getMountDeps overwrites ContentBasedHash with each mount).
 */
function execDependency(mounts: readonly ExecMount[]): Dependency {
  const paths = mounts.map(({ selector }) => (selector === '' ? '/' : selector));
  const selector = paths.toSorted().join('\0');
  if (mounts.at(-1)?.isOutput === true) return { selector, selections: undefined };
  return { selector, selections: Array.from(withoutInner(paths), (path) => selectionOf(path, { isPattern: false })) };
}

/** A path below another one adds nothing, even if it is a link that leads elsewhere (dedupePaths). */
function withoutInner(paths: readonly string[]): ReadonlySet<string> {
  const all = new Set(paths);
  return new Set(paths.filter((path) => !foldersAbove(path).some((folder) => all.has(folder))));
}

/** `/` and `/a` of `/a/b`. */
function foldersAbove(path: string): readonly string[] {
  const folders = path === '/' ? [] : ['/'];
  for (let slash = path.indexOf('/', 1); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    folders.push(path.slice(0, slash));
  }
  return folders;
}

function copyDependency(copies: readonly (FileAction & { readonly kind: 'copy' })[], isByContent: boolean): Dependency {
  const paths = copies.map(({ from }) => from);
  const selector = paths.toSorted().join('\0');
  if (!isByContent) return { selector, selections: undefined };
  const selections = copies.map(({ from, isTree, include, exclude }) => ({
    ...selectionOf(from, { isPattern: isTree }),
    include,
    exclude,
  }));
  const plain = withoutInner(selections.flatMap((selection) => (isPlain(selection) ? [selection.path] : [])));
  const taken = new Map(
    selections
      .filter((selection) => !isPlain(selection) || plain.has(selection.path))
      .map((selection) => [JSON.stringify([selection.path, selection.include, selection.exclude]), selection]),
  );
  return {
    selector,
    selections: [...taken.values()].toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
  };
}

/** Neither a pattern nor filters leave anything out. */
function isPlain({ path, isPattern, include, exclude }: Selection): boolean {
  return include.length === 0 && exclude.length === 0 && !(isPattern && hasWildcard(path));
}

function selectionOf(path: string, { isPattern }: { readonly isPattern: boolean }): Selection {
  return { path, isPattern, followsMatches: true, include: [], exclude: [] };
}
