// Characters whose bytes BuildKit takes for spaces: it reads flags, HEALTHCHECK and comments byte by byte.

import { describe, expect, test } from 'vitest';
import type { Instruction } from '../../src/syntax/ast.ts';
import { findSpaceByte, skipSpaceBytes, sliceBytes } from '../../src/syntax/byte-place.ts';
import { Folded } from '../../src/syntax/folded.ts';
import { builderError, parse } from '../../src/syntax/parse.ts';
import { Source } from '../../src/syntax/source.ts';

function second(text: string): Instruction | undefined {
  return parse(new Source('Dockerfile', `FROM a\n${text}`)).file.instructions[1];
}

function error(text: string): string | undefined {
  return builderError(parse(new Source('Dockerfile', `FROM a\n${text}`)));
}

describe('places', () => {
  test.each([
    ['a b', { at: 1, bytes: 0 }],
    ['ab', { at: 2, bytes: 0 }],
    ['aà', { at: 1, bytes: 1 }],
    ['a酒', { at: 1, bytes: 1 }],
    ['a\u2003b', { at: 3, bytes: 0 }],
    ['👩\u00a0', { at: 2, bytes: 1 }],
  ])('the first space byte of %j', (text, place) => expect(findSpaceByte(text)).toEqual(place));

  test.each([
    ['a \tb', { at: 1, bytes: 0 }, { at: 3, bytes: 0 }],
    ['\u00a0b', { at: 0, bytes: 1 }, { at: 1, bytes: 0 }],
    ['酒b', { at: 0, bytes: 1 }, { at: 0, bytes: 2 }],
    ['\u3160 b', { at: 0, bytes: 1 }, { at: 2, bytes: 0 }],
    ['\u00a0', { at: 0, bytes: 0 }, { at: 0, bytes: 0 }],
  ])('behind the space bytes of %j', (text, from, to) => expect(skipSpaceBytes(text, from)).toEqual(to));

  test('bytes that are cut off from their character are replaced and keep its place', () => {
    const cut = sliceBytes(Folded.verbatim('x酒y酒', 10), { at: 1, bytes: 1 }, { at: 3, bytes: 1 });
    expect(cut.text).toBe('\ufffd\ufffdy\ufffd');
    expect([0, 1, 2, 3].map((offset) => cut.toSource(offset))).toEqual([11, 11, 12, 13]);
    expect(cut.span).toEqual({ start: 11, end: 14 });
    expect(sliceBytes(Folded.verbatim('酒', 0), { at: 0, bytes: 1 }, { at: 0, bytes: 2 }).text).toBe('\ufffd');
  });
});

describe('flags', () => {
  test.each([
    ['COPY --from=é a b', ['--from=Ã©'], ['a', 'b']],
    ['COPY --from=\\é a b', ['--from=Ã©'], ['a', 'b']],
    ['COPY --from="à b" c d', ['--from=Ã\u00a0 b'], ['c', 'd']],
    ['COPY --from=x\u00a0--link a b', ['--from=xÂ', '--link'], ['a', 'b']],
    ['COPY --from=\\\u00a0x a', ['--from=Â'], ['x', 'a']],
    ['COPY --from=é\0 a', ['--from=Ã©\0'], ['a']],
    ['COPY --from=酒 a', ['--from=é'], ['\ufffd', 'a']],
    ['COPY --from=酒--link a', ['--from=é'], ['\ufffd--link', 'a']],
  ])('%s', (text, flags, args) => {
    const copy = second(text);
    expect(copy?.flags.map(({ name, value }) => `--${name}${value ? `=${value.text}` : ''}`)).toEqual(flags);
    expect(copy?.args.map((word) => word.text)).toEqual(args);
  });

  test.each(['酒', 'é', '👩', '"à"'])('their spans hold whole characters: %s', (value) => {
    const text = `FROM a\nCOPY --from=${value} a b`;
    const [flag] = second(text.slice(7))?.flags ?? [];
    expect(flag && text.slice(flag.span.start, flag.span.end)).toBe(`--from=${value}`);
    expect(flag?.value && text.slice(flag.value.span.start, flag.value.span.end)).toBe(value.replaceAll('"', ''));
  });
});

describe('HEALTHCHECK', () => {
  test.each([
    ['HEALTHCHECK CMD\tx', undefined],
    ['HEALTHCHECK CMD\u00a0x', 'dockerfile parse error on line 2: Unknown type "CMD\ufffd" in HEALTHCHECK (try CMD)'],
    ['HEALTHCHECK CMD\u3000x', 'dockerfile parse error on line 2: Unknown type "CMD\\u3000X" in HEALTHCHECK (try CMD)'],
    ['HEALTHCHECK CMD \u3000[1]', 'when using JSON array syntax, arrays must be comprised of strings only'],
  ])('%j', (text, message) => expect(error(text)).toBe(message));

  test('the command begins with what is left of a character', () => {
    expect(second('HEALTHCHECK 酒 x')?.args.map((word) => word.text)).toEqual(['\ufffd', '\ufffd x']);
  });
});

test('of an indented comment the first byte is cut off', () => {
  const comments = ['# x', ' # x', '\u00a0# x', '\u3000# x'].map((comment) => second(`${comment}\nRUN y`)?.comments);
  expect(comments.map((list) => list?.map(({ text }) => text))).toEqual([
    ['x'],
    ['# x'],
    ['\ufffd# x'],
    ['\ufffd\ufffd# x'],
  ]);
});
