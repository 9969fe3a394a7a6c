// Texts that are hard to write down, and findings made of them.

import fc from 'fast-check';
import type { FileReport } from '../../src/lint/file-report.ts';
import { Source } from '../../src/syntax/source.ts';
import { finding } from './findings.ts';

const troublesome = fc.constantFrom(
  ...['\u001b[2J', '\u001b]8;;x\u0007', '\r', '\r\n', '\n', '\t', '\b', '\u0000', '\u007f', '\u009b', '\u0085', '\\\n'],
  ...['\u202e', '\u2066', '\u200b', '\u200d', '\u2028', '\ufeff', '\ud83d', '\udc69', '\u0301', '\ufe0f', '\u20e3'],
  ...['日', '👩‍💻', '🇩🇪', 'é', 'ﾊ', '한', 'ᄒ', 'x'.repeat(50), 'RUN ', '"', '\u{e0041}', '\u{f0000}'],
);
export const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.oneof(troublesome, fc.string({ maxLength: 5 })), { maxLength: 40 }).map((parts) => parts.join('')),
);
export const offset = fc.nat({ max: 250 });
const span = fc.tuple(offset, offset).map(([start, length]) => ({ start, end: start + length }));

/** A file with one finding that has all that a finding may have. */
export const report = fc
  .record({
    path: text,
    text,
    span,
    rule: text,
    message: text,
    help: text,
    related: fc.array(fc.record({ span, message: text })),
    fix: fc.record({
      title: text,
      safety: fc.constantFrom('safe' as const, 'unsafe' as const),
      edits: fc.array(fc.record({ span, text })),
    }),
  })
  .map(({ path, text: content, span: place, ...words }): FileReport => {
    return { path, source: new Source(path, content), diagnostics: [finding(place, words)] };
  });
