// COPY and ADD: what BuildKit refuses before any file is looked at (dockerfile2llb/convert_copy.go).

import type { Add, Copy, Heredoc, Word } from '../../syntax/ast.ts';
import { parseFileMode } from '../../syntax/file-mode.ts';
import { findFlag, isFlagOn } from '../../syntax/flag-table.ts';
import { parseGitReference } from '../../syntax/git-reference.ts';
import { parseDigest } from '../../syntax/go/digest.ts';
import { cleanPath } from '../../syntax/go/path.ts';
import { quote } from '../../syntax/go/quote.ts';
import type { Value } from '../image.ts';
import type { StageState } from './build-stage.ts';
import type { DispatchContext } from './dispatch-context.ts';
import type { Transfer } from './step-work.ts';
import { normalizePath, removeDrive } from './system-path.ts';

export function dispatchCopy(context: DispatchContext, copy: Copy | Add): StageState {
  const transfer = expandWords(context, copy);
  const { stage, command } = context;
  const [source] = command.sources;
  if (source !== undefined && source.from !== undefined && source.start === undefined) {
    const from = copy.kind === 'Copy' ? (copy.from?.value?.text ?? '') : '';
    const rule = `it needs to be defined before current stage ${quote(stage.label)}`;
    context.refuse(`cannot copy from stage ${quote(from)}, ${rule}`);
  }
  const { os } = stage.platform ?? context.state.image;
  checkDestination(context, transfer.destination, os);
  checkMode(context, transfer.chmod);
  checkChecksum(context, copy, transfer);
  checkSources(context, copy, transfer, os);
  for (const { name } of copy.inline) {
    const path = removeDrive(name, os);
    if (!path.ok) context.refuse(`removing drive letter: ${path.error}`);
  }
  context.work = transfer;
  return context.commit(context.state.image, () => historyText(copy, transfer), { isEmpty: false });
}

/** In BuildKit's order; the bodies of heredocs last. */
function expandWords(context: DispatchContext, copy: Copy | Add): Transfer {
  const expandFlag = (name: string): Value | undefined => {
    const word = findFlag(copy.flags, name)?.value;
    return word === undefined || word.text === '' ? undefined : context.expand(word);
  };
  const chown = expandFlag('chown');
  const chmod = expandFlag('chmod');
  const checksum = copy.kind === 'Add' ? expandFlag('checksum') : undefined;
  const sources = copy.sources.map((word) => context.expand(word));
  const { destination: word } = copy;
  const destination = word === undefined ? { text: '', unknown: undefined } : context.expand(word);
  const inline = copy.inline.map((heredoc) => ({ name: heredoc.name, text: expandBody(context, heredoc) }));
  const excludes = copy.flags.flatMap(({ name, value }) =>
    name === 'exclude' && value !== undefined ? [value.text] : [],
  );
  return { kind: 'transfer', chown, chmod, checksum, excludes, sources, inline, destination };
}

/** Quotes mean nothing in a body, and its escape character is always `\`. */
function expandBody(context: DispatchContext, { content, body, expand, chomp }: Heredoc): string {
  const text = chomp ? content.replace(/^\t+/gm, '') : content;
  if (!expand) return text;
  const { result, unknown } = context.tryExpand({ text }, { escape: '\\', skipProcessQuotes: true });
  context.reportUndefined(result, body);
  if (result.ok) return result.value.text;
  return unknown === undefined ? context.refuse(result.error) : text;
}

function checkDestination(context: DispatchContext, { text, unknown }: Value, os: string): void {
  const problem = unknown === undefined ? pathProblem(text, os) : undefined;
  if (problem !== undefined) context.refuse(problem);
}

/** Only paths of Windows can be wrong. */
function pathProblem(text: string, os: string): string | undefined {
  const path = os === 'windows' ? normalizePath('/', text, os, false) : undefined;
  return path?.ok === false ? path.error : undefined;
}

function checkMode(context: DispatchContext, chmod: Value | undefined): void {
  if (chmod === undefined || chmod.unknown !== undefined || chmod.text === '') return;
  const mode = parseFileMode(chmod.text);
  if (!mode.ok) context.refuse(mode.error);
}

