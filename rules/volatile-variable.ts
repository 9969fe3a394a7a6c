// ARG GIT_COMMIT above RUN apt-get install

import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { type VolatileVariable, volatileVariables } from '../src/knowledge/volatile-layers.ts';
import type { Fix } from '../src/diagnostic.ts';
import { wordList } from '../src/syntax/groups.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Source, Span } from '../src/syntax/source.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** Enough to see that there are more. */
const MOST_RELATED = 3;

export default defineRule({
  summary: 'A variable with another value in every build stands above layers that do not read it.',
  why:
    'Every RUN gets all variables that are declared above it, so each new value runs it again. A commit, a date or the number ' +
    'of a build is new each time, and what was installed below it comes from no cache any more. Declare it right before ' +
    'what reads it. Below a copy of the sources it does no harm: there each build is new anyway.',
  severity: 'warning',
  category: 'cache',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        ARG GIT_COMMIT
            ^^^^^^^^^^ "GIT_COMMIT" is new in every build, which runs "apt-get install" again each time
        RUN apt-get update && apt-get install -y --no-install-recommends nginx
        LABEL org.opencontainers.image.revision=$GIT_COMMIT
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && apt-get install -y --no-install-recommends nginx
        ARG GIT_COMMIT
        LABEL org.opencontainers.image.revision=$GIT_COMMIT
      `,
    },
    {
      dockerfile: `
        FROM python:3.14-slim
        ARG BUILD_DATE
            ^^^^^^^^^^ "BUILD_DATE" is new in every build, which runs "pip install" again each time
        LABEL org.opencontainers.image.created=$BUILD_DATE
        COPY requirements.txt .
        RUN pip install --no-cache-dir -r requirements.txt
        COPY . .
      `,
      fixed: `
        FROM python:3.14-slim
        COPY requirements.txt .
        RUN pip install --no-cache-dir -r requirements.txt
        ARG BUILD_DATE
        LABEL org.opencontainers.image.created=$BUILD_DATE
        COPY . .
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    RUN apt-get update && apt-get install -y --no-install-recommends nginx
    ARG GIT_COMMIT
    LABEL org.opencontainers.image.revision=$GIT_COMMIT
    `,
    `
    FROM debian:13
    ARG VERSION
    RUN curl -fsSLO https://example.com/tool-$VERSION.deb
    RUN apt-get update && apt-get install -y ./tool-*.deb
    `,
    `
    FROM node:22
    WORKDIR /app
    COPY . .
    ARG GIT_COMMIT
    RUN npm ci && npm run build
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { model, source } = analysis;
      const isMinor = isForWorkshop(source.path, model.target?.name);
      for (const variable of volatileVariables(analysis)) {
        const { name, repeated, readers } = variable;
        const last = repeated.at(-1);
        if (last === undefined) continue;
        const works = new Set(repeated.map(({ work }) => work.label));
        const { line } = source.position(last.run.span.start);
        const fix = fixOf(variable, source);
        report({
          at: name,
          ...(isMinor && { severity: 'style' }),
          message: `"${name.text}" is new in every build, which runs ${wordList(
            [...works].map((label) => `"${label}"`),
            MOST_RELATED,
          )} again each time`,
          help: `Move it${readers.length > 0 ? ', and what refers to it,' : ''} below the RUN of line ${line}.`,
          related: repeated
            .slice(0, MOST_RELATED)
            .map(({ work }) => ({ span: work.span, message: 'this does not read it' })),
          ...(fix && { fix }),
        });
      }
    },
  }),
});

/** An ARG of its own and the labels made of it, which come behind the last RUN that does not read them. */
function fixOf({ instruction, repeated, readers }: VolatileVariable, source: Source): Fix | undefined {
  const target = repeated.at(-1)?.run.span.end;
  const isPlain = instruction.kind === 'Arg' && instruction.variables.length === 1;
  if (target === undefined || !isPlain || readers.some(({ kind }) => kind !== 'Label')) return undefined;
  const spans = [instruction, ...new Set(readers)].map(({ span }) => span);
  const lines = spans.map((span) => lineSpan(span, source));
  if (lines.some((line) => line === undefined)) return undefined;
  const text = spans.map(({ start, end }) => `\n${source.text.slice(start, end)}`).join('');
  return {
    title: 'Move it below what does not read it',
    safety: 'safe',
    edits: [
      ...lines.flatMap((span) => (span ? [{ span, text: '' }] : [])),
      { span: { start: target, end: target }, text },
    ],
  };
}

/** The whole lines of an instruction, with the line break; undefined where something else stands there. */
function lineSpan({ start, end }: Span, { text }: Source): Span | undefined {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = /^[ \t]*\r?\n/.exec(text.slice(end, end + MOST_BLANKS))?.[0];
  if (lineBreak === undefined || text.slice(from, start).trim() !== '') return undefined;
  return { start: from, end: end + lineBreak.length };
}

const MOST_BLANKS = 200;
