// How a file is named where the report is read: from a folder that both sides know, on every system with `/`.

import path from 'node:path';

type PathRules = Pick<typeof path, 'isAbsolute' | 'relative' | 'sep'>;

/**
 * The path from `folder` to `file`, both absolute; `../` leads to a file outside. A file on another drive of Windows
 * keeps its absolute path.
 */
export function relativePath(file: string, folder: string, rules: PathRules = path): string {
  return rules.relative(folder, file).split(rules.sep).join('/');
}
