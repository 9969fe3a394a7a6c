import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../../src/analysis.ts';
import type { Diagnostic, Edit } from '../../src/diagnostic.ts';
import { exampleText } from '../../src/lint/example.ts';
import { lint } from '../../src/lint/lint.ts';
import { allowInFile, allowInInstruction } from '../../src/lint/suppression-edit.ts';
import type { Dockerfile } from '../../src/syntax/ast.ts';
import { Source } from '../../src/syntax/source.ts';

/**
 * The builder's own refusals are no rule that a comment could allow, a comment about comments allows itself nothing, and
 * any comment above a FROM or ARG is its description for BuildKit.
 */
const without = new Set(['syntax', 'unused-suppression', 'mismatched-description']);

const dockerfiles = [...rules].flatMap(([rule, { bad }]) => {
  if (without.has(rule)) return [];
  return bad.map((example, index) => [`${rule} ${index}`, exampleText(example).replaceAll(/^ *\^.*\n/gm, '')] as const);
});

function read(text: string): { readonly file: Dockerfile; readonly findings: readonly Diagnostic[] } {
  const analysis = new Analysis(new Source('Dockerfile', text));
  return { file: analysis.file, findings: lint(analysis, rules).filter(({ rule }) => !without.has(rule)) };
}

function apply(text: string, { span, text: added }: Edit): string {
  return text.slice(0, span.start) + added + text.slice(span.end);
}

const names = (findings: readonly Diagnostic[]): string[] => findings.map(({ rule }) => rule).toSorted();

describe.each(dockerfiles)('in the example of %s', (_, text) => {
  test('a finding that is allowed is the one that is gone', () => {
    const { file, findings } = read(text);
    for (const { rule, span } of findings) {
      const instruction = file.instructions.find(
        (each) => each.span.start <= span.start && span.start <= each.span.end,
      );
      if (instruction === undefined) continue;
      const after = read(apply(text, allowInInstruction(file, instruction, rule))).findings;
      const isInside = (other: Diagnostic): boolean =>
        other.rule === rule && instruction.span.start <= other.span.start && other.span.start <= instruction.span.end;
      expect(names(after)).toEqual(names(findings.filter((other) => !isInside(other))));
    }
  });

  test('a rule that is allowed in the file says nothing more', () => {
    const { file, findings } = read(text);
    for (const rule of new Set(names(findings))) {
      const after = read(apply(text, allowInFile(file, rule))).findings;
      expect(names(after)).toEqual(names(findings.filter((other) => other.rule !== rule)));
    }
  });
});
