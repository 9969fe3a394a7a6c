// FROM --platform=linux/amd64 alpine

import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import { quote } from '../src/syntax/go/quote.ts';

const check = defineCheck(
  'FromPlatformFlagConstDisallowed',
  'FROM --platform flag should not use a constant value',
  ({ platform }) => `FROM --platform flag should not use constant value ${quote(platform)}`,
);

export default defineRule({
  summary: 'A stage has the same platform whatever platform is built for.',
  why:
    'On another machine, and for another target platform, its programs run in an emulator or not at all. A stage that ' +
    'compiles for other platforms wants $BUILDPLATFORM. Where only one platform is meant, nothing is wrong; a stage whose ' +
    'name contains the system or the architecture says so and is not reported.',
  severity: 'style',
  category: 'runtime',
  recommended: false,
  aliases: ['DL3029', 'FromPlatformFlagConstDisallowed'],
  check,
  bad: [
    `
    FROM --platform=linux/amd64 golang:1.25 AS build
         ^^^^^^^^^^^^^^^^^^^^^^ FROM --platform flag should not use constant value "linux/amd64"
    `,
  ],
  good: [
    `
    FROM --platform=$BUILDPLATFORM golang:1.25 AS build
    `,
    `
    FROM --platform=linux/amd64 golang:1.25 AS build-amd64
    `,
  ],
  create: reportNotes(check, () => ({
    help: 'Leave the option out and name the platform where you build, docker build --platform; or write $BUILDPLATFORM.',
  })),
});
