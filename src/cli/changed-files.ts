// The files that are said to have changed, and whether the build sees them.

import type { IgnoreList } from '../model/ignore-list.ts';
import type { ContextFile } from '../plan/context-tree.ts';
import { sentFiles } from '../plan/context-transfer.ts';
import { EarlierFile } from './former-file.ts';
import { type Former, patternFor } from './former.ts';

export interface ChangedFile {
  /** From the root of the build context; `../` leads out of it, empty is the root itself. */
  readonly path: string;
  /** The command line names it; otherwise git tells of it. */
  readonly isNamed: boolean;
  /** The pattern of the ignore file that leaves it out. */
  readonly leftOutBy: string | undefined;
  /** The build asks for it, or for a folder above it. */
  readonly isSent: boolean;
}

export interface Sending {
  /** Those of the context. */
  readonly files: readonly ContextFile[];
  readonly ignored: IgnoreList | undefined;
  /** What the build asks for; undefined for all of it. */
  readonly paths: readonly string[] | undefined;
}

export function changedFiles({ changes }: Former, { files, ignored, paths }: Sending): readonly ChangedFile[] {
  const changed = [...changes.keys()].map((path) => new EarlierFile({ path, kind: 'file', mode: 0 }));
  const links = files.filter(({ kind }) => kind === 'link');
  const sent = new Set(sentFiles([...links, ...changed], paths).map(({ path }) => path));
  return Array.from(changes, ([path, was]) => ({
    path,
    isNamed: was === 'unknown',
    leftOutBy: patternFor(path, ignored),
    isSent: sent.has(path) || (path === '' && paths?.length !== 0),
  }));
}
