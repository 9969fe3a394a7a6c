// Formatting of a document or of some of its lines.

import type { TextEdit } from 'vscode-languageserver';
import { format } from '../format/format.ts';
import type { Span } from '../syntax/source.ts';
import { textEditsOf } from './text-edits.ts';
import type { View } from './view.ts';

/** The edits that format the file, or the lines that `span` touches. */
export function formatting({ analysis, positions }: View, span?: Span): TextEdit[] {
  const edits = format(analysis);
  if (span === undefined) return textEditsOf(edits, positions);
  const start = positions.lineStart(positions.lineOf(span.start));
  const end = positions.lineEnd(positions.lineOf(span.end));
  return textEditsOf(
    edits.filter((edit) => edit.span.start >= start && edit.span.end <= end),
    positions,
  );
}
