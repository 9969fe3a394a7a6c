// Paths of the build context, name by name.

import { CompletionItemKind } from 'vscode-languageserver';
import { cleanPath } from '../../syntax/go/path.ts';
import type { View } from '../view.ts';
import type { Candidate } from './offer.ts';

/** What of a path is typed: the folder with its slash, and the beginning of a name in it. */
export interface TypedPath {
  readonly folder: string;
  readonly name: string;
}

export function typedPath(text: string): TypedPath {
  const slash = text.lastIndexOf('/') + 1;
  return { folder: text.slice(0, slash), name: text.slice(slash) };
}

/** Nobody knows which folder it is. */
export function isPattern(folder: string): boolean {
  return /[*?[\]$\\]/.test(folder);
}

/** Most names of a folder that are looked at: there are folders of a hundred thousand. */
const LONGEST_FOLDER = 2000;

/** What lies in a folder of the build context, the folders first, and last what its ignore file leaves out. */
export function contextPathCandidates(
  { analysis }: View,
  { folder }: TypedPath,
  mayHaveBlanks: boolean,
): readonly Candidate[] {
  if (isPattern(folder)) return [];
  const path = cleanPath(`/${folder}`).slice(1) || '.';
  const entries = analysis.context.entries(path) ?? [];
  const names = entries
    .slice(0, LONGEST_FOLDER)
    .filter((name) => !hasControl(name) && (mayHaveBlanks || !/[\s$[\]*?\\"']/.test(name)))
    .toSorted((a, b) => Number(b.endsWith('/')) - Number(a.endsWith('/')) || (a < b ? -1 : 1));
  const isIgnored = (name: string): boolean => {
    const ignored = analysis.ignored?.ignores(path === '.' ? bare(name) : `${path}/${bare(name)}`);
    return ignored?.ok === true && ignored.value;
  };
  const candidates = names.map((name) => pathCandidate(name, isIgnored(name) ? 'ignored by .dockerignore' : undefined));
  return [...candidates.filter(({ detail }) => detail === undefined), ...candidates.filter(({ detail }) => detail)];
}

function bare(name: string): string {
  return name.endsWith('/') ? name.slice(0, -1) : name;
}

function hasControl(name: string): boolean {
  return /\p{Cc}/u.test(name);
}

export function pathCandidate(label: string, detail: string | undefined): Candidate {
  const isFolder = label.endsWith('/');
  return { label, kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File, detail, goesOn: isFolder };
}
