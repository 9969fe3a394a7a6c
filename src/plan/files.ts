// COPY, ADD and WORKDIR as operations (dockerfile2llb: dispatchCopy, dispatchWorkdir; client/llb: FileOp).

import type { Transfer } from '../model/evaluation/step-work.ts';
import { normalizePath } from '../model/evaluation/system-path.ts';
import type { Add, Copy } from '../syntax/ast.ts';
import { parseFileMode } from '../syntax/file-mode.ts';
import { findFlag, isFlagOn } from '../syntax/flag-table.ts';
import { parseGitReference } from '../syntax/git-reference.ts';
import { cleanPath, joinPath } from '../syntax/go/path.ts';
import { inlineVertex } from './exec.ts';
import type { CopySettings, FileAction, FileOperation, Owner } from './operation.ts';
import { ownerOf } from './owner.ts';
import { hasWildcard } from './path-names.ts';
import { gitVertex, webFile } from './sources.ts';
import { distinct, Inputs, type Vertex } from './vertex.ts';

/** What files are copied with, whatever the instruction. */
export interface TransferSettings {
  readonly name: string;
  /** The file system that is copied into. */
  readonly base: Vertex | undefined;
  /** Where paths are taken from: a stage, an image or the build context. */
  readonly from: Vertex | undefined;
  readonly workdir: string;
  readonly os: string;
  readonly ignoresCache: boolean;
}

interface CopyDraft extends CopySettings {
  readonly source: Vertex | undefined;
}

/** The base with the files of COPY or ADD in it. */
export function transferVertex(copy: Copy | Add, work: Transfer, settings: TransferSettings): Vertex {
  const drafts = copiesOf(copy, work, settings);
  const { base, name, ignoresCache } = settings;
  return {
    inputs: distinct([base, ...drafts.map(({ source }) => source)]),
    make(resolve): FileOperation {
      const inputs = new Inputs(resolve);
      const first = inputs.add(base);
      const sources = drafts.map(({ source }) => inputs.add(source));
      const { length } = inputs.operations;
      const actions = drafts.map((draft, index) => {
        const input = index === 0 ? first : length + index - 1;
        return copyAction(draft, { input, source: sources[index] });
      });
      return { kind: 'file', name, actions, inputs: inputs.operations, platform: undefined, ignoresCache };
    },
  };
}

function copyAction(
  draft: CopyDraft,
  places: { readonly input: number | undefined; readonly source: number | undefined },
): FileAction {
  return { ...draft, ...places, kind: 'copy' };
}

/** `COPY --link`: the files on an empty file system, and that on top of the base. */
export function linkVertex(base: Vertex | undefined, files: Vertex, name: string, ignoresCache: boolean): Vertex {
  if (base === undefined) return files;
  return {
    inputs: distinct([base, files]),
    make: (resolve) => ({
      kind: 'merge',
      name,
      inputs: [resolve(base), resolve(files)],
      platform: undefined,
      ignoresCache,
    }),
  };
}

/** The base with a folder in it that belongs to `user`. */
export function folderVertex(
  base: Vertex | undefined,
  { name, path, user, timestamp }: { name: string; path: string; user: string; timestamp: bigint | undefined },
): Vertex {
  const owner = user === '' ? undefined : ownerOf(user);
  return {
    inputs: distinct([base]),
    make(resolve): FileOperation {
      const inputs = new Inputs(resolve);
      const input = inputs.add(base);
      return {
        kind: 'file',
        name,
        actions: [{ kind: 'mkdir', input, path, mode: 0o755, owner, makesParents: true, timestamp }],
        inputs: inputs.operations,
        platform: undefined,
        ignoresCache: false,
      };
    },
  };
}

