// Evaluations for tests: a file given line by line, with images that are all alike.

import { evaluate } from '../../../src/model/evaluation/evaluate.ts';
import type { Model } from '../../../src/model/model.ts';
import type { EvaluateOptions } from '../../../src/model/evaluation/options.ts';
import type { ImageSource } from '../../../src/model/image-source.ts';
import { fromOci, type OciConfig, type OciImage, toOci } from '../../../src/model/oci-image.ts';
import type { Note } from '../../../src/model/notes.ts';
import { parse } from '../../../src/syntax/parse.ts';
import { Source } from '../../../src/syntax/source.ts';

export function imagesLike(config: OciConfig, platform: Partial<OciImage> = {}): ImageSource {
  const image = fromOci({ architecture: 'amd64', os: 'linux', ...platform, config });
  return { lookup: () => ({ kind: 'found', image }) };
}

const plainImages = imagesLike({ Env: ['PATH=/bin'] });

export function build(lines: readonly string[], options: EvaluateOptions = {}): Model {
  return evaluate(parse(new Source('Dockerfile', lines.join('\n'))), { images: plainImages, ...options });
}

/** The image that the first stage starts from. */
export function baseOf(lines: readonly string[], options: EvaluateOptions = {}): string | undefined {
  const base = build(lines, options).stages[0]?.base;
  return base?.kind === 'image' ? base.text : undefined;
}

export function errorOf(lines: readonly string[], options: EvaluateOptions = {}): string | undefined {
  return build(lines, options).error?.message;
}

/** The settings of the image that the build makes. */
export function configOf(lines: readonly string[], options: EvaluateOptions = {}): OciConfig {
  const { image, error } = build(lines, options);
  if (image === undefined) throw new Error(error?.message ?? 'no image');
  return toOci(image).config ?? {};
}

/** Texts of the history; those of instructions that make a layer are marked. */
export function historyOf(lines: readonly string[], options: EvaluateOptions = {}): readonly string[] {
  const items = build(lines, options).image?.history.items() ?? [];
  return items.map(({ createdBy = '', isEmpty }) => (isEmpty ? createdBy : `+ ${createdBy}`));
}

/** `UndefinedVar 2`: the checks and the lines of what is not silenced. */
export function notesOf(lines: readonly string[], options: EvaluateOptions = {}): readonly string[] {
  return build(lines, { mode: 'check', ...options }).notes.flatMap(toText);
}

function toText({ check, silenced, lines: { first, last } }: Note): readonly string[] {
  return silenced ? [] : [`${check} ${first}${last === first ? '' : `-${last}`}`];
}
