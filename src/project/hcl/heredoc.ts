// Heredocs of HCL: `<<WORD` takes the lines as they stand, `<<-WORD` without the indentation that all of them have.

import type { Span } from '../../syntax/source.ts';
import type { Expression } from './ast.ts';

/** Reads a heredoc with its first and last line; the text between them is a template. */
export function readHeredoc(image: string, span: Span): Expression {
  const start = image.indexOf('\n') + 1;
  const word = image.slice(image.startsWith('<<-') ? 3 : 2, start).trim();
  const end = image.lastIndexOf('\n') + 1;
  if (end < start || image.slice(end).trim() !== word) {
    return { type: 'unread', reason: `the heredoc has no end "${word}"`, span };
  }
  const body = image.slice(start, end);
  return { type: 'unparsed', text: image.startsWith('<<-') ? withoutIndentation(body) : body, span };
}

/** Blank lines do not count, but lose as much as they have. */
function withoutIndentation(body: string): string {
  const lines = body.split('\n');
  let indentation = Infinity;
  for (const line of lines) if (line.trim() !== '') indentation = Math.min(indentation, indentationOf(line));
  return lines.map((line) => line.slice(Math.min(indentation, indentationOf(line)))).join('\n');
}

function indentationOf(line: string): number {
  let at = 0;
  while (line[at] === ' ' || line[at] === '\t') at++;
  return at;
}
