// How an installation with apt gets fresh package lists in its own RUN.

import type { Fix } from '../diagnostic.ts';
import type { ShellNode } from '../shell/tree.ts';
import type { Run } from '../syntax/ast.ts';
import type { Source, Span } from '../syntax/source.ts';
import type { AptListsUse } from './apt-lists.ts';

/** `update` is the command that fetches them. Undefined where more would have to change than that. */
export function updateFix({ install, run, lists }: AptListsUse, update: string, { text }: Source): Fix | undefined {
  if (run.command.form === 'exec' || !isInChain(install)) return undefined;
  const { start } = install.span;
  if (lists.kind !== 'fetched') {
    // Unsafe: the lists stay in one more layer.
    return fix(`Insert "${update}"`, 'unsafe', { start, end: start }, `${update} && `);
  }
  const gap = { start: lists.by.span.end, end: start };
  const isNext = /^[ \t]*\r?\n(?:[ \t]*\r?\n)*RUN[ \t]+$/i.test(text.slice(gap.start, gap.end));
  if (!isNext || !isPlain(lists.run) || !isPlain(run) || !isWholeScript(lists.by) || !isWholeScript(install))
    return undefined;
  return fix('Join the two RUNs', 'safe', gap, ' && ');
}

function fix(title: string, safety: Fix['safety'], span: Span, text: string): Fix {
  return { title, safety, edits: [{ span, text }] };
}

/** Without mounts and the like, which would count for both. */
function isPlain({ flags, heredocs, command }: Run): boolean {
  return flags.length === 0 && heredocs.length === 0 && command.form === 'shell';
}

function isInChain({ parent }: ShellNode): boolean {
  return parent?.type === 'sequence' || (parent?.type === 'and-or' && !parent.operators.includes('||'));
}

/** Nothing stands before or after the chain of `&&` that `node` is in. */
function isWholeScript(node: ShellNode): boolean {
  const sequence = node.parent?.type === 'and-or' ? node.parent.parent : node.parent;
  return isInChain(node) && sequence?.type === 'sequence' && sequence.role === 'script' && sequence.items.length === 1;
}
