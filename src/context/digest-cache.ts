// The digests of files that have been read once, kept between runs: reading 100,000 files takes longer than all the rest.

import { createHash } from 'node:crypto';

/** Where the bytes are kept. Reading gives undefined where there are none; writing may fail without a word. */
export interface DigestStore {
  read(): Uint8Array | undefined;
  write(bytes: Uint8Array): void;
}

/** What of a file's status has to be the same for its digest to count: nobody edits a file and keeps all four. */
export interface FileStamp {
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly ino: bigint;
}

interface Known extends FileStamp {
  readonly digest: string;
}

const MAGIC = Buffer.from('slipway digests 1\n');
const DIGEST = 32;
/** Lengths of the path, the four numbers, the digest. */
const FIXED = 4 + 4 * 8 + DIGEST;
const LONGEST_PATH = 0xffff;
/** Some 100 MB. */
const MOST_FILES = 1_000_000;

/** A file that was changed less than this long ago may be changed again without a new time. */
const SETTLED_AFTER = 2_000_000_000n;

/**
 * The digests of one context. Nothing is read before the first question. What is kept counts only as a whole: the bytes
 * end with their own digest.
 */
export class DigestCache {
  readonly #store: DigestStore | undefined;
  /** In nanoseconds since 1970. */
  readonly #now: () => bigint;
  #known: Map<string, Known> | undefined;
  #isFresh = false;

  constructor(store?: DigestStore, now: () => bigint = () => BigInt(Date.now()) * 1_000_000n) {
    this.#store = store;
    this.#now = now;
  }

  /** The digest of the file, if it was read before and is the same as then. */
  find(path: string, stamp: FileStamp): string | undefined {
    const known = this.#load().get(path);
    return known !== undefined && isSame(known, stamp) ? known.digest : undefined;
  }

  keep(path: string, { size, mtimeNs, ctimeNs, ino }: FileStamp, digest: string): void {
    const last = mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
    if (this.#store === undefined || last > this.#now() - SETTLED_AFTER || path.length > LONGEST_PATH / 3) return;
    this.#load().set(path, { size, mtimeNs, ctimeNs, ino, digest });
    this.#isFresh = true;
  }

  /** Writes what is new, without the files that are gone. */
  save(isThere: (path: string) => boolean): void {
    if (!this.#isFresh || this.#store === undefined) return;
    const kept = [...this.#load()].filter(([path]) => isThere(path)).slice(-MOST_FILES);
    this.#store.write(encode(kept));
    this.#isFresh = false;
  }

  #load(): Map<string, Known> {
    this.#known ??= decode(this.#store?.read()) ?? new Map();
    return this.#known;
  }
}

function isSame(left: FileStamp, right: FileStamp): boolean {
  return (
    left.size === right.size &&
    left.mtimeNs === right.mtimeNs &&
    left.ctimeNs === right.ctimeNs &&
    left.ino === right.ino
  );
}

/** Each path without what it shares with the one before. */
function encode(known: readonly (readonly [path: string, file: Known])[]): Uint8Array {
  const pieces: Buffer[] = [MAGIC];
  let last = '';
  for (const [path, { size, mtimeNs, ctimeNs, ino, digest }] of known) {
    const shared = sharedLength(last, path);
    const rest = Buffer.from(path.slice(shared));
    const fixed = Buffer.allocUnsafe(FIXED);
    fixed.writeUInt16LE(shared, 0);
    fixed.writeUInt16LE(rest.length, 2);
    for (const [index, number] of [size, mtimeNs, ctimeNs, ino].entries()) {
      fixed.writeBigUInt64LE(BigInt.asUintN(64, number), 4 + index * 8);
    }
    fixed.write(digest, FIXED - DIGEST, 'hex');
    pieces.push(fixed, rest);
    last = path;
  }
  const bytes = Buffer.concat(pieces);
  return Buffer.concat([bytes, digestOf(bytes)]);
}

/** Does not cut a character into halves. */
function sharedLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  const code = right.charCodeAt(length - 1);
  return code >= 0xd800 && code < 0xdc00 ? length - 1 : length;
}

/** Undefined for bytes that are damaged, or of another version. */
function decode(bytes: Uint8Array | undefined): Map<string, Known> | undefined {
  if (bytes === undefined || bytes.length < MAGIC.length + DIGEST) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = buffer.length - DIGEST;
  if (!buffer.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (!buffer.subarray(end).equals(digestOf(buffer.subarray(0, end)))) return undefined;
  const known = new Map<string, Known>();
  let path = '';
  for (let at = MAGIC.length; at < end;) {
    const rest = at + FIXED;
    const length = buffer.readUInt16LE(at + 2);
    path = path.slice(0, buffer.readUInt16LE(at)) + buffer.toString('utf8', rest, rest + length);
    known.set(path, knownAt(buffer, at + 4));
    at = rest + length;
  }
  return known;
}

function knownAt(buffer: Buffer, at: number): Known {
  return {
    size: buffer.readBigUInt64LE(at),
    mtimeNs: buffer.readBigInt64LE(at + 8),
    ctimeNs: buffer.readBigInt64LE(at + 16),
    ino: buffer.readBigUInt64LE(at + 24),
    digest: buffer.toString('hex', at + 32, at + 32 + DIGEST),
  };
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
