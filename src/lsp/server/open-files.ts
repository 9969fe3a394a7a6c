// The documents that a client has open: their texts count more than what is on the disk.

import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { nameOf, pathOf } from './address.ts';
import { type Encoding, Positions } from '../positions.ts';

export interface OpenFile {
  readonly uri: string;
  /** Undefined for what is no file of this machine. */
  readonly path: string | undefined;
  /** What people call it. */
  readonly name: string;
  readonly version: number;
  readonly text: string;
  /** No other text has had the same, not even one of the same document before it was closed. */
  readonly revision: number;
}

export class OpenFiles {
  readonly #files = new Map<string, OpenFile>();
  /** The same, by path. */
  readonly #paths = new Map<string, OpenFile>();
  #revisions = 0;

  set(uri: string, version: number, text: string): OpenFile {
    const path = pathOf(uri);
    const file = { uri, path, name: nameOf(uri), version, text, revision: ++this.#revisions };
    this.#files.set(uri, file);
    if (path !== undefined) this.#paths.set(path, file);
    return file;
  }

  delete(uri: string): void {
    const file = this.#files.get(uri);
    this.#files.delete(uri);
    // One file may be open under several addresses.
    if (file?.path !== undefined && this.#paths.get(file.path) === file) this.#paths.delete(file.path);
  }

  get(uri: string): OpenFile | undefined {
    return this.#files.get(uri);
  }

  /** The file at an absolute path, where a client has it open. */
  openAt(path: string): OpenFile | undefined {
    return this.#paths.get(path);
  }

  all(): Iterable<OpenFile> {
    return this.#files.values();
  }
}

/** The text after changes, each of which counts from what the one before has left. */
export function changed(text: string, changes: readonly TextDocumentContentChangeEvent[], encoding: Encoding): string {
  let current = text;
  for (const change of changes) {
    if (!('range' in change)) {
      current = change.text;
      continue;
    }
    const { start, end } = new Positions(current, encoding).span(change.range);
    current = current.slice(0, start) + change.text + current.slice(Math.max(start, end));
  }
  return current;
}
