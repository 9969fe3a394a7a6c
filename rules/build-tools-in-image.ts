// RUN apt-get install gcc libpq-dev, and RUN pip install, in the image that is shipped

import { buildToolsLeft } from '../src/knowledge/build-tools.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { wordList } from '../src/syntax/groups.ts';
import { defineRule } from '../src/lint/rule.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** Enough to see what is meant. */
const MOST_NAMES = 3;

export default defineRule({
  summary: 'Compilers and development headers stay in the image, where only the build needs them.',
  why:
    'They are often larger than the program, and hand tools to whoever breaks into the container. Build in a stage of its own ' +
    'and copy what it makes, or remove them in the RUN that installs them. Images that start no program, and those for ' +
    'tests and development, may be for building.',
  severity: 'info',
  category: 'size',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM python:3.14-slim
    RUN apt-get update && apt-get install -y gcc libpq-dev && rm -rf /var/lib/apt/lists/*
                                             ^^^ the image keeps gcc and libpq-dev, which only building needs
    COPY requirements.txt .
    RUN pip install --no-cache-dir -r requirements.txt
    CMD ["python", "-m", "app"]
    `,
    `
    FROM golang:1.26 AS build
    RUN go build -o /server example.com/server
    FROM alpine:3.22
    RUN apk add --no-cache musl-dev gcc
                           ^^^^^^^^ the image keeps musl-dev and gcc, which only building needs
    COPY --from=build /server /server
    CMD ["/server"]
    `,
  ],
  good: [
    `
    FROM python:3.14 AS build
    COPY requirements.txt .
    RUN pip install --prefix=/install -r requirements.txt
    FROM python:3.14-slim
    COPY --from=build /install /usr/local
    CMD ["python", "-m", "app"]
    `,
    `
    FROM python:3.14-slim
    COPY requirements.txt .
    RUN apt-get update && apt-get install -y gcc \\
     && pip install --no-cache-dir -r requirements.txt \\
     && apt-get purge -y --auto-remove gcc && rm -rf /var/lib/apt/lists/*
    CMD ["python", "-m", "app"]
    `,
    `
    FROM debian:13
    RUN apt-get update && apt-get install -y gcc make && rm -rf /var/lib/apt/lists/*
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { source } = analysis;
      for (const { stage, packages, builds, isCertain } of buildToolsLeft(analysis)) {
        const [first] = packages;
        const names = wordList(
          packages.map(({ name = '' }) => name),
          MOST_NAMES,
        );
        if (first === undefined) continue;
        report({
          at: first.word,
          ...((!isCertain || isForWorkshop(source.path, stage.name)) && { severity: 'style' }),
          message: `the image keeps ${names}, which only building needs`,
          help:
            builds === undefined
              ? 'Install them in the stage that builds, and here only what the program needs to run.'
              : 'Build in a stage of its own and copy what it makes, or remove them in the RUN that installs them.',
          related: builds === undefined ? [] : [{ span: builds.span, message: 'this is what they are for' }],
        });
      }
    },
  }),
});
