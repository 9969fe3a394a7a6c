// Inlay hints, written into the text as `⟦= 1⟧`.

import { describe, expect, test } from 'vitest';
import { inlayHints, type HintSettings } from '../../src/lsp/inlay-hints.ts';
import { expectAnywhere } from './anywhere.ts';
import { type Given, unmark, viewOf } from './marked.ts';

const variables: HintSettings = { variables: true, steps: false };
const steps: HintSettings = { variables: false, steps: true };

/** A text, all of it or between its marks, with its hints. */
function shown(marked: string, settings: HintSettings, given?: Given): string {
  const { text, spans } = unmark(marked);
  const view = viewOf(text, given);
  let result = '';
  let last = 0;
  for (const { position, label } of inlayHints(view, spans[0] ?? { start: 0, end: text.length }, settings)) {
    const at = view.positions.offset(position);
    result += `${text.slice(last, at)}⟦${String(label)}⟧`;
    last = at;
  }
  return result + text.slice(last);
}

function tooltips(text: string, settings: HintSettings): readonly string[] {
  const hints = inlayHints(viewOf(text), { start: 0, end: text.length }, settings);
  return hints.map(({ tooltip }) => (typeof tooltip === 'object' ? tooltip.value : (tooltip ?? '')));
}

describe('variables', () => {
  test.each([
    ['ARG V=22\nFROM node:$V', 'ARG V=22\nFROM node:$V⟦= 22⟧'],
    ['FROM a\nENV A=1\nWORKDIR /x/${A}/y', 'FROM a\nENV A=1\nWORKDIR /x/${A}⟦= 1⟧/y'],
    ['FROM a\nENV A="b c"\nCOPY ["$A", "/$A"]', 'FROM a\nENV A="b c"\nCOPY ["$A⟦= b c⟧", "/$A"]'],
    ['FROM a\nARG A=1\nENV B=$A\nRUN x "$B" $A', 'FROM a\nARG A=1\nENV B=$A⟦= 1⟧\nRUN x "$B⟦= 1⟧" $A⟦= 1⟧'],
    ['FROM a\nARG A=1\nRUN x \\\n  # why $A\n  $A', 'FROM a\nARG A=1\nRUN x \\\n  # why $A\n  $A⟦= 1⟧'],
    ['FROM a\nARG A=1\nRUN <<EOF\nx $A\nEOF', 'FROM a\nARG A=1\nRUN <<EOF\nx $A⟦= 1⟧\nEOF'],
    ['FROM a\nENV A=1\nCOPY <<EOF /b\nx $A\nEOF', 'FROM a\nENV A=1\nCOPY <<EOF /b\nx $A⟦= 1⟧\nEOF'],
    ['FROM a\nCMD x $A\nENV A=2', 'FROM a\nCMD x $A⟦= 2⟧\nENV A=2'],
    ['FROM a\nENV A=1\nWORKDIR ${B:-$A}/${A:+c}', 'FROM a\nENV A=1\nWORKDIR ${B:-$A⟦= 1⟧}/${A:+c}'],
    ['FROM scratch\nWORKDIR ${B:-c}', 'FROM scratch\nWORKDIR ${B:-c}⟦= c⟧'],
    ['FROM a\nENV A=\nWORKDIR /$A', 'FROM a\nENV A=\nWORKDIR /$A⟦= ""⟧'],
    [
      'FROM a\nENV A=日本\nLABEL é="$A"\r\nUSER $A\r\n',
      'FROM a\nENV A=日本\nLABEL é="$A⟦= 日本⟧"\r\nUSER $A⟦= 日本⟧\r\n',
    ],
    ['# escape=`\nFROM a\nENV A=1\nCOPY b `\n  $A', '# escape=`\nFROM a\nENV A=1\nCOPY b `\n  $A⟦= 1⟧'],
  ])('%j', (text, expected) => {
    for (const encoding of ['utf-8', 'utf-16', 'utf-32'] as const) {
      expect(shown(text, variables, { encoding })).toBe(expected);
    }
  });

  test.each([
    ['that nobody knows', 'ARG V\nFROM node:$V\nARG W\nRUN a $V $W $X $NODE_VERSION'],
    ['that depend on the build', 'FROM node\nARG TARGETARCH\nRUN a $TARGETARCH'],
    ['that the script sets', 'FROM node\nENV A=1\nRUN A=2; b $A'],
    ['that everybody knows', 'FROM node:22\nENV PATH=/a:$PATH'],
    ['of a trigger', 'FROM node\nENV A=1\nONBUILD RUN a $A'],
    ['that the shell changes', 'FROM node\nENV A=1\nRUN a ${A%b}'],
  ])('%s have none', (_, text) => {
    expect(shown(text, variables)).toBe(text);
  });

  test('long values are cut', () => {
    expect(shown(`FROM a\nENV A=${'x'.repeat(100)}\nUSER $A`, variables)).toContain(`⟦= ${'x'.repeat(31)}…⟧`);
  });

  test('only those of the range are told', () => {
    const text = 'FROM a\nENV A=1\nUSER $A\nUSER «$A»\nUSER $A';
    expect(shown(text, variables)).toBe('FROM a\nENV A=1\nUSER $A\nUSER $A⟦= 1⟧\nUSER $A');
  });

  test('the tooltip says where the value may come from', () => {
    expect(tooltips('FROM a\nARG A=`b`\nENV B=1\nUSER $A:$B', variables)).toEqual([
      '`$A` is `` `b` `` here, unless `--build-arg A=…` sets another value.',
      '`$B` is `1` here.',
    ]);
  });
});

describe('steps', () => {
  test('have the numbers of the builder', () => {
    expect(
      shown(
        'FROM a AS b\nENV A=1\nRUN c \\\n  d\nCOPY <<E /\nE\nFROM b AS h\nONBUILD RUN e\nRUN f\nFROM scratch AS g',
        steps,
        {
          build: { target: 'h' },
        },
      ),
    ).toBe(
      'FROM a AS b⟦1/3 base⟧\nENV A=1⟦metadata⟧\nRUN c \\⟦2/3 layer⟧\n  d\nCOPY <<E /⟦3/3 layer⟧\nE\n' +
        'FROM b AS h\nONBUILD RUN e\nRUN f⟦1/1 layer⟧\nFROM scratch AS g⟦not built⟧',
    );
  });

  test('of triggers stand with those of their FROM', () => {
    const text = 'FROM a AS b\nONBUILD RUN c\nONBUILD RUN d\nFROM b';
    expect(shown(text, steps).split('\n').at(-1)).toBe('FROM b⟦2 triggers⟧');
    expect(tooltips(text, steps).at(-1)).toBe('`stage-1 1/2 RUN` makes a layer.\n\n`stage-1 2/2 RUN` makes a layer.');
  });

  test('there are none where the builder refuses the file', () => {
    const text = 'FROM a\nRUN b\nBOGUS';
    expect(shown(text, steps)).toBe(text);
  });
});

test('any text has hints inside of it', () => {
  expectAnywhere((view, offset) =>
    inlayHints(view, { start: offset, end: view.text.length }, { variables: true, steps: true }).map(
      ({ position }) => ({
        start: position,
        end: position,
      }),
    ),
  );
});
