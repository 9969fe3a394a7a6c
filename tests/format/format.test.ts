// Formatting: what it changes, what it leaves alone, and that the builder sees no difference.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import { format } from '../../src/format/format.ts';
import { applyFixes } from '../../src/lint/fix.ts';
import { buildGraph } from '../../src/plan/graph.ts';
import { planOf } from '../../src/plan/plan.ts';
import type { Instruction } from '../../src/syntax/ast.ts';
import { builderError, parse } from '../../src/syntax/parse.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { Source } from '../../src/syntax/source.ts';
import { dockerfileText, wellFormedText } from '../syntax/arbitrary.ts';

function formatted(text: string): string {
  const edits = format(new Analysis(new Source('Dockerfile', text)));
  return applyFixes(text, [{ title: '', safety: 'safe', edits }]);
}

/** With `·` for a blank and `→` for a tab, as far as they stand at the ends of lines. */
function shown(text: string): string {
  return text.replaceAll(/[ \t]+(?=\r*$)/gm, (run) => run.replaceAll(' ', '·').replaceAll('\t', '→'));
}

function blanks(text: string): string {
  return text.replaceAll('·', ' ').replaceAll('→', '\t');
}

describe('keywords', () => {
  test.each([
    ['from alpine as build\n', 'FROM alpine AS build\n'],
    ['FROM alpine As Build\nCopy a b\n', 'FROM alpine AS Build\nCOPY a b\n'],
    ['FROM alpine\nhealthcheck --interval=5s cmd true\n', 'FROM alpine\nHEALTHCHECK --interval=5s CMD true\n'],
    ['FROM alpine\nhealthcheck none\n', 'FROM alpine\nHEALTHCHECK NONE\n'],
    ['FROM alpine\nrun echo run\n', 'FROM alpine\nRUN echo run\n'],
    ['FROM alpine\n  run \\\n  a \\\n  as\n', 'FROM alpine\n  RUN \\\n  a \\\n  as\n'],
  ])('%j becomes %j', (before, after) => {
    expect(formatted(before)).toBe(after);
  });

  test('what is no instruction stays', () => {
    const text = 'FROM alpine\nfro m\ncopyy a b\n';
    expect(formatted(text)).toBe(text);
  });

  test('a trigger stays as it is written: it becomes part of the image', () => {
    expect(formatted('FROM alpine\nonbuild run make  \n')).toBe('FROM alpine\nONBUILD run make  \n');
  });

  test('a keyword over two lines stays', () => {
    const text = 'fr\\\nom alpine\n';
    expect(formatted(text)).toBe(text);
  });
});

describe('blanks at the end of a line', () => {
  test.each([
    ['of an instruction', 'FROM alpine·→\nRUN a··', 'FROM alpine\nRUN a'],
    ['with \\r\\n', 'FROM alpine··\r\nRUN a·\r\n', 'FROM alpine\r\nRUN a\r\n'],
    [
      'behind what continues it',
      'FROM alpine\nRUN a \\··\n··\n  # why·\n  b·\n',
      'FROM alpine\nRUN a \\\n\n  # why\n  b\n',
    ],
    ['behind a backtick', '# escape=`·\nFROM alpine\nRUN a `·\n  b\n', '# escape=`\nFROM alpine\nRUN a `\n  b\n'],
    ['behind two escape characters', 'FROM alpine\nRUN a\\\\·\n', 'FROM alpine\nRUN a\\\\\n'],
    ['of a comment and an empty line', '#·\n··\nFROM alpine\n', '#\n\nFROM alpine\n'],
    ['before a heredoc', 'FROM alpine\nRUN <<EOF·\na\nEOF\nUSER a·\n', 'FROM alpine\nRUN <<EOF\na\nEOF\nUSER a\n'],
  ])('%s', (_, before, after) => {
    expect(shown(formatted(blanks(before)))).toBe(after);
  });

  test.each([
    ['in a heredoc', 'FROM alpine\nCOPY <<A <<-B /\na·\nA\n→b··\n→B\n'],
    ['in a heredoc that has no end', 'FROM alpine\nRUN <<EOF\na·\nEOF·\nrun b·\n'],
    ['that are the value of a directive', '# syntax=·\nFROM alpine\n'],
    ['that keep a \\r from the end of the line', 'FROM alpine\nRUN a \\\r·\r\n'],
  ])('stay %s', (_, text) => {
    expect(formatted(blanks(text))).toBe(blanks(text));
  });

  test('stay where the line is too long for the builder', () => {
    const text = `FROM alpine\nRUN a${' '.repeat(70_000)}\n`;
    expect(formatted(text)).toBe(text);
  });
});

/** All that BuildKit makes of a file, without the places. */
function meaning(text: string): unknown {
  const source = new Source('Dockerfile', text);
  const { model, file } = new Analysis(source, { mode: 'build' });
  const graph = buildGraph(model.build, { platform: platformOf('linux', 'amd64'), escape: file.escape });
  const plan = planOf(model.build, graph);
  return {
    error: builderError(parse(source)),
    refusal: model.error?.message,
    directives: file.directives.map(({ name, value }) => [name, value]),
    comments: file.comments.map((comment) => comment.text),
    instructions: file.instructions.map(words),
    image: plan?.target.steps.map(({ changes }) => changes),
    steps: plan?.steps.map(({ id, name, makes, operation }) => [id, name, makes, operation?.name]),
  };
}

function words(instruction: Instruction): unknown {
  const { kind, lines, flags, args, json, heredocs, comments } = instruction;
  return {
    kind,
    lines,
    json,
    flags: flags.map(({ name, value }) => [name, value?.text]),
    args: args.map(({ text }, index) => (isKeyword(instruction, index) ? text.toUpperCase() : text)),
    heredocs: heredocs.map(({ name, content }) => [name, content]),
    comments: comments.map(({ text }) => text),
    trigger: instruction.kind === 'Onbuild' && instruction.trigger ? words(instruction.trigger) : undefined,
  };
}

function isKeyword({ kind }: Instruction, index: number): boolean {
  return (kind === 'From' && index === 1) || (kind === 'Healthcheck' && index === 0);
}

const anyText = fc.oneof(wellFormedText, dockerfileText).map((text) => {
  return text.replaceAll(/\n/g, (end, at: number) => (at % 3 === 0 ? ` \t${end}` : end));
});

test('a file of nothing but blanks stays as it is', () => {
  expect(formatted(' \t\n\t')).toBe(' \t\n\t');
});

test('the builder sees no difference', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(meaning(formatted(text))).toEqual(meaning(text));
    }),
    { numRuns: 150 },
  );
});

test('formatted text has nothing to format', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = formatted(text);
      expect(formatted(once)).toBe(once);
    }),
    { numRuns: 150 },
  );
});
