// Fixes -> text.

import type { Edit, Fix } from '../diagnostic.ts';

/** An edit and the place of its fix in the list; the smaller place wins a conflict. */
interface Placed {
  readonly edit: Edit;
  readonly fix: number;
}

/**
 * The text after the fixes. Of two fixes that touch the same place the earlier in the list wins and the other is left
 * out whole: lint the new text again to get what is still to do.
 */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  const edits = fixes
    .flatMap((fix, place) => fix.edits.map((edit): Placed => ({ edit, fix: place })))
    .toSorted((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.fix - b.fix);
  const dropped = conflicting(edits);

  let result = '';
  let at = 0;
  for (const { edit, fix } of edits) {
    if (dropped.has(fix)) continue;
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}

/** The fixes that overlap an earlier one, or insert where an earlier one does. `edits` are in the order of their places. */
function conflicting(edits: readonly Placed[]): ReadonlySet<number> {
  const dropped = new Set<number>();
  let last: Placed | undefined;
  for (const placed of edits) {
    if (dropped.has(placed.fix)) continue;
    if (last !== undefined && last.fix !== placed.fix && !dropped.has(last.fix) && overlap(last.edit, placed.edit)) {
      dropped.add(Math.max(last.fix, placed.fix));
      if (dropped.has(placed.fix)) continue;
    }
    last = placed;
  }
  return dropped;
}

/** `a` starts no later than `b`. */
function overlap(a: Edit, b: Edit): boolean {
  return b.span.start < a.span.end || b.span.start === a.span.start;
}
