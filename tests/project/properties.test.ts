// What holds for every text, and for every expression of HCL.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBake } from '../../src/project/bake.ts';
import type { Found } from '../../src/project/build.ts';
import { readCompose } from '../../src/project/compose.ts';
import type { BinaryOperator, Expression } from '../../src/project/hcl/ast.ts';
import { parseHcl } from '../../src/project/hcl/parse.ts';
import { readGithubWorkflow, readGitlabPipeline } from '../../src/project/workflows.ts';
import { Source } from '../../src/syntax/source.ts';

const HCL_PIECES = [
  ...[
    'target "a" {',
    'variable "v" {',
    'function "f" {',
    'group g {',
    '}',
    'args = ',
    'inherits = ["a"]',
    'name = "${x}"',
  ],
  ...['matrix = { x = ["1", "2"] }', 'default = v', 'params = [x]', 'result = f(x)', 'for x in v :', '=>', '...', 'if'],
  ...['"', '${', '%{', '%{ if x }', '$${', '<<A\n', '\nA\n', '<<-A\n', '/*', '*/', '#', '//', '\\', '\\u12', '\n', ' '],
  ...[
    '[',
    ']',
    '(',
    ')',
    '{',
    '?',
    ':',
    ',',
    '.',
    '.*',
    '[*]',
    '=',
    '==',
    '!',
    '-',
    '+',
    '&&',
    '1',
    '1.5',
    'é',
    '\ud800',
  ],
];

const YAML_PIECES = [
  ...[
    'services:',
    'build:',
    'a:',
    '  ',
    '- ',
    '\n',
    '\n  ',
    '\n    ',
    'extends: a',
    'include: x',
    '<<: *x',
    '&x ',
    '*x',
  ],
  ...[
    'context: .',
    'args: [A=1]',
    '${A:-b}',
    '${',
    '$',
    '!tag ',
    '|\n',
    '>-\n',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    ': ',
    '? ',
  ],
  ...[
    'jobs:',
    'steps:',
    'run: docker build .',
    'uses: docker/build-push-action@v6',
    'with:',
    'strategy: { matrix: { x: [1] } }',
  ],
  ...['script:', '\t', '---\n', '...\n', '#', 'é', '\0', '${{ matrix.x }}', 'docker build -f $X --target'],
];

function textOf(pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string() });
  return fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));
}

function answers(name: string, text: string, read: (source: Source) => Found): void {
  const { builds, problems } = read(new Source(`/p/${name}`, text));
  for (const { span, line } of builds) {
    expect(span.start).toBeLessThanOrEqual(span.end);
    expect(span.end).toBeLessThanOrEqual(text.length);
    expect(line).toBeGreaterThan(0);
  }
  for (const { line, message } of problems) {
    expect(line).toBeGreaterThan(0);
    expect(message).not.toBe('');
  }
}

test('any text is an answer for bake', () => {
  fc.assert(
    fc.property(textOf(HCL_PIECES), (text) => {
      answers('docker-bake.hcl', text, (source) => readBake([source], new Map(), '/p'));
      answers('docker-bake.json', text, (source) => readBake([source], new Map(), '/p'));
    }),
    { numRuns: 500 },
  );
});

test('any text is an answer for compose and the workflows', () => {
  fc.assert(
    fc.property(textOf(YAML_PIECES), (text) => {
      answers('compose.yaml', text, (source) => readCompose(source, [source], () => source));
      answers('ci.yml', text, (source) => readGithubWorkflow(source, '/p'));
      answers('ci.yml', text, (source) => readGitlabPipeline(source, '/p'));
    }),
    { numRuns: 500 },
  );
});

/** The words of an expression, as a tree without places and as text. */
interface Printed {
  readonly tree: unknown;
  readonly text: string;
}

