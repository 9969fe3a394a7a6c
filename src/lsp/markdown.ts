// Texts of a file as Markdown: whatever they say, they stay text.

/** One line of code. A line end in the text becomes a blank. */
export function codeSpan(text: string): string {
  const line = text.replaceAll(/[\s\0]+/g, ' ');
  const fence = '`'.repeat(longestRun(line) + 1);
  const needsSpace = line === '' || /^`|`$|^ .* $/.test(line);
  return needsSpace ? `${fence} ${line} ${fence}` : fence + line + fence;
}

/** Lines of code, behind a fence that none of them closes. */
export function codeBlock(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Prose on one line: nothing in it is a link, HTML or emphasis, but what stands between backticks stays code. */
export function prose(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .split('`')
    .map((part, index, parts) =>
      index % 2 === 1 && index < parts.length - 1 ? codeSpan(part) : part.replaceAll(/[\\*_{}[\]()#<>!|~&$]/g, '\\$&'),
    )
    .join('');
}

function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}
