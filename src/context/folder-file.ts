// One file, link or folder of a build context on this machine, looked at when somebody asks what it is.

import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  type BigIntStats,
} from 'node:fs';
import type { DigestCache } from './digest-cache.ts';
import type { FileStamp } from './digest-table.ts';
import { reasonOf } from './text-file.ts';

/** Something in a context that is not sent, or not as it is. */
export interface ContextProblem {
  readonly path: string;
  readonly problem: string;
}

/** What the files of one context share. */
export interface ContextPlace {
  readonly root: string;
  readonly digests: DigestCache;
  report(problem: ContextProblem): void;
}

export type FileKind = 'file' | 'folder' | 'link';

/** A small part of what the operating system tells: there may be 100,000 of them. */
interface Status extends FileStamp {
  /** Permission bits. */
  readonly mode: number;
}

/** What a file that vanishes has been. */
const nothing: Status = { size: 0, mode: 0o644, mtimeNs: 0n, ctimeNs: 0n, ino: 0n };

/**
 * A file as the plan wants it. Node.js tells nothing of extended attributes: they count as none, and a change of one is not
 * seen.
 */
export class FolderFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly #place: ContextPlace;
  readonly #bytes: Buffer | undefined;
  /** It is neither bytes nor a link nor a folder: a FIFO, a device. Opening it may wait for ever. */
  readonly #isSpecial: boolean;
  #status: Status | undefined;
  #content: string | undefined;

  /** `bytes` is what the operating system knows it by, if that is no text. */
  constructor(path: string, kind: FileKind | 'special', place: ContextPlace, bytes?: Buffer) {
    this.path = path;
    this.kind = kind === 'special' ? 'file' : kind;
    this.#isSpecial = kind === 'special';
    this.#place = place;
    this.#bytes = bytes;
  }

  /** What the operating system knows it by. */
  get system(): string | Buffer {
    return this.#bytes ?? `${this.#place.root}/${this.path}`;
  }

  get size(): number {
    return this.kind === 'file' ? this.#look().size : 0;
  }

  get mode(): number {
    return this.#look().mode;
  }

  /** In nanoseconds. */
  get time(): bigint {
    return this.#look().mtimeNs;
  }

  get content(): string {
    return (this.#content ??= this.kind === 'link' ? this.#target() : this.#isSpecial ? 'special' : this.#digest());
  }

  #look(): Status {
    this.#status ??= this.#attempt(() => statusOf(lstatSync(this.system, { bigint: true }))) ?? nothing;
    return this.#status;
  }

  #target(): string {
    return this.#attempt(() => readlinkSync(this.system)) ?? '';
  }

  #digest(): string {
    const { digests } = this.#place;
    const known = digests.find(this.path, this.#look());
    if (known !== undefined) return known;
    const digest = this.#attempt(() => digestOf(this.path, this.system, digests));
    return digest ?? `unreadable ${this.path}`;
  }

  #attempt<Value>(look: () => Value): Value | undefined {
    try {
      return look();
    } catch (error) {
      this.#place.report({ path: this.path, problem: problemOf(error) });
      return undefined;
    }
  }
}

export function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'it has vanished in the meantime';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied: a build that is sent it fails';
    case 'ENAMETOOLONG':
      return 'its path is too long to be opened';
    case 'ELOOP':
      return 'it has become a link in the meantime';
    default:
      return reasonOf(error);
  }
}

function statusOf({ size, mode, mtimeNs, ctimeNs, ino }: BigIntStats): Status {
  return { size: Number(size), mode: Number(mode & 0o7777n), mtimeNs, ctimeNs, ino };
}

const CHUNK = 1 << 20;
/** Shared by all files: they are read one after the other. */
let chunk: Buffer | undefined;

/** Reads no more than a piece at a time; follows no link, and does not wait for the other end of a FIFO. */
function digestOf(path: string, system: string | Buffer, digests: DigestCache): string {
  const descriptor = openSync(system, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const status = statusOf(fstatSync(descriptor, { bigint: true }));
    const hash = createHash('sha256');
    chunk ??= Buffer.allocUnsafe(CHUNK);
    for (let length = read(descriptor, chunk); length > 0; length = read(descriptor, chunk)) {
      hash.update(chunk.subarray(0, length));
    }
    const digest = hash.digest('hex');
    const after = statusOf(fstatSync(descriptor, { bigint: true }));
    if (after.mtimeNs === status.mtimeNs && after.size === status.size) digests.keep(path, status, digest);
    return digest;
  } finally {
    closeSync(descriptor);
  }
}

function read(descriptor: number, into: Buffer): number {
  return readSync(descriptor, into, 0, into.length, null);
}
