// What COPY and ADD take, and where they put it.

import { type Transfer, transferOf, type TransferSource } from '../../model/transfer.ts';
import { counted } from '../../report/plan/words.ts';
import { codeSpan } from '../markdown.ts';
import type { View } from '../view.ts';
import { stageUses } from '../names/stage-uses.ts';
import { matchContext } from './context-match.ts';
import { isIn, paragraphs, type Site, stepOf, type Told } from './site.ts';

export function copiedTopic(site: Site): Told | undefined {
  const { view, offset, instruction } = site;
  if (instruction.kind !== 'Copy' && instruction.kind !== 'Add') return undefined;
  const step = stepOf(site);
  const transfer = step && transferOf(step, view.analysis.file);
  if (transfer === undefined) return undefined;
  const { destination } = instruction;
  if (destination !== undefined && isIn(destination.span, offset)) {
    const markdown = destinationText(transfer);
    return markdown === undefined ? undefined : { span: destination.span, markdown };
  }
  const source = transfer.sources.find(({ word }) => isIn(word.span, offset));
  return source && { span: source.word.span, markdown: sourceText(source, transfer, view) };
}

function destinationText({ destination, isFolder }: Transfer): string | undefined {
  if (destination === undefined) return undefined;
  const path = isFolder && destination !== '/' ? `${destination}/` : destination;
  return `Goes ${isFolder ? 'into the folder' : 'to'} ${codeSpan(path)}.`;
}

function sourceText(source: TransferSource, transfer: Transfer, view: View): string {
  return paragraphs(
    transfer.origin === 'elsewhere' || source.isRemote ? originText(source, transfer, view) : contextText(source, view),
    destinationText(transfer),
  );
}

function originText({ path, isRemote, word }: TransferSource, { instruction }: Transfer, { analysis }: View): string {
  if (isRemote) return `Downloaded from ${codeSpan(word.text)}, again only when the server says that it has changed.`;
  const from = instruction.kind === 'Copy' ? instruction.from?.value?.text : undefined;
  const taken = path === undefined ? codeSpan(word.text) : codeSpan(path === '.' ? '/' : `/${path}`);
  const stage = stageUses(analysis.model).find((use) => use.instruction === instruction)?.stage;
  const name = stage?.name || from;
  return `${taken} of ${stage === undefined ? '' : 'stage '}${name === undefined ? 'another stage' : codeSpan(name)}.`;
}

function contextText({ path, word }: TransferSource, { analysis }: View): string {
  if (path === undefined) return `${codeSpan(word.text)} is known to the build only.`;
  const { context, ignored } = analysis;
  const match = matchContext(context, ignored, path);
  const written = path === '.' ? 'The build context' : codeSpan(path);
  if (match === undefined) return path === '.' ? 'The whole build context.' : `${written} of the build context.`;
  const { files, ignored: left, leftOut: first = '', isCut, names } = match;
  if (isCut) return `${written}: many files, more than can be counted at once.`;
  const leftOut = left === 0 ? '' : `, ${left} left out by ${codeSpan(context.ignoreFile()?.path ?? '.dockerignore')}`;
  if (files === 0 && left > 0) {
    const pattern = ignored?.leftOutBy(first);
    const why = pattern?.ok === true && pattern.value !== undefined ? `: ${codeSpan(pattern.value)}` : '';
    return `${written}: **nothing is left of it**${leftOut}${why}.`;
  }
  const [only] = names;
  if (only === undefined) return `${written}: **nothing in the build context** matches.`;
  if (names.length === 1 && only === path) return `The file ${written} of the build context.`;
  const folder = names.length === 1 && path !== '.' && only.endsWith('/') ? 'a folder with ' : '';
  return `${written}: ${folder}${counted(files, 'file')}${leftOut}.`;
}
