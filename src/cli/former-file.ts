// A file of the build context as it was before.

import { createHash } from 'node:crypto';
import type { ContextFile } from '../plan/context-tree.ts';
import type { FormerFile } from './git-changes.ts';

/** A file of which all that is known is that it was another one. */
export class EarlierFile implements ContextFile {
  readonly path: string;
  readonly kind: ContextFile['kind'];
  readonly size = 0;
  readonly time = 'before';
  readonly #now: Pick<ContextFile, 'mode'>;

  constructor(now: Pick<ContextFile, 'path' | 'kind' | 'mode'>) {
    this.path = now.path;
    this.kind = now.kind;
    this.#now = now;
  }

  get mode(): number {
    return this.#now.mode;
  }

  get content(): string {
    return `before ${this.path}`;
  }
}

/** A file as git has it, which knows no more of its mode than whether it can be executed. */
export class CommittedFile implements ContextFile {
  readonly path: string;
  readonly kind: ContextFile['kind'];
  readonly time = 'committed';
  readonly #was: FormerFile;
  readonly #now: ContextFile | undefined;
  #bytes: Buffer | undefined;

  constructor(path: string, was: FormerFile, now: ContextFile | undefined) {
    this.path = path;
    this.kind = was.kind === 'link' ? 'link' : 'file';
    this.#was = was;
    this.#now = now?.kind === 'file' ? now : undefined;
  }

  get size(): number {
    return this.#read().length;
  }

  get mode(): number {
    const { isExecutable } = this.#was;
    const mode = this.#now?.mode;
    if (mode !== undefined && ((mode & 0o100) !== 0) === isExecutable) return mode;
    return isExecutable ? 0o755 : 0o644;
  }

  get content(): string {
    return this.kind === 'link' ? this.#read().toString() : createHash('sha256').update(this.#read()).digest('hex');
  }

  #read(): Buffer {
    return (this.#bytes ??= this.#was.read());
  }
}
