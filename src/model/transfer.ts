// What COPY and ADD take, and where in the image they put it.

import { once } from '../shell/commands/once.ts';
import type { Add, Copy, Dockerfile, Instruction, Word } from '../syntax/ast.ts';
import { findFlag } from '../syntax/flag-table.ts';
import { parseGitReference } from '../syntax/git-reference.ts';
import { basePath, cleanPath } from '../syntax/go/path.ts';
import type { Step } from './evaluation/build-stage.ts';

export interface TransferSource {
  readonly word: Word;
  /** Clean, seen from the root of where it comes from, which is `.`; of a URL the name of the file. Undefined where a variable is not known. */
  readonly path: string | undefined;
  readonly isRemote: boolean;
  readonly hasWildcard: boolean;
}

export interface Transfer {
  readonly instruction: Copy | Add;
  /** `elsewhere`: another stage, an image, a named context. */
  readonly origin: 'context' | 'elsewhere';
  readonly sources: readonly TransferSource[];
  /** Absolute and clean; undefined where that is not known. */
  readonly destination: string | undefined;
  /** It ends with a slash, or takes several files. */
  readonly isFolder: boolean;
}

/** PATH_MAX of Linux. */
const LONGEST_PATH = 4096;

type Escape = Dockerfile['escape'];

/** A step is of one file, so only one of these is ever asked about it. */
const readers = {
  '\\': once((step: Step) => readTransfer(step, '\\')),
  '`': once((step: Step) => readTransfer(step, '`')),
};

/** Undefined for a step that is neither COPY nor ADD, for a trigger, and for one that has nothing to put anywhere. */
export function transferOf(step: Step, { escape }: Pick<Dockerfile, 'escape'>): Transfer | undefined {
  return isTransfer(step.command.instruction) ? readers[escape](step) : undefined;
}

function readTransfer(step: Step, escape: Escape): Transfer | undefined {
  const { instruction, trigger } = step.command;
  if (!isTransfer(instruction) || trigger !== undefined) return undefined;
  const { before } = step;
  const { destination: target, inline, flags } = instruction;
  if (target === undefined) return undefined;
  const sources = instruction.sources.map((word) => sourceOf(word, instruction, step, escape));
  const { text, unknown } = before.environment.expand(target.text, escape);
  const { workdir } = before.image;
  const isLocated = text.startsWith('/') || !before.image.unknown.has('workdir');
  const full = text.startsWith('/') ? text : `${workdir === '' ? '/' : workdir}/${text}`;
  const isKnown = unknown === undefined && isLocated && findFlag(flags, 'parents') === undefined;
  return {
    instruction,
    origin: instruction.kind === 'Copy' && instruction.from !== undefined ? 'elsewhere' : 'context',
    sources,
    destination: isKnown && full.length <= LONGEST_PATH ? cleanPath(full) : undefined,
    isFolder: /(?:^|\/)\.{0,2}$/.test(text) || sources.length + inline.length > 1,
  };
}

function isTransfer(instruction: Instruction): instruction is Copy | Add {
  return instruction.kind === 'Copy' || instruction.kind === 'Add';
}

function sourceOf(word: Word, { kind }: Copy | Add, { before }: Step, escape: Escape): TransferSource {
  const { text, unknown } = before.environment.expand(word.text, escape);
  const isRemote = kind === 'Add' && isUrl(text);
  const path = isRemote ? basePath(text.replace(/[?#].*$/s, '')) : cleanPath(`/${text}`).slice(1) || '.';
  return {
    word,
    path: unknown === undefined && path.length <= LONGEST_PATH ? path : undefined,
    isRemote,
    hasWildcard: !isRemote && /[*?[]/.test(text),
  };
}

function isUrl(text: string): boolean {
  if (/^https?:\/\//.test(text)) return true;
  const git = parseGitReference(text);
  return git !== undefined && (!git.ok || !git.value.looksLocal);
}
