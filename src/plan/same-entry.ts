// Whether two file systems are the same to BuildKit's content hash, as far as anybody can tell before the build.

import {
  all,
  type Answer,
  childOf,
  type Entry,
  type FileEntry,
  type FolderEntry,
  type Header,
  type OpaqueEntry,
} from './file-tree.ts';

type Pair = readonly [left: Entry | undefined, right: Entry | undefined];

/** `maybe` where nobody can see one of them before the build. No stack grows with the trees. */
export function sameEntry(left: Entry | undefined, right: Entry | undefined): Answer {
  const comparison: Comparison = { seen: new Map(), besides: [] };
  const answer = compare([left, right], comparison);
  if (answer !== 'yes') return answer;
  for (let pair = comparison.besides.pop(); pair !== undefined; pair = comparison.besides.pop()) {
    if (compare(pair, comparison) !== 'yes') return 'maybe';
  }
  return 'yes';
}

interface Comparison {
  /** Pairs of folders that have been looked at: copies of a tree may share all that is in them. */
  readonly seen: Map<FolderEntry, Set<FolderEntry>>;
  /** What lies beside entries that are the same by themselves. */
  readonly besides: Pair[];
}

function compare(pair: Pair, { seen, besides }: Comparison): Answer {
  const open = [pair];
  let result: Answer = 'yes';
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [left, right] = next;
    if (left === right) continue;
    const answer = sameAlone(left, right);
    if (answer === 'no') return 'no';
    if (answer === 'maybe') result = 'maybe';
    const [beside, other] = [besideOf(left), besideOf(right)];
    if (beside !== other) besides.push([beside, other]);
    if (left?.kind === 'folder' && right?.kind === 'folder' && isNew(seen, left, right)) addChildren(open, left, right);
  }
  return result;
}

function besideOf(entry: Entry | undefined): FolderEntry | undefined {
  if (entry?.kind === 'opaque') return entry.beside;
  return entry?.kind === 'folder' ? entry.below?.beside : undefined;
}

function isNew(seen: Comparison['seen'], left: FolderEntry, right: FolderEntry): boolean {
  const others = seen.get(left);
  if (others === undefined) seen.set(left, new Set([right]));
  else if (others.has(right)) return false;
  else others.add(right);
  return true;
}

/** The pairs of children that are not one and the same. */
function addChildren(open: Pair[], left: FolderEntry, right: FolderEntry): void {
  for (const [name, child] of left.children) {
    const other = childOf(right, name);
    if (child !== other) open.push([child, other]);
  }
  for (const [name, child] of right.children) {
    if (!left.children.has(name)) open.push([childOf(left, name), child]);
  }
}

/** Of two folders only themselves. */
function sameAlone(left: Entry | undefined, right: Entry | undefined): Answer {
  if (left === undefined || right === undefined) {
    return left?.kind === 'opaque' || right?.kind === 'opaque' ? 'maybe' : 'no';
  }
  if (left.kind === 'opaque' || right.kind === 'opaque') return sameOpaque(left, right);
  if (left.kind === 'file' && right.kind === 'file') return sameFile(left, right);
  if (left.kind === 'link' && right.kind === 'link') {
    return left.target === right.target ? sameHeader(left.header, right.header) : 'no';
  }
  if (left.kind !== 'folder' || right.kind !== 'folder') return 'no';
  return all([sameHeader(left.header, right.header), sameBelow(left.below, right.below)]);
}

/** What is not known may be anything: two commands, two images, two archives may well have the same file. */
function sameOpaque(left: Entry, right: Entry): Answer {
  const isSame = left.kind === 'opaque' && right.kind === 'opaque' && left.id === right.id && left.path === right.path;
  return isSame ? 'yes' : 'maybe';
}

function sameBelow(left: OpaqueEntry | undefined, right: OpaqueEntry | undefined): Answer {
  if (left === right) return 'yes';
  return left === undefined || right === undefined ? 'maybe' : sameOpaque(left, right);
}

function sameFile(left: FileEntry, right: FileEntry): Answer {
  if (left.bytes !== right.bytes && left.bytes.content !== right.bytes.content) return 'no';
  return all([sameHeader(left.header, right.header), sameBelow(left.unlessFolder?.folder, right.unlessFolder?.folder)]);
}

function sameHeader(left: Header | undefined, right: Header | undefined): Answer {
  if (left === right) return 'yes';
  if (left === undefined || right === undefined) return 'no';
  const hasSameAttributes = (left.attributes ?? '') === (right.attributes ?? '');
  const own = all([hasSameAttributes ? 'yes' : 'no', sameMode(left, right), sameOwner(left, right)]);
  if (left.unless === undefined && right.unless === undefined) return own;
  return all([own, sameBelow(left.unless, right.unless)]) === 'yes' ? 'yes' : 'maybe';
}

/** Different changes of different modes may well end in the same one. */
function sameMode({ mode: left }: Header, { mode: right }: Header): Answer {
  if (left === right) return 'yes';
  return typeof left === 'string' || typeof right === 'string' ? 'maybe' : 'no';
}

/** A name stands for whatever number its file system gives it. */
function sameOwner({ owner: left }: Header, { owner: right }: Header): Answer {
  if (left === right) return 'yes';
  return isNumeric(left) && isNumeric(right) ? 'no' : 'maybe';
}

function isNumeric(owner: string): boolean {
  return /^\d+:\d+$/.test(owner);
}
