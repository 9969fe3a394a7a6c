// An instruction: its documentation, and what the builder's cache has to do with it.

import { briefMarkdown } from '../reference/entry.ts';
import { instructionEntry } from '../reference/instructions.ts';
import { cacheView } from './cache-view.ts';
import { isIn, paragraphs, type Told, type Site } from './site.ts';
import { stageMarkdown } from './stage.ts';

export function keywordTopic({ view, offset, outer, instruction }: Site): Told | undefined {
  const { span } = instruction.keyword;
  const entry = instructionEntry(instruction.kind);
  if (entry === undefined || !isIn(span, offset)) return undefined;
  const isOwn = instruction === outer;
  const stage = isOwn && instruction.kind === 'From' ? view.analysis.model.stageOf(instruction) : undefined;
  const here = stage === undefined ? isOwn && cacheView(view, instruction) : stageMarkdown(view, stage);
  return { span, markdown: paragraphs(briefMarkdown(entry), here ? `---\n\n${here}` : undefined) };
}
