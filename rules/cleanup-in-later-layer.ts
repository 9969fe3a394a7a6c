// RUN apt-get install gcc, and RUN apt-get purge gcc

import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { type LateCleanup, lateCleanups } from '../src/knowledge/late-cleanups.ts';
import { wordList } from '../src/syntax/groups.ts';
import { defineRule } from '../src/lint/rule.ts';
import { packageCommand } from '../src/shell/commands/package-managers.ts';
import { nameOf } from '../src/shell/commands/package-words.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** Enough to see what is meant. */
const MOST_NAMES = 3;

export default defineRule({
  summary: 'Packages or caches are removed in another layer than the one that brought them: the image gets no smaller.',
  why:
    'A layer keeps all that was there when its RUN ended. A RUN above it can hide the files, and takes some more bytes to do ' +
    'so. Install, use and remove in one RUN, or build in a stage that is not in the image. Caches that package-cache-left ' +
    'reports where they are filled are not reported here.',
  severity: 'warning',
  category: 'size',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM python:3.14-slim
    RUN apt-get update && apt-get install -y gcc libpq-dev && rm -rf /var/lib/apt/lists/*
    RUN pip install --no-cache-dir psycopg2==2.9.11
    RUN apt-get purge -y gcc libpq-dev
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "apt-get purge" is too late: the layer of line 2 keeps gcc and libpq-dev
    `,
    `
    FROM golang:1.26
    RUN go install example.com/tool@v1.0.0
    RUN go clean -modcache
        ^^^^^^^^^^^^^^^^^^ "go clean" is too late: the layer of line 2 keeps downloaded modules
    `,
  ],
  good: [
    `
    FROM python:3.14-slim
    RUN apt-get update && apt-get install -y gcc \\
     && pip install --no-cache-dir uwsgi==2.0.31 \\
     && apt-get purge -y gcc && rm -rf /var/lib/apt/lists/*
    `,
    `
    FROM golang:1.26 AS build
    RUN go install example.com/tool@v1.0.0
    RUN go clean -modcache
    FROM debian:13
    COPY --from=build /go/bin/tool /usr/local/bin/
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { model, source } = analysis;
      const isMinor = isForWorkshop(source.path, model.target?.name);
      for (const cleanup of lateCleanups(analysis)) {
        const { line } = source.position(cleanup.filled.span.start);
        report({
          at: cleanup.command,
          ...(isMinor && { severity: 'style' }),
          message: `"${labelOf(cleanup)}" is too late: the layer of line ${line} keeps ${keptBy(cleanup)}`,
          help: `Do it in the RUN of line ${line}, behind what needs them, or build in a stage of its own.`,
          related: [{ span: cleanup.by.span, message: 'the layer is filled here' }],
        });
      }
    },
  }),
});

function labelOf({ command }: LateCleanup): string {
  const found = packageCommand(command);
  if (found !== undefined) return nameOf(command, found);
  const [first] = command.args;
  return [
    command.name ?? '',
    ...(first?.value !== undefined && /^[a-z]+$/.test(first.value) ? [first.value] : []),
  ].join(' ');
}

function keptBy({ what }: LateCleanup): string {
  return what.kind === 'cache' ? what.holds : wordList(what.names, MOST_NAMES);
}
