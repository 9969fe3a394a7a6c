// The options of a rule as people read them.

import type { Rule } from './rule.ts';

export interface OptionText {
  readonly name: string;
  /** What it is, and its value where none is given. */
  readonly meaning: string;
}

export function optionTexts({ options }: Rule): readonly OptionText[] {
  const defaults = new Map<string, unknown>(Object.entries(Object(options?.defaults)));
  return Object.entries<{ readonly description: string }>(options?.schema ?? {}).map(([name, { description }]) => {
    return { name, meaning: `${description} (${JSON.stringify(defaults.get(name))} if not given)` };
  });
}
