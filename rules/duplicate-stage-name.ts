// FROM a AS build, FROM b AS build

import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import { quote } from '../src/syntax/go/quote.ts';

const check = defineCheck(
  'DuplicateStageName',
  'Stage names should be unique',
  ({ name }) => `Duplicate stage name ${quote(name)}, stage names should be unique`,
);

export default defineRule({
  summary: 'Two stages have the same name, so that it means another stage in different places.',
  why:
    'A FROM takes the stage of that name above it, COPY --from and --target take the last one of the file: the other one ' +
    'is built for nobody. Names that differ in case alone are the same.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['DL3024', 'DuplicateStageName'],
  check,
  bad: [
    `
    FROM golang:1.25 AS build
    RUN go build -o /app .
    FROM node:22 AS build
                    ^^^^^ Duplicate stage name "build", stage names should be unique
    RUN npm run build
    FROM alpine:3.22
    COPY --from=build /app /app
    `,
  ],
  good: [
    `
    FROM golang:1.25 AS server
    RUN go build -o /app .
    FROM node:22 AS client
    RUN npm run build
    FROM alpine:3.22
    COPY --from=server /app /app
    `,
  ],
  create: reportNotes(check, ({ name }, { model, file }) => {
    const first = model.stages.find((stage) => stage.name === name)?.from;
    const line = first && file.source.position(first.span.start).line;
    return {
      help: `Give one of the stages another name, and look through what uses ${name}.`,
      ...(first && { related: [{ span: first.name?.span ?? first.span, message: `the first one, in line ${line}` }] }),
    };
  }),
});
