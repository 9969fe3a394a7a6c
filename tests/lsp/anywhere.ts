// Any text, any place in it: no feature may throw there, and all that it points to lies in the document.

import fc from 'fast-check';
import { type Position, Range } from 'vscode-languageserver';
import { expect } from 'vitest';
import type { View } from '../../src/lsp/view.ts';
import { dockerfileText } from '../syntax/arbitrary.ts';
import { viewOf } from './marked.ts';

const LINES = [
  'ARG A=1',
  'ARG B=$A A',
  'FROM alpine:$A AS base',
  'FROM base AS Next',
  'FROM "base"',
  'FROM base-${TARGETOS}',
  'ARG A',
  'ENV A=${B:-$A} "B"=2',
  'ENV B \\\n  $A',
  'RUN echo $A "${B}" \'$A\'; B=$A; echo $B',
  'RUN <<EOF\necho $A é\nEOF',
  'RUN --mount=from=base,target=/$A sh -c "echo \\$B"',
  'RUN cat <<A <<-"B"\n$A\nA\n\t$B\n\tB',
  'COPY --from=0 ["$A", "ü/$B"]',
  'COPY --from=next a \\\n # why\n $A',
  'COPY <<-x /$A\n\t${A}\n\tx',
  'ONBUILD ENV A=$B',
  'ONBUILD COPY --from=base $A .',
  'CMD echo $A',
  'ADD https://example.com/$A /',
  'HEALTHCHECK CMD test $B',
  '# comment 👩‍🚀',
  '# syntax=docker/dockerfile:1',
];

const named: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...LINES), fc.constantFrom('\n', '\n', '\n', '\r\n', ' \\\n', '')), { maxLength: 25 })
  .map((lines) => lines.flat().join(''));

const text = fc.oneof(named, dockerfileText);
const encoding = fc.constantFrom('utf-8' as const, 'utf-16' as const, 'utf-32' as const);

/** Asks about random texts at random offsets. */
export function expectAnywhere(feature: (view: View, offset: number) => unknown): void {
  fc.assert(
    fc.property(text, encoding, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (content, wanted, places) => {
      const view = viewOf(content, { encoding: wanted });
      for (const place of places) expectInside(view, feature(view, place % (content.length + 1)));
    }),
    { numRuns: 80 },
  );
}

function expectInside(view: View, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null) return;
  if (Range.is(answer)) return expect(isInside(view, answer), `${JSON.stringify(answer)} lies in the text`).toBe(true);
  for (const part of Object.values(answer)) expectInside(view, part);
}

/** A position outside of the text is another one when it comes back. */
function isInside({ positions }: View, range: Range): boolean {
  const { start, end } = positions.span(range);
  return (
    start <= end &&
    [range.start, range.end].every((place) => isSame(positions.position(positions.offset(place)), place))
  );
}

function isSame(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character;
}