function checkChecksum(context: DispatchContext, copy: Copy | Add, { checksum, sources }: Transfer): void {
  if (checksum === undefined || checksum.text === '') return;
  const [source] = sources;
  if (source === undefined || sources.length + copy.inline.length !== 1) {
    context.refuse("checksum can't be specified for multiple sources");
  }
  if (source.unknown === undefined && !isHttp(source.text) && !isGit(source.text)) {
    context.refuse('checksum requires HTTP(S) or Git sources');
  }
}

function isHttp(text: string): boolean {
  return text.startsWith('http://') || text.startsWith('https://');
}

function isGit(text: string): boolean {
  const reference = parseGitReference(text);
  return reference !== undefined && reference.ok && !reference.value.looksLocal;
}

const noChecksum: Value = { text: '', unknown: undefined };

function checkSources(context: DispatchContext, copy: Copy | Add, transfer: Transfer, os: string): void {
  const isAdd = copy.kind === 'Add';
  const { checksum } = transfer;
  for (const [index, { text, unknown }] of transfer.sources.entries()) {
    if (unknown !== undefined) continue;
    const git = parseGitReference(text);
    if (git !== undefined && !git.ok) context.refuse(git.error);
    if (git !== undefined && !git.value.looksLocal) {
      if (!isAdd) context.refuse("source can't be a git ref for COPY");
      const { keepGitDir, checksum: own } = git.value;
      const flag = findFlag(copy.flags, 'keep-git-dir');
      if (keepGitDir !== undefined && flag !== undefined && keepGitDir !== isFlagOn(flag)) {
        context.refuse('inconsistent keep-git-dir configuration');
      }
      const { text: given, unknown: open } = checksum ?? noChecksum;
      if (own !== '' && open === undefined && given !== '' && given !== own) {
        context.refuse(`checksum mismatch ${quote(given)} != ${quote(own)}`);
      }
    } else if (isHttp(text)) {
      if (!isAdd) context.refuse("source can't be a URL for COPY");
      checkDigest(context, checksum);
    } else {
      const word = copy.sources[index];
      if (word !== undefined) noteIgnored(context, copy.kind, text, word);
      const problem = pathProblem(text, os);
      if (problem !== undefined) context.refuse(`removing drive letter: ${problem}`);
    }
  }
}

function checkDigest(context: DispatchContext, checksum: Value | undefined): void {
  if (checksum === undefined || checksum.unknown !== undefined || checksum.text === '') return;
  const digest = parseDigest(checksum.text);
  if (!digest.ok) context.refuse(digest.error);
}

/** Sources from another stage are in no build context; of a list with exceptions BuildKit says nothing. */
function noteIgnored(context: DispatchContext, kind: 'Add' | 'Copy', text: string, word: Word): void {
  const { ignored } = context.build;
  if (ignored === undefined || ignored.hasExclusions || context.command.sources.length > 0) return;
  const path = cleanPath(text);
  const isContext = path === '.' || path === '/';
  if (isContext && !ignored.patterns.some((pattern) => /^(?:\*|\*\*|\*\*\/\*)$/.test(pattern))) return;
  const answer = ignored.ignores(path);
  if (answer.ok && answer.value) context.note({ check: 'CopyIgnoredFile', command: kind, path }, word.span);
}

function historyText(copy: Copy | Add, { chown, chmod, sources, destination }: Transfer): string {
  const parents = findFlag(copy.flags, 'parents');
  const words = [
    copy.kind.toUpperCase(),
    parents !== undefined && isFlagOn(parents) ? '--parents' : '',
    chown === undefined || chown.text === '' ? '' : `--chown=${chown.text}`,
    chmod === undefined || chmod.text === '' ? '' : `--chmod=${chmod.text}`,
  ].filter((word) => word !== '');
  const paths = [...sources.map(({ text }) => text), ...copy.inline.map(({ name }) => `<<${name}`)];
  return `${[...words, ...paths, destination.text].join(' ')} # buildkit`;
}
