// What is special about apt.

import { hasOption } from '../options.ts';
import type { PackageCommand } from './package-managers.ts';

/** `apt-get update`, and `apt-get install --update`, which does both where apt is new enough. */
export function fetchesLists({ action, options }: PackageCommand): boolean {
  return action === 'refresh' || (action !== 'other' && hasOption(options, '-U', '--update'));
}
