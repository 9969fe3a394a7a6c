// After an error: which of the errors that follow are news, and which have the same cause.

import type { Instruction } from './ast.ts';
import type { Failure, Node } from './node.ts';

export const OUTSIDE_STAGE = 'no build stage in current context';

/** What common template languages write where a Dockerfile has a keyword or the name of an image. */
const TEMPLATE_MARK = /\{\{|\{%|<%/;

/** No instruction has an underscore in its name, but what a script replaces has. */
const PLACEHOLDER = /^[A-Z]+(?:_[A-Z]+)+$/;

/** The builder refuses the instruction because it is a line of a template. */
export function isOfTemplate({
  kind,
  keyword,
  folded,
}: Pick<Node | Instruction, 'kind' | 'keyword' | 'folded'>): boolean {
  if (kind === 'Unknown') return TEMPLATE_MARK.test(keyword.text) || PLACEHOLDER.test(keyword.text);
  return kind === 'From' && TEMPLATE_MARK.test(folded.text);
}

/**
 * Remembers the causes of what BuildKit's second pass refuses in one file. Two of them make it refuse many
 * instructions: the lines of a template, and a text that goes on without escape characters.
 */
export class Causes {
  #isTemplate = false;
  #isAstray = false;

  /** To be asked for one instruction after the other: whether a known cause explains what is wrong with it. */
  explain({ kind }: Node): boolean {
    this.#isAstray &&= kind === 'Unknown';
    return this.#isTemplate || this.#isAstray;
  }

  /** Learns from a failure that no known cause explains. A keyword close to one that exists is a slip of its own. */
  add(node: Node, { message }: Failure): void {
    this.#isTemplate = isOfTemplate(node);
    this.#isAstray = node.kind === 'Unknown' && !message.endsWith('?)');
  }
}
