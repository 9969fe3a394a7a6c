// Stages, images and tags: what a FROM can start from, and what files can be taken from.

import { CompletionItemKind } from 'vscode-languageserver';
import { lookUpBaseImage, knownRepositories } from '../../knowledge/base-images/lookup.ts';
import { deprecationOf, hasEnded, lastDayOf, lifetimesOf } from '../../knowledge/base-images/end-of-life.ts';
import { knownTags } from '../../knowledge/base-images/known-tags.ts';
import { repositoryName } from '../../knowledge/base-images/repository-name.ts';
import type { Stage } from '../../model/model.ts';
import { type ImageReference, parseImageReference } from '../../syntax/image-reference.ts';
import { lazily } from '../../syntax/lazily.ts';
import { codeSpan } from '../markdown.ts';
import type { View } from '../view.ts';
import type { Candidate } from './offer.ts';

/** Stages as FROM and `--from` name them, the nearest first. Those without a name have a number, which FROM cannot use. */
export function stageCandidates(stages: readonly Stage[], isFrom: boolean): readonly Candidate[] {
  const seen = new Set<string>();
  return stages.toReversed().flatMap((stage) => {
    const label = stage.from.name?.text ?? (isFrom ? '' : String(stage.index));
    if (label === '' || label.includes('$') || seen.has(stage.name || label)) return [];
    seen.add(stage.name || label);
    const base = stage.from.image?.text ?? '';
    return {
      label,
      kind: CompletionItemKind.Module,
      detail: `stage in line ${stage.from.lines.first}`,
      documentation: `Stage ${stage.index}, from ${codeSpan(base)}, with ${counted(stage.instructions.length)}.`,
    };
  });
}

function counted(instructions: number): string {
  return instructions === 1 ? '1 instruction' : `${instructions} instructions`;
}

/** The names that the build gives to contexts of its own. */
export function namedContextCandidates({ settings: { build } }: View): readonly Candidate[] {
  return Array.from(build.contexts ?? [], ([label, { text }]) => ({
    label,
    kind: CompletionItemKind.Reference,
    detail: `build context ${text}`,
  }));
}

/** Images: those that the instructions but the one at `start` name, `scratch` where that can be, and those that the table of base images has. */
export function imageCandidates(view: View, start: number, isFrom: boolean): readonly Candidate[] {
  const named = imagesIn(view, start);
  const scratch = { label: 'scratch', kind: CompletionItemKind.Constant, detail: 'the empty image' };
  const known = repositoryCandidates().filter(({ label }) => !named.has(label));
  return [
    ...Array.from(named, (label) => imageCandidate(label, 'in this file')),
    ...(isFrom ? [scratch] : []),
    ...known,
  ];
}

/** What most files start from. */
const POPULAR =
  'alpine debian ubuntu node python golang rust nginx php ruby eclipse-temurin maven gradle postgres redis busybox'.split(
    ' ',
  );

/** The popular ones, then the other official images, then all others. */
const repositoryCandidates = lazily((): readonly Candidate[] => {
  const names = knownRepositories().toSorted();
  const sorted = new Set([...POPULAR, ...names.filter((name) => !name.includes('/')), ...names]);
  return Array.from(sorted, (name) => imageCandidate(name));
});

function imageCandidate(label: string, detail?: string): Candidate {
  const reference = parseImageReference(label);
  const deprecation = reference.ok ? deprecationOf(reference.value) : undefined;
  const use = deprecation?.use ?? [];
  return {
    label,
    kind: CompletionItemKind.Class,
    detail,
    ...(deprecation !== undefined && {
      isDeprecated: true,
      documentation: `Its publisher has given it up${use.length > 0 ? `; use ${use.map(codeSpan).join(' or ')}` : ''}.`,
    }),
  };
}

/** As written, without those that have a variable in them. */
function imagesIn({ analysis: { file, model } }: View, start: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { from } of model.stages) {
    const { image } = from;
    const isOther = from.span.start !== start;
    if (isOther && image?.reference !== undefined && !model.isStageOrScratch(image)) names.add(image.text);
  }
  const stages = new Set(model.stages.map(({ name }) => name));
  for (const instruction of file.instructions) {
    const name = instruction.kind === 'Copy' ? instruction.from?.value?.text : undefined;
    const isOther = instruction.span.start !== start;
    const isImage = isOther && name !== undefined && !/^\d*$|\$/.test(name) && !stages.has(name.toLowerCase());
    if (isImage && parseImageReference(name).ok) names.add(name);
  }
  return names;
}

/** The tags of the repository in front of the `:`, the newest first; behind them `latest`, and those out of support last. */
export function tagCandidates({ analysis: { date } }: View, repository: string): readonly Candidate[] {
  const reference = parseImageReference(repository);
  if (!reference.ok) return [];
  const tags = knownTags(repositoryName(reference.value)).flatMap((tag) => {
    const tagged = parseImageReference(`${repository}:${tag}`);
    return tagged.ok ? [tagCandidate(tag, tagged.value, date)] : [];
  });
  return tags.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ label, isDeprecated }: Candidate): number {
  return isDeprecated === true ? 2 : label === 'latest' ? 1 : 0;
}

/** Where the tag has a cycle of its own, nobody needs to look up what the image is built on. */
function tagCandidate(tag: string, reference: ImageReference, date: string): Candidate {
  const own = lifetimesOf(reference, undefined);
  const lifetimes = own.length > 0 ? own : lifetimesOf(reference, lookUpBaseImage(reference));
  const ended = lifetimes.find((lifetime) => hasEnded(lifetime, date));
  const first = ended ?? lifetimes.find((lifetime) => lastDayOf(lifetime) !== 'open');
  return {
    label: tag,
    kind: CompletionItemKind.EnumMember,
    detail: first && `${first.product} ${first.cycle} ${supportText(lastDayOf(first), ended !== undefined)}`,
    isDeprecated: ended !== undefined || deprecationOf(reference) !== undefined,
  };
}

function supportText(day: string, isOver: boolean): string {
  if (day === 'ended') return 'is out of support';
  return isOver ? `is out of support since ${day}` : `is supported until ${day}`;
}
