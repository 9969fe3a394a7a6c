// A second opinion: the package dockerfile-ast finds the same instructions in the same lines, but for its defects.

import { DockerfileParser } from 'dockerfile-ast';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/syntax/parse.ts';
import { Source } from '../../src/syntax/source.ts';
import { dockerfileText, wellFormedText } from './arbitrary.ts';
import { DEFECTS } from './dockerfile-ast-defects.ts';

const defects = Object.entries(DEFECTS);

/** `KEYWORD first-last` of every instruction. */
function ours(text: string): readonly string[] {
  const { instructions } = parse(new Source('Dockerfile', text)).file;
  return instructions.map(({ keyword, lines }) => `${keyword.text.toUpperCase()} ${lines.first}-${lines.last}`);
}

function theirs(text: string): readonly string[] {
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => {
      const { start, end } = instruction.getRange();
      return `${instruction.getKeyword()} ${start.line + 1}-${end.line + 1}`;
    });
}

/** BuildKit can read the file, and no defect may show in it. */
function isComparable(text: string): boolean {
  if (defects.some(([, { pattern }]) => pattern.test(text))) return false;
  return parse(new Source('Dockerfile', text)).diagnostics.every(({ pass }) => pass !== 'parse');
}

describe('agreement', () => {
  test.each([
    ['hostile', dockerfileText, 0.1],
    ['well-formed', wellFormedText, 0.1],
  ])('in %s texts', (_, texts, share) => {
    const runs = 2000;
    let compared = 0;
    fc.assert(
      fc.property(texts, (text) => {
        if (!isComparable(text)) return;
        compared++;
        expect(ours(text)).toEqual(theirs(text));
      }),
      { numRuns: runs },
    );
    expect(compared).toBeGreaterThan(share * runs);
  });

  test.each([
    'FROM a AS b\nRUN c \\\n  d \\\n\n  # e\n  f\nCOPY --from=b g h\n',
    'FROM a\r\nRUN b \\\r\n  c\r\n\r\n# d\r\nUSER e',
    '# escape=`\nFROM a\nRUN b `\n  c\\\nUSER d\n',
    'FROM a\nRUN <<EOF\nUSER b\n\nEOF\nCOPY <<A <<B /c\nA\nB\nUSER d\n',
    'FROM a\nFRM b\nENV C=d \\\n  E=f\n',
  ])('in %j', (text) => {
    expect(isComparable(text)).toBe(true);
    expect(ours(text)).toEqual(theirs(text));
  });
});

describe('a defect that is no longer one leaves the list', () => {
  test.each(defects)('%s', (_, { pattern, example }) => {
    expect(example).toMatch(pattern);
    expect(theirs(example)).not.toEqual(ours(example));
  });
});
