// What a step takes, and where that comes from.

import { joinPath } from '../syntax/go/path.ts';
import type { ExecOperation, FileOperation, Operation, SourceOperation } from './operation.ts';

/** Where files come from. */
export type Origin =
  /** What another step leaves, by its `id`. */
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'image'; readonly reference: string; readonly platform: string | undefined }
  /** The build context, or what `--build-context` has given this name. */
  | { readonly kind: 'context'; readonly name: string | undefined }
  | { readonly kind: 'http'; readonly url: string; readonly checksum: string | undefined }
  | { readonly kind: 'git'; readonly url: string; readonly reference: string | undefined }
  /** A heredoc: text of the Dockerfile as a file. */
  | { readonly kind: 'inline'; readonly name: string; readonly text: string };

export interface Input {
  readonly origin: Origin;
  /** `base` is the file system that the step goes on with. */
  readonly as: 'base' | 'copy' | 'mount';
  /** What is taken of it; absolute, `/` for all. */
  readonly paths: readonly string[];
  /** Where it goes; undefined for a base. */
  readonly to: string | undefined;
}

/** The id of the step that an operation belongs to; equal steps of two stages have one operation. */
export type StepOf = (operation: Operation, as: Input['as']) => string | undefined;

/** The inputs of a step: the base first, then in the order of the instruction. */
export function inputsOf(operation: Operation, stepOf: StepOf): readonly Input[] {
  switch (operation.kind) {
    case 'source':
      return [baseInput(sourceOrigin(operation))];
    case 'exec':
      return execInputs(operation, stepOf);
    case 'file':
      return fileInputs(operation, stepOf);
    case 'merge': {
      const [base, files] = operation.inputs;
      return [
        ...(base === undefined ? [] : baseInputs(base, stepOf)),
        ...(files === undefined ? [] : inputsOf(files, stepOf)),
      ];
    }
    default:
      return operation satisfies never;
  }
}

function execInputs({ mounts, inputs }: ExecOperation, stepOf: StepOf): readonly Input[] {
  return mounts.flatMap(({ input, isOutput, selector, target }): readonly Input[] => {
    const operation = input === undefined ? undefined : inputs[input];
    if (operation === undefined) return [];
    if (isOutput) return baseInputs(operation, stepOf);
    const origin = originOf(operation, 'mount', stepOf);
    return origin === undefined ? [] : [{ origin, as: 'mount', paths: [selector || '/'], to: target }];
  });
}

function fileInputs({ actions, inputs }: FileOperation, stepOf: StepOf): readonly Input[] {
  const base = inputs[actions[0]?.input ?? -1];
  const copies = new Map<Operation, { readonly paths: string[]; readonly to: string }>();
  for (const action of actions) {
    const source = action.kind === 'copy' ? inputs[action.source ?? -1] : undefined;
    if (source === undefined || action.kind !== 'copy') continue;
    const paths =
      action.include.length === 0 ? [action.from] : action.include.map((path) => joinPath(action.from, path));
    const known = copies.get(source);
    if (known === undefined) copies.set(source, { paths: [...paths], to: action.to });
    else known.paths.push(...paths);
  }
  return [
    ...(base === undefined ? [] : baseInputs(base, stepOf)),
    ...[...copies].flatMap(([operation, { paths, to }]): readonly Input[] => {
      const origin = originOf(operation, 'copy', stepOf);
      return origin === undefined ? [] : [{ origin, as: 'copy', paths, to }];
    }),
  ];
}

function baseInputs(operation: Operation, stepOf: StepOf): readonly Input[] {
  const origin = originOf(operation, 'base', stepOf);
  return origin === undefined ? [] : [baseInput(origin)];
}

function baseInput(origin: Origin): Input {
  return { origin, as: 'base', paths: ['/'], to: undefined };
}

/** Undefined for a folder that BuildKit makes for a mount out of nothing. */
function originOf(operation: Operation, as: Input['as'], stepOf: StepOf): Origin | undefined {
  const step = stepOf(operation, as);
  if (step !== undefined) return { kind: 'step', step };
  if (operation.kind === 'source') return sourceOrigin(operation);
  const [action] = operation.kind === 'file' ? operation.actions : [];
  if (action?.kind === 'mkfile') return { kind: 'inline', name: action.path.slice(1), text: action.text };
  const [below] = operation.inputs;
  return below && originOf(below, as, stepOf);
}

const IMAGE = 'docker-image://';
const FOLDER = 'local://';
const BUILD_CONTEXT = 'local://context';

function sourceOrigin({ identifier, attributes, platform, name }: SourceOperation): Origin {
  if (identifier.startsWith(IMAGE)) return { kind: 'image', reference: identifier.slice(IMAGE.length), platform };
  if (identifier === BUILD_CONTEXT && !name.startsWith('[context ')) return { kind: 'context', name: undefined };
  if (identifier.startsWith(FOLDER)) return { kind: 'context', name: identifier.slice(FOLDER.length) };
  const repository = attributes['git.fullurl'];
  if (repository !== undefined) {
    const hash = identifier.indexOf('#');
    return { kind: 'git', url: repository, reference: hash === -1 ? undefined : identifier.slice(hash + 1) };
  }
  if (attributes['http.filename'] === undefined) return { kind: 'context', name: identifier };
  return { kind: 'http', url: identifier, checksum: attributes['http.checksum'] };
}
