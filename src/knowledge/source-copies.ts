// The instructions that bring whole folders of the build context into a stage: every change in them changes the layers below.

import { type ContextSource, kindIn } from '../model/context-source.ts';
import { basePath } from '../syntax/go/path.ts';
import { wordSet } from '../syntax/lazily.ts';
import type { Transfer, TransferSource } from '../model/transfer.ts';

/** A folder of the context, and where it lies in the image. */
export interface SourceCopy {
  readonly transfer: Transfer;
  readonly source: TransferSource;
  /** A clean path of the context. */
  readonly folder: string;
  readonly destination: string;
}

/** Words in the names of folders that hold what an installation reads, and little else. */
const FOR_INSTALLATION = wordSet(
  `cert certs conf config configs confs deps etc keys lib license licenses licence licences package packages patches repo
  repos root rootfs vendor wheel wheels`,
);

/** The folders with sources that `transfer` copies. */
export function sourceCopies(transfer: Transfer, context: ContextSource): readonly SourceCopy[] {
  const { origin, sources, destination } = transfer;
  if (origin !== 'context' || destination === undefined) return [];
  return sources.flatMap((source) => {
    const folder = folderOf(source, context);
    return folder === undefined || isForInstallation(folder) ? [] : [{ transfer, source, folder, destination }];
  });
}

/** The word is the name of the folder or a part of it; `lib` of `lib/app` is not. */
function isForInstallation(folder: string): boolean {
  return folder
    .toLowerCase()
    .split(/[_.-]/)
    .map((part) => part.slice(part.lastIndexOf('/') + 1))
    .some((word) => FOR_INSTALLATION().has(word) || (word.startsWith('require') && /^\w+$/.test(word)));
}

/** The folder whose content a source stands for: `src`, `.`, `*`; undefined where it may be a file. */
export function folderOf(source: TransferSource, context: ContextSource): string | undefined {
  const { path, isRemote, hasWildcard, word } = source;
  if (path === undefined || isRemote) return undefined;
  if (hasWildcard) return path === '*' ? '.' : undefined;
  const kind = kindIn(context, path);
  if (kind === 'folder') return path;
  const isFolder =
    kind !== 'file' &&
    (/(?:^|\/)\.{0,2}$/.test(word.text) || (PLAIN_NAME.test(basePath(path)) && !OF_PROGRAMS.test(path)));
  return isFolder ? path : undefined;
}

/** Not `app.py`, `LICENSE`, `gradlew` or `entrypoint`. */
const PLAIN_NAME = /^(?!(?:gradlew|mvnw|entrypoint|start|run|init|install|setup)$|\S*-?entrypoint$)[a-z][a-z\d_-]*$/;
/** In it lie files without an extension. */
const OF_PROGRAMS = /(?:^|\/)(?:bin|scripts?|tools|hack)\/[^/]+$/;
