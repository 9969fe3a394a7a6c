// The name of a linted file for programs that know the repository.

import { resolve } from 'node:path';
import { relativePath } from '../lint/relative-path.ts';
import type { ReportOptions } from './report.ts';

/** From the root of the report, with `/`; what is no file keeps its name `-`. */
export function pathFromRoot(path: string, { workingFolder, root }: ReportOptions): string {
  return path === '-' ? path : relativePath(resolve(workingFolder, path), root);
}
