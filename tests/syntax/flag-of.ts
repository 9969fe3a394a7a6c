// Flags for tests, made from nothing but their value.

import type { Flag } from '../../src/syntax/ast.ts';
import { Folded } from '../../src/syntax/folded.ts';
import type { Span } from '../../src/syntax/source.ts';

/** `--name=value` as if it stood at some place in a file; `show` gives the text at a span. */
export function flagOf(name: string, value: string | undefined): Flag & { show(span: Span | undefined): string } {
  const start = 40;
  const written = value === undefined ? `--${name}` : `--${name}=${value}`;
  const valueStart = start + name.length + 3;
  return {
    name,
    value: value === undefined ? undefined : Folded.verbatim(value, valueStart),
    nameSpan: { start, end: start + name.length + 2 },
    span: { start, end: start + written.length },
    show: (span) => (span === undefined ? '' : written.slice(span.start - start, span.end - start)),
  };
}