/** In BuildKit's order: sources as they are written, then heredocs. */
function copiesOf(copy: Copy | Add, work: Transfer, settings: TransferSettings): readonly CopyDraft[] {
  const { os, workdir } = settings;
  const target = destinationOf(work.destination.text, workdir, os);
  const owner = work.chown === undefined || work.chown.text === '' ? undefined : ownerOf(work.chown.text);
  const common = { to: target, owner, mode: modeOf(work), exclude: work.excludes };
  const files = work.sources.map(({ text }) => sourceOf(text, copy, work, { ...settings, ...common }));
  const inline = work.inline.map((file) => plain(common, joinPath('/', file.name), inlineVertex(file, 0o644)));
  return [...files, ...inline];
}

interface CommonSettings {
  readonly to: string;
  readonly owner: Owner | undefined;
  readonly mode: number | string | undefined;
  readonly exclude: readonly string[];
}

function sourceOf(
  text: string,
  copy: Copy | Add,
  { checksum }: Transfer,
  settings: TransferSettings & CommonSettings,
): CopyDraft {
  const { name, from, os } = settings;
  const git = parseGitReference(text);
  if (git !== undefined && git.ok && !git.value.looksLocal) {
    const flag = findFlag(copy.flags, 'keep-git-dir');
    const keepGitDir = git.value.keepGitDir ?? (flag !== undefined && isFlagOn(flag));
    const vertex = gitVertex(git.value, name, { keepGitDir, checksum: git.value.checksum || (checksum?.text ?? '') });
    return plain(settings, '/', vertex);
  }
  const unpack = findFlag(copy.flags, 'unpack');
  if (/^https?:\/\//.test(text)) {
    const { vertex, file } = webFile(text, name, checksum?.text ?? '');
    return { ...plain(settings, joinPath('/', file), vertex), unpacks: unpack !== undefined && isFlagOn(unpack) };
  }
  const parents = findFlag(copy.flags, 'parents');
  const paths =
    parents !== undefined && isFlagOn(parents) ? withParents(text, os) : { path: text, include: [], required: [] };
  return {
    ...plain(settings, absolute(paths.path, os), from),
    isTree: true,
    unpacks: unpack === undefined ? copy.kind === 'Add' : isFlagOn(unpack),
    include: paths.include,
    required: paths.required,
  };
}

function plain({ to, owner, mode, exclude }: CommonSettings, from: string, source: Vertex | undefined): CopyDraft {
  return { from, source, to, owner, mode, exclude, isTree: false, unpacks: false, include: [], required: [] };
}

/** `--parents`: what stands before `/./` is not made at the destination; a path without wildcards must exist. */
function withParents(
  text: string,
  os: string,
): { path: string; include: readonly string[]; required: readonly string[] } {
  const pivot = text.indexOf('/./');
  const path = pivot === -1 ? '/' : text.slice(0, pivot);
  const pattern = absolute(pivot === -1 ? text : text.slice(pivot + '/./'.length), os);
  const isLiteral = !hasWildcard(path) && !hasWildcard(pattern);
  return {
    path,
    include: [pattern.startsWith('/') ? pattern.slice(1) : pattern],
    required: isLiteral ? [absolute(joinPath(path, pattern), os)] : [],
  };
}

function absolute(path: string, os: string): string {
  const normalized = normalizePath('/', path, os, false);
  return cleanPath(normalized.ok ? normalized.value : joinPath('/', path));
}

/** Relative to the working directory; `/` and `/.` at the end are kept. */
function destinationOf(text: string, workdir: string, os: string): string {
  const path = normalizePath(text.startsWith('/') ? '/' : workdir, text === '' || text === '.' ? './' : text, os, true);
  return withEnd(path.ok ? path.value : joinPath('/', workdir, text));
}

/** The shortest spelling of a path that keeps what says that it is a folder. */
function withEnd(path: string): string {
  const clean = cleanPath(path);
  const folder = clean === '/' ? '' : clean;
  if (path.endsWith('/')) return `${folder}/`;
  return path.endsWith('/.') ? `${folder}/.` : clean;
}

function modeOf({ chmod }: Transfer): number | string | undefined {
  if (chmod === undefined || chmod.text === '') return undefined;
  const mode = parseFileMode(chmod.text);
  return mode.ok && mode.value.kind === 'number' ? mode.value.mode : chmod.text;
}
