// The report of `slipway impact` for GitHub Actions: a notice beside each step that rebuilds for a reason of its own.

import type { Impact } from '../../plan/impact.ts';
import { escapeProperty, escapeText } from '../github.ts';
import { visible } from '../visible.ts';
import { isRoot, reasonTexts, stepText, summaryText } from './words.ts';

/** `path` is that of the Dockerfile from the root of the repository. */
export function impactGithub(impact: Impact, path: string): string {
  const notices = impact.steps.filter(isRoot).map((step) => {
    const title = step.fate === 'uncertain' ? 'May rebuild' : 'Rebuilds';
    const text = [stepText(step), ...reasonTexts(step)].map(visible).join('\n');
    return `::notice title=${title},file=${escapeProperty(visible(path))},line=${step.line}::${escapeText(text)}\n`;
  });
  return `${notices.join('')}::notice title=Rebuilds::${escapeText(visible(summaryText(impact)))}\n`;
}
