import { describe, expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import { lint } from '../../src/lint/lint.ts';
import { defineRule, type Rule, type RuleContext, type Visitor } from '../../src/lint/rule.ts';
import { Source } from '../../src/syntax/source.ts';

const DOCKERFILE = `ARG VERSION=22
FROM node:$VERSION AS build
RUN echo a && (echo b; echo "$(date)")
RUN ["echo", "exec"]
ONBUILD RUN echo trigger
FROM build
RUN echo last
`;

function analyse(text: string): Analysis {
  return new Analysis(new Source('a/Dockerfile', text));
}

function ruleOf(create: (context: RuleContext) => Visitor, fields: Partial<Rule> = {}): Rule {
  return defineRule({
    summary: 'S.',
    why: 'W.',
    severity: 'warning',
    category: 'style',
    recommended: true,
    aliases: [],
    bad: [],
    good: [],
    ...fields,
    create,
  });
}

/** What the handlers that `visitorOf` makes see of a file, in order. */
function visited(text: string, visitorOf: (see: (what: string) => void) => Visitor): readonly string[] {
  const seen: string[] = [];
  lint(analyse(text), new Map([['rule', ruleOf(() => visitorOf((what) => seen.push(what)))]]));
  return seen;
}

describe('a handler', () => {
  test('sees the instructions of its kind', () => {
    expect(
      visited(DOCKERFILE, (see) => ({
        From: ({ image }) => see(image?.text ?? ''),
        Run: ({ command }) => see(command.form),
        Arg: ({ kind }) => see(kind),
      })),
    ).toEqual(['Arg', 'node:$VERSION', 'shell', 'exec', 'build', 'shell']);
  });

  test('sees the commands and scripts of RUN, right after the RUN', () => {
    expect(
      visited(DOCKERFILE, (see) => ({
        Run: ({ kind }) => see(kind),
        Script: ({ commands }) => see(`script of ${commands.length}`),
        Command: ({ name, args }, { script, instruction }) =>
          see(`${[name, ...args.map(({ value }) => value)].join(' ')} in ${script.dialect} of ${instruction.kind}`),
      })),
    ).toEqual([
      'Run',
      'script of 4',
      'echo a in posix of Run',
      'echo b in posix of Run',
      'echo  in posix of Run',
      'date in posix of Run',
      'Run',
      'script of 1',
      'echo exec in posix of Run',
      'Run',
      'script of 1',
      'echo last in posix of Run',
    ]);
  });

  test('sees no script of a shell that is not a POSIX one', () => {
    expect(
      visited('FROM microsoft/nanoserver\nRUN echo a\nSHELL ["powershell"]\nRUN echo b\n', (see) => ({
        Script: ({ text }) => see(text),
        Command: ({ name = '' }) => see(name),
      })),
    ).toEqual([]);
  });

  test('sees stages after instructions, and the file last', () => {
    expect(
      visited(DOCKERFILE, (see) => ({
        File: ({ instructions }) => see(`${instructions.length} instructions`),
        Stage: ({ index }) => see(`stage ${index}`),
        From: ({ kind }) => see(kind),
      })),
    ).toEqual(['From', 'From', 'stage 0', 'stage 1', '7 instructions']);
  });
});

test('no shell is read where no rule has a handler for commands', () => {
  const analysis = analyse(DOCKERFILE);
  let read = 0;
  analysis.shell = () => {
    read++;
    return undefined;
  };
  lint(analysis, new Map([['rule', ruleOf(() => ({ Run: () => undefined, File: () => undefined }))]]));
  expect(read).toBe(0);
  lint(analysis, new Map([['rule', ruleOf(() => ({ Command: () => undefined }))]]));
  expect(read).toBe(3);
});

describe('a finding', () => {
  test('has the name and the severity of its rule, unless it has one of its own', () => {
    const rule = ruleOf(({ report }) => ({
      From(from) {
        report({ at: from, message: 'a' });
        report({
          at: { start: 20, end: 22 },
          message: 'b',
          severity: 'info',
          help: 'c',
          related: [{ span: from.span, message: 'd' }],
        });
      },
    }));
    const [first, second] = lint(analyse('# a comment line\nFROM a\n'), new Map([['rule', rule]]));
    expect(first).toEqual({
      rule: 'rule',
      severity: 'warning',
      message: 'a',
      span: { start: 17, end: 23 },
      related: [],
    });
    expect(second).toEqual({
      rule: 'rule',
      severity: 'info',
      message: 'b',
      help: 'c',
      span: { start: 20, end: 22 },
      related: [{ span: { start: 17, end: 23 }, message: 'd' }],
    });
  });

  test('stands in the order of the text, then of the rules', () => {
    const at = (start: number, end: number): Rule =>
      ruleOf(({ report }) => ({ File: () => report({ at: { start, end }, message: '' }) }));
    const rules = new Map([
      ['c', at(5, 6)],
      ['b', at(0, 4)],
      ['a', at(0, 4)],
      ['d', at(0, 2)],
    ]);
    expect(lint(analyse('FROM a\n'), rules).map(({ rule }) => rule)).toEqual(['d', 'a', 'b', 'c']);
  });
});

describe('what a rule throws', () => {
  const cause = new Error('no such thing');
  const fail = (): never => {
    throw cause;
  };

  test.each([
    ['from create', ruleOf(fail)],
    ['from a handler', ruleOf(() => ({ From: fail }))],
    ['from a handler of commands', ruleOf(() => ({ Command: fail }))],
  ])('%s goes on with the name of the rule', (_, rule) => {
    expect(() => lint(analyse(DOCKERFILE), new Map([['broken-rule', rule]]))).toThrow(
      expect.objectContaining({ message: 'rule broken-rule failed on a/Dockerfile: no such thing', cause }),
    );
  });
});
