// The bytes that digests of files are kept in: a table of fixed columns, which is read where it is asked, and behind it the paths.

import { createHash } from 'node:crypto';

/** What of a file's status has to be the same for its digest to count: nobody edits a file and keeps all four. */
export interface FileStamp {
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly ino: bigint;
}

type KeptFile = readonly [path: string, file: FileStamp & { readonly digest: string }];

const MAGIC = Buffer.from('slipway digests 2\n');
/** Behind the magic the number of files. */
const TABLE = MAGIC.length + 4;
const DIGEST = 32;
/** Size, two times, inode, digest. */
const ROW = 4 * 8 + DIGEST;

/** What is kept counts only as a whole: the bytes end with their own digest. Damaged ones, or those of another version, hold nothing. */
export class DigestTable {
  readonly #bytes: Buffer;
  /** The row of each path. */
  readonly #rows = new Map<string, number>();

  constructor(bytes: Uint8Array = MAGIC) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (!isWhole(this.#bytes)) return;
    const count = this.#bytes.readUInt32LE(MAGIC.length);
    const paths = this.#bytes.toString('utf8', TABLE + count * ROW, this.#bytes.length - DIGEST);
    for (const [index, path] of paths.split('\0').entries())
      if (index < count) this.#rows.set(path, TABLE + index * ROW);
  }

  find(path: string, { size, mtimeNs, ctimeNs, ino }: FileStamp): string | undefined {
    const row = this.#rows.get(path);
    if (row === undefined) return undefined;
    const known = this.#stampAt(row);
    const isSame = known.size === size && known.mtimeNs === mtimeNs && known.ctimeNs === ctimeNs && known.ino === ino;
    return isSame ? this.#digestAt(row) : undefined;
  }

  entries(isWanted: (path: string) => boolean): readonly KeptFile[] {
    return [...this.#rows]
      .filter(([path]) => isWanted(path))
      .map(([path, row]) => [path, { ...this.#stampAt(row), digest: this.#digestAt(row) }]);
  }

  #stampAt(row: number): FileStamp {
    return {
      size: this.#bytes.readDoubleLE(row),
      mtimeNs: this.#bytes.readBigInt64LE(row + 8),
      ctimeNs: this.#bytes.readBigInt64LE(row + 16),
      ino: this.#bytes.readBigInt64LE(row + 24),
    };
  }

  #digestAt(row: number): string {
    return this.#bytes.toString('hex', row + ROW - DIGEST, row + ROW);
  }
}

/** The bytes of a table. */
export function encodeDigests(files: readonly KeptFile[]): Uint8Array {
  const table = Buffer.allocUnsafe(TABLE + files.length * ROW);
  MAGIC.copy(table);
  table.writeUInt32LE(files.length, MAGIC.length);
  for (const [index, [, { size, mtimeNs, ctimeNs, ino, digest }]] of files.entries()) {
    const row = TABLE + index * ROW;
    table.writeDoubleLE(size, row);
    table.writeBigInt64LE(mtimeNs, row + 8);
    table.writeBigInt64LE(ctimeNs, row + 16);
    table.writeBigInt64LE(ino, row + 24);
    table.write(digest, row + ROW - DIGEST, 'hex');
  }
  const bytes = Buffer.concat([table, Buffer.from(files.map(([path]) => path).join('\0'))]);
  return Buffer.concat([bytes, digestOf(bytes)]);
}

function isWhole(bytes: Buffer): boolean {
  if (bytes.length < TABLE + DIGEST || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return false;
  const end = bytes.length - DIGEST;
  return bytes.subarray(end).equals(digestOf(bytes.subarray(0, end)));
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
