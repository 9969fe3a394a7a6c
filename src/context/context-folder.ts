// The files of a build context that is a folder of this machine: what the ignore file lets through, and what it leaves out.

import { type Dirent, readdirSync } from 'node:fs';
import type { IgnoreList } from '../model/ignore-list.ts';
import { DigestCache } from './digest-cache.ts';
import { type ContextPlace, type ContextProblem, type FileKind, FolderFile, problemOf } from './folder-file.ts';

/** What an ignore file leaves out, and the pattern that does. */
export interface LeftOut {
  readonly file: FolderFile;
  readonly pattern: string;
}

export interface Listing {
  /** What is sent; folders come before what is in them. */
  readonly files: readonly FolderFile[];
  /** Of folders that are left out as a whole only themselves, unless all is asked for. */
  readonly leftOut: readonly LeftOut[];
}

/** A folder while it is walked. */
interface OpenFolder {
  readonly file: FolderFile | undefined;
  readonly parent: OpenFolder | undefined;
  /** Set for a folder that is left out: what in it is sent takes it along. */
  readonly pattern: string | undefined;
  isListed: boolean;
}

/**
 * A build context. Walking it reads names only; size, mode, time and content of a file are read when somebody asks the file
 * for them, and its digest is taken from `digests` if it is there.
 */
export class ContextFolder {
  readonly #digests: DigestCache;
  /** By path, once somebody asks for files a second time. */
  #known: Map<string, FolderFile> | undefined;
  readonly #listings: Listing[] = [];
  readonly #problems = new Map<string, ContextProblem>();
  readonly #place: ContextPlace;

  constructor(root: string, digests: DigestCache = new DigestCache()) {
    this.#digests = digests;
    this.#place = { root, digests, report: (problem) => void this.#problems.set(problem.path, problem) };
  }

  /** What could not be read, or is not sent as it is, as far as somebody has looked. */
  get problems(): readonly ContextProblem[] {
    return [...this.#problems.values()].toSorted((left, right) => (left.path < right.path ? -1 : 1));
  }

  /**
   * Walks the folder. As BuildKit's fsutil does, a folder that is left out is not entered unless an exception could match
   * something in it; with `all` it is. A file is the same object in all listings.
   */
  list(ignored: IgnoreList | undefined, { all = false } = {}): Listing {
    const known = this.#listings.length === 0 ? undefined : this.#knownFiles();
    const files: FolderFile[] = [];
    const leftOut: LeftOut[] = [];
    const mayHoldException = exceptionTest(ignored);
    const root = { file: undefined, parent: undefined, pattern: undefined, isListed: true };
    const open: OpenFolder[] = [root];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      for (const entry of this.#read(folder)) {
        const file = this.#fileOf(entry, folder, known);
        if (file === undefined) continue;
        const answer = ignored?.leftOutBy(file.path);
        const pattern = answer?.ok === true ? answer.value : undefined;
        if (pattern === undefined) {
          if (!folder.isListed) listFolders(files, folder);
          files.push(file);
        } else leftOut.push({ file, pattern });
        if (file.kind !== 'folder' || (pattern !== undefined && !all && !mayHoldException(file.path))) continue;
        open.push({ file, parent: folder, pattern, isListed: pattern === undefined });
      }
    }
    const listing = { files, leftOut };
    this.#listings.push(listing);
    return listing;
  }

  /** Keeps the digests of files that have been read. */
  save(): void {
    this.#digests.save((path) => this.#knownFiles().has(path));
  }

  /** Undefined for what no builder can take. */
  #fileOf(
    { name, kind, bytes }: Named,
    { file: folder }: OpenFolder,
    known: Map<string, FolderFile> | undefined,
  ): FolderFile | undefined {
    const path = folder === undefined ? name : `${folder.path}/${name}`;
    const before = known?.get(path);
    if (before !== undefined) return before;
    if (kind === 'socket') {
      this.#place.report({ path, problem: 'it is a socket: a build that copies it fails' });
      return undefined;
    }
    if (kind === 'special') this.#place.report({ path, problem: 'it is no file, but a FIFO or a device' });
    const file = new FolderFile(path, kind, this.#place, bytes);
    known?.set(path, file);
    return file;
  }

  #knownFiles(): Map<string, FolderFile> {
    this.#known ??= new Map(
      this.#listings.flatMap(({ files, leftOut }) =>
        [...files, ...leftOut.map(({ file }) => file)].map((file) => [file.path, file] as const),
      ),
    );
    return this.#known;
  }

  #read({ file }: OpenFolder): readonly Named[] {
    const path = file?.path ?? '.';
    const system = file?.system ?? this.#place.root;
    try {
      const entries = readdirSync(system, { withFileTypes: true });
      const isText = typeof system === 'string' && !entries.some(({ name }) => name.includes('\uFFFD'));
      if (!isText) return this.#readBytes(path, Buffer.from(system));
      return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry), bytes: undefined }));
    } catch (error) {
      this.#place.report({ path, problem: problemOf(error) });
      return [];
    }
  }

  /** For names that are no UTF-8: what they look like as text does not open them. */
  #readBytes(path: string, system: Buffer): readonly Named[] {
    return readdirSync(system, { withFileTypes: true, encoding: 'buffer' }).map((entry) => {
      const name = entry.name.toString();
      if (!Buffer.from(name).equals(entry.name)) {
        const problem = 'its name is not UTF-8: BuildKit cannot be sent it';
        this.#place.report({ path: path === '.' ? name : `${path}/${name}`, problem });
      }
      return { name, kind: kindOf(entry), bytes: Buffer.concat([system, Buffer.from('/'), entry.name]) };
    });
  }
}

interface Named {
  readonly name: string;
  readonly kind: FileKind | 'special' | 'socket';
  /** Of what lies in a folder with a name that is no UTF-8: its whole path. */
  readonly bytes: Buffer | undefined;
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink' | 'isSocket'>): Named['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (entry.isSymbolicLink()) return 'link';
  return entry.isSocket() ? 'socket' : 'special';
}

/** The folders that are left out themselves, but hold something that is sent. */
function listFolders(files: FolderFile[], folder: OpenFolder): void {
  const missing: FolderFile[] = [];
  for (let at: OpenFolder | undefined = folder; at !== undefined && !at.isListed; at = at.parent) {
    at.isListed = true;
    if (at.file !== undefined) missing.push(at.file);
  }
  files.push(...missing.toReversed());
}

/** No folder that can be opened has a longer path. */
const LONGEST_PATH = 4096;

/** Whether a pattern with `!` could match something below a folder. */
function exceptionTest(ignored: IgnoreList | undefined): (folder: string) => boolean {
  const starts = new Set<string>();
  const above = new Set<string>();
  for (const pattern of ignored?.patterns ?? []) {
    if (!pattern.startsWith('!')) continue;
    const start = startOf(pattern.slice(1, LONGEST_PATH));
    starts.add(start);
    for (const folder of foldersIn(start)) above.add(folder);
  }
  return (folder) => {
    if (starts.size === 0) return false;
    return starts.has('') || above.has(folder) || [...foldersIn(folder), folder].some((one) => starts.has(one));
  };
}

/** The path up to the first name that is a pattern; empty for the root. */
function startOf(pattern: string): string {
  const wildcard = pattern.search(/[*?[\\]/);
  return wildcard === -1 ? pattern : pattern.slice(0, Math.max(0, pattern.lastIndexOf('/', wildcard)));
}

/** `a` and `a/b` of `a/b/c`. */
function foldersIn(path: string): readonly string[] {
  const folders: string[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    folders.push(path.slice(0, slash));
  }
  return folders;
}
