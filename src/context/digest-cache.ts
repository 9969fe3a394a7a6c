// The digests of files that have been read once, kept between runs: reading 100,000 files takes longer than all the rest.

import { DigestTable, encodeDigests, type FileStamp } from './digest-table.ts';

/** Where the bytes are kept. Reading gives undefined where there are none; writing may fail without a word. */
export interface DigestStore {
  read(): Uint8Array | undefined;
  write(bytes: Uint8Array): void;
}

/** A file that was changed less than this long ago may be changed again without a new time. */
const SETTLED_AFTER = 2_000_000_000n;

/** Some 100 MB. */
const MOST_FILES = 1_000_000;

/** The digests of one context. Nothing is read before the first question. */
export class DigestCache {
  readonly #store: DigestStore | undefined;
  /** In nanoseconds since 1970. */
  readonly #now: () => bigint;
  #kept: DigestTable | undefined;
  readonly #fresh = new Map<string, FileStamp & { readonly digest: string }>();

  constructor(store?: DigestStore, now: () => bigint = () => BigInt(Date.now()) * 1_000_000n) {
    this.#store = store;
    this.#now = now;
  }

  /** The digest of the file, if an earlier run has read it and it is the same as then. */
  find(path: string, stamp: FileStamp): string | undefined {
    return this.#load().find(path, stamp);
  }

  keep(path: string, { size, mtimeNs, ctimeNs, ino }: FileStamp, digest: string): void {
    const last = mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
    if (this.#store === undefined || last > this.#now() - SETTLED_AFTER) return;
    this.#fresh.set(path, { size, mtimeNs, ctimeNs, ino, digest });
  }

  /** Writes what is new, without the files that are gone; writes nothing where nothing is new. */
  save(isThere: (path: string) => boolean): void {
    if (this.#fresh.size === 0 || this.#store === undefined) return;
    const known = this.#load().entries((path) => !this.#fresh.has(path) && isThere(path));
    this.#store.write(encodeDigests([...known, ...this.#fresh].slice(-MOST_FILES)));
    this.#kept = undefined;
    this.#fresh.clear();
  }

  #load(): DigestTable {
    return (this.#kept ??= new DigestTable(this.#store?.read()));
  }
}
