// The instructions that bring whole folders of the build context into a stage: every change in them changes the layers below.

import { type ContextSource, kindIn } from '../model/context-source.ts';
import { basePath } from '../syntax/go/path.ts';
import type { Transfer, TransferSource } from '../model/transfer.ts';

/** A folder of the context, and where it lies in the image. */
export interface SourceCopy {
  readonly transfer: Transfer;
  readonly source: TransferSource;
  /** A clean path of the context. */
  readonly folder: string;
  readonly destination: string;
}

/** Folders that hold what an installation reads, and little else. */
const FOR_INSTALLATION =
  /(?:^|[/_.-])(?:certs?|conf(?:ig)?s?|deps|etc|keys|lib|licen[cs]es?|packages?|patches|repos?|require\w*|rootfs|root|vendor|wheels?)(?:$|[_.-])/i;

/** The folders with sources that `transfer` copies. */
export function sourceCopies(transfer: Transfer, context: ContextSource): readonly SourceCopy[] {
  const { origin, sources, destination } = transfer;
  if (origin !== 'context' || destination === undefined) return [];
  return sources.flatMap((source) => {
    const folder = folderOf(source, context);
    return folder === undefined || FOR_INSTALLATION.test(folder) ? [] : [{ transfer, source, folder, destination }];
  });
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
