// What the documentation tells users of an editor to write: the tests do as it says, letter by letter.

import { readFileSync } from 'node:fs';

const page = 'docs/editors.md';

/** The block of code in this language below a heading. */
export function recipe(heading: string, language: string): string {
  const text = readFileSync(page, 'utf8');
  const section = text.split(/^## /m).find((each) => each.startsWith(`${heading}\n`));
  const code = section?.split(`\`\`\`${language}\n`)[1]?.split('\n```')[0];
  if (code === undefined) throw new Error(`${page} shows no ${language} below "${heading}"`);
  return `${code}\n`;
}
