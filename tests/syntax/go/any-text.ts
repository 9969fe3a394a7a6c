// Texts of characters from all over Unicode, many of them ASCII; fast-check's own unit takes a second to build its tables.

import fc from 'fast-check';

const character = fc
  .oneof(fc.nat({ max: 0x7f }), fc.nat({ max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));

export const anyText: fc.Arbitrary<string> = fc.string({ unit: character });
