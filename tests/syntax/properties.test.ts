// What holds for every text, however broken.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instruction } from '../../src/syntax/ast.ts';
import type { Folded } from '../../src/syntax/folded.ts';
import { parse } from '../../src/syntax/parse.ts';
import { Source, type Span } from '../../src/syntax/source.ts';
import { print, tokens } from '../../src/syntax/tokens.ts';
import { dockerfileText } from './arbitrary.ts';

function read(text: string) {
  return parse(new Source('Dockerfile', text));
}

function property(check: (text: string) => void): void {
  fc.assert(
    fc.property(dockerfileText, (text) => {
      check(text);
    }),
    { numRuns: 1000 },
  );
}

function within(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

/** The places of everything in an instruction. */
function parts(instruction: Instruction): readonly Span[] {
  const { keyword, args, flags } = instruction;
  const spans = [keyword.span, ...args.map(({ span }) => span)];
  for (const { span, nameSpan, value } of flags) spans.push(span, nameSpan, value?.span ?? span);
  if (instruction.kind === 'Env' || instruction.kind === 'Label') {
    for (const { name, value } of instruction.pairs) spans.push(name.span, value.span);
  }
  if (instruction.kind === 'Run') {
    for (const { fields } of instruction.mounts) {
      for (const { span, keySpan, value } of fields) spans.push(span, keySpan, value?.span ?? span);
    }
  }
  if (instruction.kind === 'Onbuild' && instruction.trigger) spans.push(...parts(instruction.trigger));
  return spans;
}

/** Every word of an instruction that stands in the file as it is read: no quotes removed, no bytes made characters. */
function plainWords(instruction: Instruction): readonly Folded[] {
  const { keyword, folded, args, json } = instruction;
  return [keyword, folded, ...(json ? [] : args)];
}

describe('parse', () => {
  test('gives a tree for every text', () => {
    property((text) => expect(read(text).file.source.text).toBe(text));
  });

  test('gives spans that nest and stand in the order of the file', () => {
    property((text) => {
      const whole = { start: 0, end: text.length };
      let last = 0;
      for (const instruction of read(text).file.instructions) {
        const { span, heredocs } = instruction;
        expect(within(whole, span)).toBe(true);
        expect(span.start).toBeGreaterThanOrEqual(last);
        last = span.end;
        for (const part of parts(instruction)) expect(within(span, part)).toBe(true);
        for (const { body, terminator } of heredocs) {
          expect(within(span, body)).toBe(true);
          if (terminator) expect(within(span, terminator)).toBe(true);
        }
      }
    });
  });

  test('gives words that slice back to the text', () => {
    property((text) => {
      for (const instruction of read(text).file.instructions) {
        for (const word of plainWords(instruction)) {
          if (word.text.includes('\ufffd')) continue;
          for (let i = 0; i < word.text.length; i++) expect(text[word.toSource(i)]).toBe(word.text[i]);
          const runs = [...word.runs()].map(({ start, end }) => text.slice(start, end));
          expect(runs.join('')).toBe(word.text);
        }
      }
    });
  });

  test('gives JSON strings with their quotes, and flags that start with their dashes', () => {
    property((text) => {
      for (const { args, json, kind, flags } of read(text).file.instructions) {
        if (json && kind !== 'Healthcheck') {
          for (const { span } of args) expect(text.slice(span.start, span.end)).toMatch(/^"[^]*"$/);
        }
        for (const { span } of flags) expect(text.slice(span.start)).toMatch(/^["'\\`]*-/);
      }
    });
  });

  test('reports errors inside the text', () => {
    property((text) => {
      for (const { span, message } of read(text).diagnostics) {
        expect(within({ start: 0, end: text.length }, span)).toBe(true);
        expect(message).not.toBe('');
      }
    });
  });

  test('reads any slice of a file', () => {
    fc.assert(
      fc.property(dockerfileText, fc.nat(), fc.nat(), (text, a, b) => {
        const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].toSorted((x, y) => x - y);
        expect(read(text.slice(start, end)).file.instructions.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('print', () => {
  test('gives the file back, byte for byte', () => {
    property((text) => expect(print(read(text).file)).toBe(text));
  });

  test('rests on tokens without gaps and overlaps', () => {
    property((text) => {
      let at = 0;
      for (const { span, text: part } of tokens(read(text).file)) {
        expect(span.start).toBe(at);
        expect(span.end).toBeGreaterThan(span.start);
        expect(text.slice(span.start, span.end)).toBe(part);
        at = span.end;
      }
      expect(at).toBe(text.length);
    });
  });
});
