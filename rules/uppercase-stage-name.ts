// FROM golang:1.25 AS Build

import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';

const check = defineCheck(
  'StageNameCasing',
  'Stage names should be lowercase',
  ({ name }) => `Stage name '${name}' should be lowercase`,
);

export default defineRule({
  summary: 'The builder knows every stage by its name in lower case.',
  why:
    'It writes the lower-case name in its progress, and a FROM that names the stage must do so too: FROM Build then means ' +
    'an image, which cannot exist. COPY --from and --target do not care.',
  severity: 'style',
  category: 'style',
  recommended: false,
  aliases: ['StageNameCasing'],
  check,
  bad: [
    {
      dockerfile: `
        FROM golang:1.25 AS Build
                            ^^^^^ Stage name 'Build' should be lowercase
        RUN go build -o /app .
        FROM scratch
        COPY --from=Build /app /app
      `,
      fixed: `
        FROM golang:1.25 AS build
        RUN go build -o /app .
        FROM scratch
        COPY --from=Build /app /app
      `,
    },
  ],
  good: [
    `
    FROM golang:1.25 AS build
    RUN go build -o /app .
    `,
  ],
  create: reportNotes(check, ({ name, span }) => ({
    fix: { title: `Write ${name.toLowerCase()}`, safety: 'safe', edits: [{ span, text: name.toLowerCase() }] },
  })),
});
