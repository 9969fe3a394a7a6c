// The answer of `docker build --call=targets`: as text and as JSON.

import type { Target } from '../model/evaluation/targets.ts';
import type { Source } from '../syntax/source.ts';
import { base64 } from './check.ts';
import { goJson, goLocation, unlessEmpty } from './go-json.ts';
import { table } from './table.ts';

export function targetsText(targets: readonly Target[]): string {
  const rows = targets.map(({ name, isDefault, description }) => {
    return [[name, isDefault ? '(default)' : ''].filter((part) => part !== '').join(' '), description];
  });
  return table([['TARGET', 'DESCRIPTION'], ...rows], 1);
}

export function targetsJson(targets: readonly Target[], source: Source): string {
  return goJson({
    targets: targets.map(({ name, isDefault, description, base, platform, from: { lines } }) => ({
      name: unlessEmpty(name),
      default: isDefault ? true : undefined,
      description: unlessEmpty(description),
      base,
      platform: unlessEmpty(platform),
      location: goLocation(Array.from({ length: lines.last - lines.first + 1 }, (_, index) => lines.first + index)),
    })),
    sources: [base64(source.text)],
  });
}
