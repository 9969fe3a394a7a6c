// A command behind all others of a RUN, written as the rest of it is.

import type { Edit } from '../diagnostic.ts';
import type { Run } from '../syntax/ast.ts';
import type { Source } from '../syntax/source.ts';
import type { AndOr, ShellNode, ShellScript } from './tree.ts';

/**
 * The edit that joins `command` with `&&` to the last list of `run`, so that a failure before it still ends the RUN.
 * Undefined where it would not be run, or where what is now the last command would fail in another way.
 */
export function appendCommand(run: Run, { body }: ShellScript, source: Source, command: string): Edit | undefined {
  const last = body.items.at(-1);
  if (run.command.form === 'exec' || last === undefined || body.background.at(-1) === true) return undefined;
  if (body.items.some((item) => item.type === 'compound' && item.kind === 'function')) return undefined;
  const isPlain = last.type === 'and-or' ? last.items.every(isContinued) : isContinued(last);
  if (!isPlain) return undefined;
  const separator = last.type === 'and-or' ? separatorIn(last, source.text) : separatorAfter(last, source.text);
  return { span: { start: last.span.end, end: last.span.end }, text: separator + command };
}

/** The shell goes on behind `node`; `set -e` counts in compounds, but not in those that `&&` follows, functions included. */
function isContinued(node: ShellNode): boolean {
  if (node.type === 'pipeline') return !node.negated && node.items.every(isContinued);
  return node.type === 'command' && node.name !== undefined && node.name !== 'exit' && !node.wrappers.includes('exec');
}

/** What stands around the last `&&` at a line break: ` \⏎ && `. */
function separatorIn({ items, operators }: AndOr, text: string): string {
  for (let at = operators.length - 1; at >= 0; at--) {
    const separator = text.slice(items[at]?.span.end, items[at + 1]?.span.start);
    if (operators[at] === '&&' && /^[ \t]*(?:&&[ \t]*)?[\\`]\r?\n[ \t]*(?:&&[ \t]*)?$/.test(separator))
      return separator;
  }
  return separatorAfter(items.at(-1), text);
}

/** A command over several lines is followed by another line, indented as its last one. */
function separatorAfter(node: ShellNode | undefined, text: string): string {
  const lines = text.slice(node?.span.start, node?.span.end);
  const [, lineBreak] = /^.*([\\`]\r?\n[ \t]*)/s.exec(lines) ?? [];
  return lineBreak === undefined ? ' && ' : ` ${lineBreak}&& `;
}
