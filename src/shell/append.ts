// A command behind all others of a RUN, written as the rest of it is.

import type { Edit } from '../diagnostic.ts';
import type { Run } from '../syntax/ast.ts';
import type { Source } from '../syntax/source.ts';
import { hasOption, parseOptions } from './options.ts';
import { errexit } from './status.ts';
import type { AndOr, ShellNode, ShellScript } from './tree.ts';

/**
 * The edit that puts `command` at the end of `run`, so that a failure before it still ends the RUN: with `&&`, or as the
 * commands before it are joined where `set -e` is in force. Undefined where it would not be run, or where what is now the
 * last command would fail in another way.
 */
export function appendCommand(run: Run, script: ShellScript, { text }: Source, command: string): Edit | undefined {
  const { body } = script;
  const last = body.items.at(-1);
  if (run.command.form === 'exec' || last === undefined || body.background.at(-1) === true) return undefined;
  if (body.items.some((item) => item.type === 'compound' && item.kind === 'function')) return undefined;
  const isPlain = last.type === 'and-or' ? last.items.every(isContinued) : isContinued(last);
  if (!isPlain) return undefined;
  const { end } = last.span;
  const removed = removedBy(command);
  if (removed !== undefined && isExtensible(last)) return { span: { start: end, end }, text: ` ${removed}` };
  const separator = last.type === 'and-or' ? separatorIn(last, text) : separatorBefore(last, script, text);
  return { span: { start: end, end }, text: separator + command };
}

/** What `command` removes, if that can be one more operand of another `rm -rf`. */
function removedBy(command: string): string | undefined {
  return /^rm -rf (\S+)$/.exec(command)?.[1];
}

/** It ends with a `rm -rf` that another operand can follow. */
function isExtensible(last: ShellNode): boolean {
  const node = last.type === 'and-or' && last.operators.at(-1) === '&&' ? last.items.at(-1) : last;
  if (node?.type !== 'command' || node.name !== 'rm' || node.wrappers.length > 0) return false;
  const options = parseOptions(node.args, { withValue: new Set() });
  const isForced = hasOption(options, '-f', '--force') && hasOption(options, '-r', '-R', '--recursive');
  return isForced && node.words.at(-1)?.span.end === last.span.end;
}

/** The shell goes on behind `node`; `set -e` counts in compounds, but not in those that `&&` follows, functions included. */
function isContinued(node: ShellNode): boolean {
  if (node.type === 'pipeline') return !node.negated && node.items.every(isContinued);
  return node.type === 'command' && node.name !== undefined && node.name !== 'exit' && !node.wrappers.includes('exec');
}

/**
 * Under `set -e` what stands between `last` and the command before it: `; \⏎    `. Not in front of the body of a heredoc.
 */
function separatorBefore(last: ShellNode, script: ShellScript, text: string): string {
  const separator = text.slice(script.body.items.at(-2)?.span.end ?? last.span.start, last.span.start);
  const isPlain = /^[ \t]*(?:;[ \t]*(?:[\\`]?\r?\n[ \t]*)?|\r?\n[ \t]*)$/.test(separator);
  const hasHeredoc = text.slice(last.span.start, last.span.end).includes('<<');
  return isPlain && !hasHeredoc && errexit(last, script) ? separator : separatorAfter(last, text);
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
