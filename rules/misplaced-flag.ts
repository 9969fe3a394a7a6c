// COPY app.js /srv/ --chown=app

import type { Fix } from '../src/diagnostic.ts';
import { defineRule, type RuleContext } from '../src/lint/rule.ts';
import type { Add, Copy, Healthcheck, Word } from '../src/syntax/ast.ts';
import { FLAGS } from '../src/syntax/flag-table.ts';
import type { Source, Span } from '../src/syntax/source.ts';

/** Programs that have a --mount of their own. */
const RUNNERS: ReadonlySet<string> = new Set(['buildah', 'docker', 'nerdctl', 'podman', 'unshare']);

export default defineRule({
  summary: 'A flag stands behind the first argument, where the builder takes it for something else.',
  why:
    'Flags come right behind the name of the instruction. Behind a path of COPY or ADD the builder looks for a file of ' +
    'that name, behind CMD of HEALTHCHECK the shell runs it as a command, and a --mount inside of a RUN is an argument ' +
    'of the program.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM node:22
        COPY package.json /srv/ --chown=node
                                ^^^^^^^^^^^^ "--chown=node" is taken for a path: flags come before the first one
      `,
      fixed: `
        FROM node:22
        COPY --chown=node package.json /srv/
      `,
    },
    `
    FROM nginx:1.29
    HEALTHCHECK CMD --interval=1m curl -f http://localhost/
                    ^^^^^^^^^^^^^ "--interval=1m" is run as a command: flags come before CMD
    `,
    `
    FROM python:3.14
    RUN pip install --mount=type=cache,target=/root/.cache/pip flask
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "--mount" is an argument of "pip" here: flags come right behind RUN
    `,
  ],
  good: [
    `
    FROM node:22
    COPY --chown=node package.json /srv/
    HEALTHCHECK --interval=1m CMD curl -f --retry 2 http://localhost/
    RUN --mount=type=cache,target=/root/.npm npm ci
    `,
  ],
  create: (context) => ({
    Copy: (instruction) => checkPaths(instruction, context),
    Add: (instruction) => checkPaths(instruction, context),
    Healthcheck: (instruction) => checkHealthcheck(instruction, context),
    Command({ name, args }) {
      if (name === undefined || RUNNERS.has(name)) return;
      const word = args.find(({ text }) => /^--mount=(?:type|target|source|from)=/.test(text));
      if (word === undefined) return;
      context.report({
        at: word.span,
        message: `"--mount" is an argument of "${name}" here: flags come right behind RUN`,
        help: `Write RUN ${word.text} …`,
      });
    },
  }),
});

function checkPaths(instruction: Copy | Add, { analysis, report }: RuleContext): void {
  const { kind, json, sources, destination } = instruction;
  for (const word of [...sources, ...(destination ? [destination] : [])]) {
    const name = /^--([a-z-]+)(?:=|$)/.exec(word.text)?.[1];
    if (name === undefined || !Object.hasOwn(FLAGS[kind], name)) continue;
    report({
      at: word,
      message: `"${word.text}" is taken for a path: flags come before the first one`,
      help: `Write ${instruction.keyword.text} ${word.text} …`,
      ...(!json && !opensLine(word, analysis.source) && { fix: moved(word, instruction, analysis.source) }),
    });
  }
}

/** Without it, the line would be empty. */
function opensLine({ span }: Word, source: Source): boolean {
  const { line, column } = source.position(span.start);
  return (
    source
      .line(line)
      .slice(0, column - 1)
      .trim() === ''
  );
}

/** Right behind the name of the instruction; a blank goes with the word. */
function moved({ text, span }: Word, { keyword }: Copy | Add, { text: file }: Source): Fix {
  const { end } = keyword.span;
  const isBlank = /[ \t]/.test(file[span.start - 1] ?? '');
  const gone: Span = { start: isBlank ? span.start - 1 : span.start, end: span.end };
  return {
    title: 'Move it to the front',
    safety: 'safe',
    edits: [
      { span: { start: end, end }, text: ` ${text}` },
      { span: gone, text: '' },
    ],
  };
}

function checkHealthcheck({ command }: Healthcheck, { report }: RuleContext): void {
  const found = command && misplacedIn(command);
  if (found === undefined) return;
  const message = found.isFirst
    ? `"${found.text}" is run as a command: flags come before CMD`
    : `"${found.text}" is an argument of the command here: flags come before CMD`;
  report({ at: found.span, message, help: `Write HEALTHCHECK ${found.text} CMD …` });
}

interface Found {
  readonly text: string;
  readonly span: Span;
  readonly isFirst: boolean;
}

/** At the front any of the five; behind a program only the two that no program has. */
function misplacedIn(command: NonNullable<Healthcheck['command']>): Found | undefined {
  if (command.form === 'exec') {
    for (const [at, { text, span }] of command.words.entries()) {
      if (isFlag(text, at === 0)) return { text, span, isFirst: at === 0 };
    }
    return undefined;
  }
  const { text } = command;
  let isFirst = true;
  for (const match of text.text.matchAll(/\S+/g)) {
    const [word] = match;
    if (isFlag(word, isFirst)) {
      return { text: word, span: text.spanOf(match.index, match.index + word.length), isFirst };
    }
    isFirst = false;
  }
  return undefined;
}

function isFlag(text: string, isFirst: boolean): boolean {
  return isFirst
    ? /^--(?:interval|timeout|retries|start-(?:interval|period))=/.test(text)
    : /^--start-(?:interval|period)=\d/.test(text);
}
