// The output of `git diff --unified=0` -> which lines of which file are new, and where some were taken out.

/** Lines of the new file, from 1, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The changed lines of each file, in order. Lines that were taken out count as a change of the line before and the line
 * after them. A file that only has another name or mode has no changed lines.
 */
export function readDiff(diff: string): ReadonlyMap<string, readonly LineRange[]> {
  const files = new Map<string, LineRange[]>();
  let ranges: LineRange[] = [];
  let isHeader = false;
  for (const line of diff.split('\n')) {
    if (line.startsWith('diff --git ')) isHeader = true;
    else if (isHeader && line.startsWith('+++ ')) {
      ranges = [];
      files.set(pathIn(line.slice('+++ '.length)), ranges);
    }
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    isHeader = false;
    ranges.push(rangeOf(Number(hunk[1]), Number(hunk[2] ?? 1)));
  }
  return files;
}

function rangeOf(start: number, count: number): LineRange {
  return count === 0 ? { first: start, last: start + 1 } : { first: start, last: start + count - 1 };
}

/** Behind a name with a blank stands a tab; one with unusual characters is quoted as in C. */
function pathIn(text: string): string {
  const name = text.replace(/\t$/, '');
  return (name.startsWith('"') ? unquote(name.slice(1, -1)) : name).replace(/^b\//, '');
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function unquote(text: string): string {
  return text.replaceAll(/\\([0-3][0-7]{2}|.)/gs, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
  );
}