const OPERATORS: readonly BinaryOperator[] = ['||', '&&', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'];
const name = fc.constantFrom('a', 'b2', 'with-dash', '_under', 'é', 'iffy', 'format', 'int');
const literal: fc.Arbitrary<Printed> = fc.oneof(
  fc.nat().map((value) => ({ tree: value, text: String(value) })),
  fc.constantFrom(true, false, null).map((value) => ({ tree: value, text: String(value) })),
  fc.string({ unit: 'binary' }).map((value) => ({ tree: value, text: quoted(value) })),
);

const { expression } = fc.letrec<{ expression: Printed }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      literal,
      name.map((text) => ({ tree: { variable: text }, text })),
      fc.array(inner, { maxLength: 3 }).map((items) => ({
        tree: { list: items.map(({ tree }) => tree) },
        text: `[\n${items.map(({ text }) => text).join(',\n')}]`,
      })),
      fc.array(fc.tuple(name, inner), { maxLength: 3 }).map((entries) => ({
        tree: { object: entries.map(([key, { tree }]) => [key, tree]) },
        text: `{${entries.map(([key, { text }]) => `${key} = ${text}\n`).join('')}}`,
      })),
      fc.tuple(inner, fc.constantFrom(...OPERATORS), inner).map(([left, operator, right]) => ({
        tree: { left: left.tree, operator, right: right.tree },
        text: `(${left.text}) ${operator} (${right.text})`,
      })),
      fc.tuple(inner, inner, inner).map(([condition, result, otherwise]) => ({
        tree: { condition: condition.tree, result: result.tree, otherwise: otherwise.tree },
        text: `(${condition.text}) ? ${result.text} : (${otherwise.text})`,
      })),
      fc.tuple(name, fc.array(inner, { maxLength: 2 })).map(([called, args]) => ({
        tree: { call: called, args: args.map(({ tree }) => tree) },
        text: `${called}(${args.map(({ text }) => text).join(', ')})`,
      })),
      fc.tuple(inner, name).map(([of, part]) => ({ tree: { of: of.tree, part }, text: `(${of.text}).${part}` })),
      fc
        .tuple(inner, inner)
        .map(([of, index]) => ({ tree: { of: of.tree, index: index.tree }, text: `(${of.text})[${index.text}]` })),
      fc.tuple(name, inner, inner).map(([item, collection, result]) => ({
        tree: { item, collection: collection.tree, result: result.tree },
        text: `[for ${item} in ${collection.text} : ${result.text}]`,
      })),
      inner.map(({ tree, text }) => ({ tree: { parts: ['x', tree, 'y'] }, text: `"x\${${text}}y"` })),
    ),
  };
});

function quoted(value: string): string {
  const escaped = value.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
  return `"${escaped.replaceAll(/([$%])\{/g, '$1$1{')}"`;
}

/** The same tree, of what was parsed; brackets leave no trace. */
function plain(parsed: Expression): unknown {
  switch (parsed.type) {
    case 'literal':
      return parsed.value;
    case 'variable':
      return { variable: parsed.name };
    case 'list':
      return { list: parsed.items.map(plain) };
    case 'object':
      return { object: parsed.entries.map(({ key, value }) => [plain(key), plain(value)]) };
    case 'binary':
      return {
        left: plain(parsed.first),
        operator: parsed.rest[0]?.operator,
        right: parsed.rest.map(({ operand }) => plain(operand))[0],
      };
    case 'conditional': {
      const { condition, result } = parsed.cases[0] ?? { condition: parsed.otherwise, result: parsed.otherwise };
      return { condition: plain(condition), result: plain(result), otherwise: plain(parsed.otherwise) };
    }
    case 'call':
      return { call: parsed.name, args: parsed.args.map(plain) };
    case 'traversal': {
      const [step] = parsed.steps;
      if (step === undefined) return plain(parsed.of);
      if (step.type === 'name') return { of: plain(parsed.of), part: step.name };
      return { of: plain(parsed.of), index: step.type === 'index' ? plain(step.index) : undefined };
    }
    case 'for':
      return { item: parsed.item, collection: plain(parsed.collection), result: plain(parsed.result) };
    case 'template':
      return { parts: parsed.parts.map(plain) };
    default:
      return parsed.type;
  }
}

test('an expression that is printed and parsed is the same', () => {
  fc.assert(
    fc.property(expression, ({ tree, text }) => {
      const parsed = parseHcl(`x = ${text}\n`);
      const [attribute] = parsed.ok ? parsed.value.attributes : [];
      expect(attribute && normal(plain(attribute.value))).toEqual(normal(tree));
    }),
    { numRuns: 500 },
  );
});

/** A template of constant parts is one text. */
function normal(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(normal);
  if (tree === null || typeof tree !== 'object') return tree;
  if ('parts' in tree && Array.isArray(tree.parts)) {
    const parts: readonly unknown[] = tree.parts.map(normal);
    return parts.every((part) => typeof part === 'string') ? parts.join('') : { parts };
  }
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, normal(value)]));
}
