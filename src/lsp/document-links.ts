// Links in a file: images to their pages, addresses that ADD loads, files of the build context.

import type { DocumentLink } from 'vscode-languageserver';
import { kindIn } from '../model/context-source.ts';
import type { Instruction, Word } from '../syntax/ast.ts';
import { cleanPath } from '../syntax/go/path.ts';
import { type ImageReference, parseImageReference } from '../syntax/image-reference.ts';
import type { Span } from '../syntax/source.ts';
import { carriedOut } from './names/carried-out.ts';
import { sourceNames, stageUses } from './names/stage-uses.ts';
import type { View } from './view.ts';

interface Link {
  readonly span: Span;
  readonly target: string;
  readonly tooltip: string;
}

/** `context` is the address of the folder of the build context, without which no file of it is linked. */
export function documentLinks(view: View, context?: string): DocumentLink[] {
  const links = [...imageLinks(view), ...sourceLinks(view, context)];
  return links.map(({ span, target, tooltip }) => ({ range: view.positions.range(span), target, tooltip }));
}

function* imageLinks({ analysis: { file, model } }: View): Generator<Link> {
  for (const { name, value, valueSpan } of file.directives) if (name === 'syntax') yield* imageLink(value, valueSpan);
  const stages = new Set(stageUses(model).map(({ span }) => span.start));
  for (const { base, from, instructions } of model.stages) {
    if (base.kind === 'image' && from.image !== undefined) yield* imageLink(base.text, from.image.span);
    for (const instruction of instructions) {
      for (const { text, span } of sourceNames(carriedOut(instruction))) {
        const isImage = !stages.has(span.start) && text !== 'scratch' && !/^\d*$|\$/.test(text);
        if (isImage) yield* imageLink(text, span);
      }
    }
  }
}

function* imageLink(text: string, span: Span): Generator<Link> {
  const reference = parseImageReference(text);
  const target = reference.ok ? pageOf(reference.value) : undefined;
  if (target !== undefined) yield { span, target, tooltip: 'Open the page of the image' };
}

/** Only registries whose pages have addresses that follow from the name. */
function pageOf({ registry, repository }: ImageReference): string | undefined {
  const parts = repository.split('/');
  const [owner, name, ...more] = parts;
  switch (registry) {
    case 'docker.io':
      if (more.length > 0 || name === undefined) return undefined;
      return owner === 'library' ? `https://hub.docker.com/_/${name}` : `https://hub.docker.com/r/${repository}`;
    case 'ghcr.io':
      return name === undefined ? undefined : `https://ghcr.io/${repository}`;
    case 'quay.io':
      return name === undefined ? undefined : `https://quay.io/repository/${repository}`;
    case 'mcr.microsoft.com':
      return `https://mcr.microsoft.com/artifact/mar/${repository}`;
    case 'public.ecr.aws':
      return name === undefined ? undefined : `https://gallery.ecr.aws/${repository}`;
    default:
      return undefined;
  }
}

function* sourceLinks(view: View, context: string | undefined): Generator<Link> {
  for (const instruction of view.analysis.file.instructions.map(carriedOut)) {
    for (const word of contextWords(instruction)) {
      const { text } = word;
      const span = word.spanOf(0, text.length);
      if (/^https?:\/\/[^\s$"'\\]+$/.test(text)) {
        if (instruction.kind === 'Add' && URL.canParse(text)) {
          yield { span, target: text, tooltip: 'Open the address' };
        }
      } else if (context !== undefined) {
        const path = fileIn(view, text);
        if (path !== undefined) yield { span, target: addressOf(context, path), tooltip: `Open ${path}` };
      }
    }
  }
}

/** The words that name files of the build context. */
function contextWords(instruction: Instruction): readonly Word[] {
  switch (instruction.kind) {
    case 'Add':
      return instruction.sources;
    case 'Copy':
      return instruction.from === undefined ? instruction.sources : [];
    case 'Run':
      return instruction.mounts.flatMap(({ type, from, source }) =>
        type === 'bind' && from === undefined && source !== undefined ? [source] : [],
      );
    default:
      return [];
  }
}

/** The clean path of a file that is there. Names with variables, quotes or patterns in them are not looked for. */
function fileIn({ analysis: { context } }: View, text: string): string | undefined {
  if (text === '' || /[$"'`\\*?[\]\0]|\p{Cs}/u.test(text)) return undefined;
  const path = cleanPath(`/${text}`).slice(1);
  return path !== '' && kindIn(context, path) === 'file' ? path : undefined;
}

function addressOf(context: string, path: string): string {
  const folder = context.endsWith('/') ? context : `${context}/`;
  return folder + path.split('/').map(encodeURIComponent).join('/');
}
