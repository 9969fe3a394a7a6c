// # compiles everything, above FROM golang:1.25 AS build

import { defineCheck, notesOf } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';

const check = defineCheck(
  'InvalidDefinitionDescription',
  'Comment for build stage or argument should follow the format: `# <arg/stage name> <description>`. If this is not ' +
    'intended to be a description comment, add an empty line or comment between the instruction and the comment.',
  ({ keyword, subject }) => `Comment for ${keyword} should follow the format: \`# ${subject} <description>\``,
);

export default defineRule({
  summary: 'The comment above a stage or an ARG does not start with its name, so the builder does not show it.',
  why:
    '"docker build --call=outline" and "--call=targets" list what a file offers, with the rest of such a comment as its ' +
    'description. Comments that explain something else are fine: a line with nothing but "#" parts them from what follows.',
  severity: 'style',
  category: 'style',
  recommended: false,
  aliases: ['InvalidDefinitionDescription'],
  check,
  bad: [
    `
    # compiles the server
    ^^^^^^^^^^^^^^^^^^^^^ Comment for FROM should follow the format: \`# build <description>\`
    FROM golang:1.25 AS build
    `,
  ],
  good: [
    `
    # build compiles the server
    FROM golang:1.25 AS build
    # version the number that the server tells
    ARG version=1
    `,
    `
    # Copyright the authors
    #
    FROM golang:1.25 AS build
    `,
  ],
  // BuildKit calls the check experimental and keeps it silent until a file asks for it; here, whoever runs the rule does.
  create: ({ analysis, report }) => ({
    File() {
      for (const note of notesOf(analysis, check)) {
        report({
          at: note,
          message: check.detail(note),
          help: `Start it with "${note.subject}", or put a line "#" below it.`,
        });
      }
    },
  }),
});
