// What holds for the report of any finding in any text.

import fc from 'fast-check';
import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import { excerpt } from '../../src/report/excerpt.ts';
import { jsonText } from '../../src/report/json-text.ts';
import { pretty } from '../../src/report/pretty.ts';
import { cells } from '../../src/report/visible.ts';
import { offset, report, text } from './arbitrary.ts';
import { options } from './findings.ts';

const forbidden = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;
const colours = /\u001b\[\d+m/g;

test('the only control character is the line break, and with colours their codes', () => {
  fc.assert(
    fc.property(report, fc.integer({ min: 1, max: 200 }), (one, width) => {
      expect(pretty([one], { ...options, width }).replaceAll('\n', '')).not.toMatch(forbidden);
      const coloured = pretty([one], { ...options, palette: createColors(true), width });
      expect(coloured.replaceAll('\n', '').replaceAll(colours, '')).not.toMatch(forbidden);
    }),
  );
});

test('no text makes more lines than its frame has', () => {
  fc.assert(
    fc.property(report, (one) => {
      const lines = pretty([one], options).split('\n');
      const frame = lines.slice(2, lines.indexOf(''));
      for (const line of frame) expect(line).toMatch(/^ *\d* *[|=]|^\.\.\./);
    }),
  );
});

test('an excerpt keeps to its room, and shows the start of its focus', () => {
  const line = text.map((value) => value.replaceAll('\n', ' '));
  fc.assert(
    fc.property(line, offset, offset, fc.integer({ min: 20, max: 100 }), (value, start, length, room) => {
      const from = Math.min(start, value.length);
      const focus = { from, to: Math.min(from + length, value.length) };
      const shown = excerpt(value, focus, room);
      const width = cells(shown.text).reduce((sum, cell) => sum + cell.width, 0);
      expect(width).toBeLessThanOrEqual(room);
      const columns = shown.columns(focus);
      expect(columns?.first).toBeGreaterThanOrEqual(0);
      expect((columns?.first ?? 0) + (columns?.count ?? 0)).toBeLessThanOrEqual(room + 1);
    }),
  );
});

test('JSON text is the JSON of its value, without characters that a terminal would follow', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const written = jsonText(value);
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(written.replaceAll('\n', '')).not.toMatch(forbidden);
    }),
  );
});
