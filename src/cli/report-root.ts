// The folder from which other programs know the files of a report.

import { isAbsolute, relative, resolve } from 'node:path';
import type { Io } from './io.ts';

/** The checkout of a CI job that runs in it or below, otherwise the working folder. */
export function reportRoot({ environment, workingFolder }: Pick<Io, 'environment' | 'workingFolder'>): string {
  const checkouts = [environment['GITHUB_WORKSPACE'], environment['CI_PROJECT_DIR']];
  const checkout = checkouts.find(
    (folder) => folder !== undefined && isAbsolute(folder) && contains(folder, workingFolder),
  );
  return checkout === undefined ? workingFolder : resolve(checkout);
}

function contains(folder: string, other: string): boolean {
  const way = relative(folder, other);
  return way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}
