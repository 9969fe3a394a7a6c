import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/syntax/csv.ts';
import { Folded } from '../../src/syntax/folded.ts';

const read = (text: string) => parseCsv(Folded.verbatim(text, 0));

test.each([
  ['a', ['a']],
  ['type=bind,target=/x', ['type=bind', 'target=/x']],
  ['a,', ['a', '']],
  [',', ['', '']],
  [' a , b ', [' a ', ' b ']],
  ['a\nb\n', ['a\nb']],
  ['a\r\n', ['a']],
  ['a,\n', ['a', '']],
  ['"a,b",c', ['a,b', 'c']],
  ['""', ['']],
  ['"a""b",""""', ['a"b', '"']],
  ['"a"\n', ['a']],
  ["'a", ["'a"]],
])('splits %j', (text, fields) => {
  const record = read(text);
  expect(record.error).toBeUndefined();
  expect(record.fields.map((field) => field.text)).toEqual(fields);
});

const bare = 'bare " in non-quoted-field';
const misplaced = 'extraneous or missing " in quoted-field';

test.each([
  ['a"b', 2, bare, '"'],
  ['x,a"b', 4, bare, '"'],
  [' "a"', 2, bare, '"'],
  ['é"x', 3, bare, '"'],
  ['😀,é"x', 8, bare, '"'],
  ['"a"b', 3, misplaced, '"'],
  ['"a" ,b', 3, misplaced, '"'],
  ['a,"é"b', 6, misplaced, '"'],
  ['"a', 2, misplaced, 'a'],
  ['"', 2, misplaced, ''],
  ['"a""b', 5, misplaced, 'b'],
  ['type=bind,"target=/x', 12, misplaced, 't'],
  ['"a"\n"', 3, misplaced, '"'],
])('refuses %j in column %d', (text, column, problem, place) => {
  const { error } = read(text);
  expect(error?.message).toBe(`parse error on line 1, column ${column}: ${problem}`);
  expect(text.slice(error?.span.start, error?.span.end)).toBe(place);
});

test.each(['', '\n', '\r\n'])('has nothing to read in %j', (text) => {
  expect(read(text)).toMatchObject({ fields: [], error: { message: 'EOF' } });
});

test('keeps the fields before an error', () => {
  const { fields, error } = read('a,"b",c"');
  expect(fields.map((field) => field.text)).toEqual(['a', 'b']);
  expect(error).toBeDefined();
});

describe('places', () => {
  test('a bare field stands where it stands', () => {
    const [, field] = parseCsv(Folded.verbatim('a,target=/x,b', 100)).fields;
    expect(field?.span).toEqual({ start: 102, end: 111 });
    expect(field?.spanOf(0, 6)).toEqual({ start: 102, end: 108 });
  });

  test('the quotes belong to the field, a doubled quote is one character', () => {
    const text = 'a,"b""c",d';
    const [, field] = read(text).fields;
    expect(field?.text).toBe('b"c');
    expect(text.slice(field?.span.start, field?.span.end)).toBe('"b""c"');
    const last = field?.slice(2).span;
    expect(text.slice(last?.start, last?.end)).toBe('c');
  });

  test('an empty field has a place', () => {
    const fields = parseCsv(Folded.verbatim('a,,"",', 10)).fields;
    expect(fields.map(({ span }) => span)).toEqual([
      { start: 10, end: 11 },
      { start: 12, end: 12 },
      { start: 13, end: 15 },
      { start: 16, end: 16 },
    ]);
    expect(fields[2]?.slice(0).span).toEqual({ start: 14, end: 14 });
  });

  test('a field may be spread over several lines', () => {
    const word = Folded.pieces('type=cache,target="', [0, 11], [5, 30]).slice(0, 18);
    const [type, target] = parseCsv(word).fields;
    expect(type?.span).toEqual({ start: 5, end: 15 });
    expect(target?.span).toEqual({ start: 30, end: 37 });
  });
});

test('reads back what is written as CSV', () => {
  const field = fc.string({ unit: fc.constantFrom('a', ',', '"', ' ', 'é', '=', '\n') });
  fc.assert(
    fc.property(fc.array(field, { minLength: 1 }), (values) => {
      const text = values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
      const { fields, error } = read(text);
      expect(error).toBeUndefined();
      expect(fields.map((word) => word.text)).toEqual(values);
      for (const word of fields) {
        const characters = Array.from({ length: word.text.length }, (_, index) => text[word.toSource(index)]);
        expect(characters.join('')).toBe(word.text);
      }
    }),
  );
});

test('any text gives fields inside of it or an error inside of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', 'é') }), (text) => {
      const { fields, error } = read(text);
      for (const { span } of [...fields, ...(error ? [error] : [])]) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(Math.max(text.length, span.start));
      }
    }),
  );
});

test('long records cost little', () => {
  expect(read(`${','.repeat(200_000)}"`).fields).toHaveLength(200_000);
  expect(read(`"${'""'.repeat(200_000)}"`).fields[0]?.text).toHaveLength(200_000);
});
