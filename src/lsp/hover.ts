// What an editor shows about the place that somebody points to.

import { type Hover, MarkupKind } from 'vscode-languageserver';
import { commentTopic } from './hover/comment.ts';
import { copiedTopic } from './hover/copied.ts';
import { findingTopic } from './hover/finding.ts';
import { flagTopic } from './hover/flag.ts';
import { imageTopic } from './hover/image.ts';
import { keywordTopic } from './hover/keyword.ts';
import { mountTopic } from './hover/mount.ts';
import { operandTopic } from './hover/operand.ts';
import { siteAt, type Told, type Topic } from './hover/site.ts';
import { stageTopic } from './hover/stage.ts';
import { variableTopic } from './hover/variable.ts';
import type { View } from './view.ts';

/** The first that has something to tell does. */
const topics: readonly Topic[] = [
  keywordTopic,
  variableTopic,
  stageTopic,
  mountTopic,
  imageTopic,
  flagTopic,
  copiedTopic,
  operandTopic,
];

/** Null where there is nothing to say that is not there to be read. */
export function hover(view: View, offset: number): Hover | null {
  const told = commentTopic(view, offset) ?? topicAt(view, offset);
  const findings = findingTopic(view, offset);
  const [first] = [told, findings].flatMap((one) => one ?? []);
  if (first === undefined) return null;
  const parts = [told, findings].flatMap((one) => one?.markdown ?? []);
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
    range: view.positions.range(first.span),
  };
}

function topicAt(view: View, offset: number): Told | undefined {
  const site = siteAt(view, offset);
  if (site === undefined) return undefined;
  for (const topic of topics) {
    const told = topic(site);
    if (told !== undefined) return told;
  }
  return undefined;
}
