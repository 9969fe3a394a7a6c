// Where files can be taken from: what `--from` of COPY and `from=` of a mount name.

import type { Stage } from '../../model/model.ts';
import { parseImageReference } from '../../syntax/image-reference.ts';
import type { Span } from '../../syntax/source.ts';
import { namedContextCandidates, imageCandidates, stageCandidates, tagCandidates } from './images.ts';
import type { Candidate, Offer } from './offer.ts';
import { earlierStages } from '../surroundings.ts';
import type { View } from '../view.ts';

/** A name as it is being typed: `span` is all of it, `typed` what stands in front of the cursor. */
export interface TypedName {
  readonly typed: string;
  readonly span: Span;
}

/** Images, or their tags behind a colon; for FROM and wherever else an image can be named. */
function imageOffer(view: View, start: number, { typed, span }: TypedName, isFrom: boolean): Offer {
  const colon = typed.indexOf(':', typed.lastIndexOf('/') + 1);
  if (typed.includes('@')) return { span, typed, candidates: [] };
  if (colon === -1) return { span, typed, candidates: imageCandidates(view, start, isFrom) };
  const tagStart = span.start + colon + 1;
  const tag = typed.slice(colon + 1);
  return {
    span: { start: tagStart, end: span.end },
    typed: tag,
    candidates: tagCandidates(view, typed.slice(0, colon)),
  };
}

/** Stages, named contexts, images. */
export function sourceOffers(view: View, start: number, name: TypedName, isFrom: boolean): readonly Offer[] {
  const stages: readonly Candidate[] = stageCandidates(earlierStages(view, start, isFrom), isFrom);
  const image = imageOffer(view, start, name, isFrom);
  return [{ ...name, candidates: [...stages, ...namedContextCandidates(view)] }, image];
}

/** The stage of that name or number in front of the instruction at `start`; `image` for one of an image; undefined where it has a variable. */
export function sourceNamed(view: View, start: number, name: string): Stage | 'image' | undefined {
  const stages = earlierStages(view, start, false);
  const stage =
    stages.findLast((each) => each.name !== '' && each.name === name.toLowerCase()) ??
    (/^\d+$/.test(name) ? stages[Number(name)] : undefined);
  return stage ?? (parseImageReference(name).ok ? 'image' : undefined);
}
