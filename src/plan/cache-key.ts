// What BuildKit compares of an operation, as a list of named reasons (solver/llbsolver/ops: CacheMap).

import { basePath } from '../syntax/go/path.ts';
import type { ExecMount, ExecOperation, FileAction, FileOperation, Operation, Owner } from './operation.ts';
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
  /** Equal for equal keys. */
  readonly digest: string;
  /** One an input. */
  readonly dependencies: readonly Dependency[];
}

export function cacheKey(operation: Operation): CacheKey {
  const parts = partsOf(operation);
  const digest = JSON.stringify([operation.kind, parts.map(({ kind, name, value }) => [kind, name, value])]);
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
  const byIdentity = { selector: '', selections: undefined };
  switch (operation.kind) {
    case 'exec':
      return operation.inputs.map((_, index) => execDependency(operation, index));
    case 'file':
      return operation.inputs.map((_, index) => fileDependency(operation, index));
    case 'merge':
    case 'source':
      return operation.inputs.map(() => byIdentity);
    default:
      return operation satisfies never;
  }
}

/** What a mount can write back is never compared by content: the root file system. */
function execDependency({ mounts }: ExecOperation, index: number): Dependency {
  const ours = mounts.filter(({ input }) => input === index);
  if (ours.some(({ isOutput }) => isOutput)) return { selector: '', selections: undefined };
  const paths = ours.map(({ selector }) => (selector === '' ? '/' : selector));
  return {
    selector: paths.toSorted().join('\0'),
    selections: withoutInner(paths).map((path) => selectionOf(path, { isPattern: false })),
  };
}

/** A path below another one adds nothing. */
function withoutInner(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].filter(
    (path) => !paths.some((other) => other !== path && path.startsWith(other === '/' ? '/' : `${other}/`)),
  );
}

function fileDependency({ actions }: FileOperation, index: number): Dependency {
  const selector = actions.flatMap((action) =>
    action.kind === 'copy' && action.source === index ? [action.from] : [],
  );
  const text = selector.toSorted().join('\0');
  // A file system that is copied into itself is not compared by content.
  if (actions.some(({ input }) => input === index)) return { selector: text, selections: undefined };
  const selections = actions.flatMap((action) =>
    action.kind === 'copy' && action.source === index
      ? [
          {
            ...selectionOf(action.from, { isPattern: action.isTree }),
            include: action.include,
            exclude: action.exclude,
          },
        ]
      : [],
  );
  return { selector: text, selections: selections.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

function selectionOf(path: string, { isPattern }: { readonly isPattern: boolean }): Selection {
  return { path, isPattern, followsMatches: true, include: [], exclude: [] };
}
