// All that is wrong with a configuration that somebody is writing.

import type { Rules } from '../lint/rule.ts';
import { UserError } from '../user-error.ts';
import { configurationReader } from './configuration.ts';
import { checkText, ConfigurationError, outsideOf, type PlacedMistake } from './written.ts';

/**
 * The mistakes in `text`, which is or will be that of the file at `path`, in the order of their places: all against the
 * schema; where there are none, the first in what it refers to. `openText` gives other texts that are not those of the disk.
 */
export function mistakesInText(
  path: string,
  text: string,
  rules: Rules,
  openText: (path: string) => string | undefined = () => undefined,
): readonly PlacedMistake[] {
  const outside = outsideOf(path);
  if (text.trim() === '' || (outside.length > 0 && !text.includes(`"${outside[0]}"`))) return [];
  const checked = checkText(text, outside, rules);
  if ('mistakes' in checked) return checked.mistakes;
  const textOf = (each: string): string | undefined => (each === path ? text : openText(each));
  try {
    configurationReader(rules, (each) => each, textOf)(path);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const isOwn = error instanceof ConfigurationError && error.path === path;
    return [isOwn ? error.mistake : checked.placed(['extends'], error.message)];
  }
}
