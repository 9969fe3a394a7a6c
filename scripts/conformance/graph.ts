// The suite `graph`: the operations that BuildKit's frontend hands to the solver.

import { createHash } from 'node:crypto';
import type { ExecMount, FileAction, Operation, Owner } from '../../src/plan/operation.ts';
import { buildGraph } from '../../src/plan/graph.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { canonical, difference } from './difference.ts';
import type { Context, DockerfileRecord } from './suite.ts';

interface RecordedOperation {
  readonly name: string;
  /** `index:output`. */
  readonly inputs: readonly string[];
  readonly terminal?: boolean;
}

export interface GraphRecord extends DockerfileRecord {
  readonly llb?: { readonly ops: readonly RecordedOperation[] };
}

/** An operation without its inputs, and a digest of it with them. */
interface Node {
  readonly name: string;
  readonly content: object;
  readonly digest: string;
}

export function compareGraph(record: GraphRecord, context: Context): string | undefined {
  if (record.llb === undefined) return undefined;
  const model = context.evaluated(record, 'build');
  const { escape } = context.parsed(record).file;
  const graph = buildGraph(model.build, { platform: platformOf('linux', 'amd64'), escape });
  const expected = recordedNodes(record.llb.ops);
  const actual = ourNodes(graph.operations);
  const [recordedResult] = record.llb.ops.at(-1)?.terminal === true ? (record.llb.ops.at(-1)?.inputs ?? []) : [];
  const wanted = recordedResult === undefined ? undefined : expected[Number(recordedResult.split(':')[0])]?.digest;
  const result = graph.result === undefined ? undefined : actual[graph.operations.indexOf(graph.result)]?.digest;
  return firstDifference(expected, actual) ?? difference(wanted, result, 'result');
}

function recordedNodes(operations: readonly RecordedOperation[]): readonly Node[] {
  const nodes: Node[] = [];
  for (const { name, inputs, terminal, ...content } of operations) {
    if (terminal === true) continue;
    nodes.push(
      nodeOf(
        name,
        content,
        inputs.map((input) => nodes[Number(input.split(':')[0])]?.digest),
      ),
    );
  }
  return nodes;
}

function ourNodes(operations: readonly Operation[]): readonly Node[] {
  const nodes = new Map<Operation, Node>();
  for (const operation of operations) {
    const inputs = operation.inputs.map((input) => nodes.get(input)?.digest);
    nodes.set(operation, nodeOf(operation.name, toRecorded(operation), inputs));
  }
  return [...nodes.values()];
}

function nodeOf(name: string, content: object, inputs: readonly (string | undefined)[]): Node {
  const digest = createHash('sha256')
    .update(canonical({ name, content: pruned(content), inputs }))
    .digest('hex');
  return { name, content, digest };
}

/** Without what counts as absent. */
function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, entry]): [string, unknown] => [key, pruned(entry)])
      .filter(isPresent),
  );
}

function isPresent([, entry]: readonly [string, unknown]): boolean {
  const isNothing = entry === undefined || entry === null || entry === false || entry === '';
  return !isNothing && canonical(entry) !== '[]' && canonical(entry) !== '{}';
}

function firstDifference(expected: readonly Node[], actual: readonly Node[]): string | undefined {
  const digests = new Set(actual.map(({ digest }) => digest));
  const missing = expected.find(({ digest }) => !digests.has(digest));
  if (missing !== undefined) {
    const { name, content } = missing;
    const alike = actual.filter((node) => node.name === name);
    const differences = alike.map((node) => difference(content, node.content, name) ?? `${name}: the inputs differ`);
    return differences[0] ?? `missing: ${name}`;
  }
  const recorded = new Set(expected.map(({ digest }) => digest));
  const surplus = actual.find(({ digest }) => !recorded.has(digest));
  return surplus === undefined ? undefined : `surplus: ${surplus.name}`;
}

/** An operation as it is recorded. */
function toRecorded(operation: Operation): object {
  const { platform, ignoresCache: ignoreCache } = operation;
  switch (operation.kind) {
    case 'source':
      return { source: operation.identifier, attrs: operation.attributes, platform, ignoreCache };
    case 'merge':
      return { merge: operation.inputs.length, platform, ignoreCache };
    case 'file':
      return {
        file: operation.actions.map((action, index) => toAction(action, index === operation.actions.length - 1)),
        ignoreCache,
      };
    case 'exec': {
      const { words: args, environment: env, workdir: cwd, user, network, security } = operation;
      return {
        exec: { args, env, cwd, user, network, security, mounts: operation.mounts.map(toMount) },
        platform,
        ignoreCache,
      };
    }
    default:
      return operation satisfies never;
  }
}

function toMount({ type, target, input, isOutput, readonly, selector, cache, secret }: ExecMount): object {
  const isSecret = type === 'secret' || type === 'ssh';
  return {
    type: type.toUpperCase(),
    dest: target,
    input: input ?? -1,
    output: isOutput || isSecret ? 0 : -1,
    readonly,
    selector,
    cache: cache && `${cache.id}:${cache.sharing.toUpperCase()}`,
    ...(isSecret ? { [type]: secret?.id ?? '' } : {}),
  };
}

function toAction(action: FileAction, isLast: boolean): object {
  const { input } = action;
  const common = {
    input: input ?? -1,
    second: action.kind === 'copy' ? (action.source ?? -1) : -1,
    output: isLast ? 0 : -1,
  };
  switch (action.kind) {
    case 'mkdir':
      return { ...common, mkdir: { path: action.path, mode: action.mode, makeParents: action.makesParents } };
    case 'mkfile':
      return { ...common, mkfile: { path: action.path, mode: action.mode, data: action.text } };
    case 'copy':
      return {
        ...common,
        copy: {
          src: action.from,
          dest: action.to,
          owner: action.owner && toOwner(action.owner, input),
          mode: typeof action.mode === 'string' ? 0 : action.mode,
          modeStr: typeof action.mode === 'string' ? action.mode : undefined,
          followSymlink: action.isTree,
          dirCopyContents: action.isTree,
          allowWildcard: action.isTree,
          allowEmptyWildcard: action.isTree,
          createDestPath: true,
          attemptUnpack: action.unpacks,
          include: action.include,
          exclude: action.exclude,
          required: action.required,
        },
      };
    default:
      return action satisfies never;
  }
}

/** BuildKit's message as JSON, as it is recorded. */
function toOwner({ user, group }: Owner, input: number | undefined): string {
  const one = (id: number | string): object => {
    if (typeof id === 'string')
      return { User: { byName: { name: id, ...(input === undefined ? { input: -1 } : {}) } } };
    return { User: id === 0 ? {} : { byId: id } };
  };
  return JSON.stringify({ user: one(user), ...(group === undefined ? {} : { group: one(group) }) });
}
