// What one entry of the reference says, and how it looks as Markdown.

import { codeBlock, codeSpan } from '../markdown.ts';

/** The documentation of one word of the Dockerfile language. All texts are Markdown without HTML. */
export interface Entry {
  /** One sentence. */
  readonly summary: string;
  /** What else is worth knowing: a few sentences. */
  readonly details?: string;
  /** How it is written, one form a line. `[flag…]` stands for the flags of the instruction. */
  readonly syntax: readonly string[];
  /** Lines of a Dockerfile. */
  readonly example?: string;
  /** The operands of `syntax` as they stand there, `<image>`, and what each means. */
  readonly operands?: Readonly<Record<string, string>>;
  /** The values there are, where there are only some, and what each means. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The whole entry: how it is written, what it means, its values, an example. */
export function entryMarkdown(entry: Entry): string {
  const { example } = entry;
  return [briefMarkdown(entry), ...(example === undefined ? [] : [codeBlock(example, 'dockerfile')])].join('\n\n');
}

/** The entry without its example. */
export function briefMarkdown({ summary, details, syntax, values }: Entry): string {
  return [
    codeBlock(syntax.join('\n'), 'dockerfile'),
    details === undefined ? summary : `${summary} ${details}`,
    ...(values === undefined || Object.keys(values).length > MOST_VALUES ? [] : [valueList(values)]),
  ].join('\n\n');
}

/** A longer list is for completion alone. */
const MOST_VALUES = 5;

function valueList(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([value, meaning]) => `- ${codeSpan(value)}: ${meaning}`)
    .join('\n');
}
