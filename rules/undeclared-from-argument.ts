// FROM alpine:$VERSION without ARG VERSION

import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';

const check = defineCheck('UndefinedArgInFrom', 'FROM command must use declared ARGs', ({ name, suggestion }) => {
  const advice = suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
  return `FROM argument '${name}' is not declared${advice}`;
});

export default defineRule({
  summary: 'A FROM refers to a variable that nobody declares, so its value is empty.',
  why:
    'FROM sees only what ARG declares above the first FROM, and the platform arguments. An ARG inside a stage or an ENV does ' +
    'not count, and --build-arg cannot set what is not declared. Text such as "${VERSION:-1}" always gives its default.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['UndefinedArgInFrom'],
  check,
  bad: [
    `
    ARG ALPINE_VERSION=3.22
    FROM alpine:\${ALPINE_VERSON:-3.21}
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FROM argument 'ALPINE_VERSON' is not declared (did you mean ALPINE_VERSION?)
    `,
    `
    FROM node:22 AS build
    ARG NODE_VERSION=22
    FROM node:\${NODE_VERSION:-20}
         ^^^^^^^^^^^^^^^^^^^^^^^^ FROM argument 'NODE_VERSION' is not declared
    `,
  ],
  good: [
    `
    ARG NODE_VERSION=22
    FROM --platform=$BUILDPLATFORM node:\${NODE_VERSION}
    `,
  ],
  create: reportNotes(check, ({ name, suggestion }) => ({
    help: suggestion === undefined ? `Declare it above the first FROM: ARG ${name}.` : `Write ${suggestion}.`,
  })),
});
