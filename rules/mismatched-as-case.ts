// FROM golang:1.25 as build

import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';

const check = defineCheck(
  'FromAsCasing',
  "The 'as' keyword should match the case of the 'from' keyword",
  ({ as, from }) => `'${as}' and '${from}' keywords' casing do not match`,
);

export default defineRule({
  summary: 'AS is written in another case than its FROM.',
  why: 'The builder takes both words in any case. To people they are one phrase, and two cases in it look like a mistake.',
  severity: 'style',
  category: 'style',
  recommended: false,
  aliases: ['FromAsCasing'],
  check,
  bad: [
    {
      dockerfile: `
        FROM golang:1.25 as build
                         ^^ 'as' and 'FROM' keywords' casing do not match
      `,
      fixed: `
        FROM golang:1.25 AS build
      `,
    },
  ],
  good: [
    `
    FROM golang:1.25 AS build
    `,
    `
    from golang:1.25 as build
    `,
  ],
  create: reportNotes(check, ({ as, from, span }) => {
    const text = from === from.toUpperCase() ? as.toUpperCase() : as.toLowerCase();
    return { fix: { title: `Write ${text}`, safety: 'safe', edits: [{ span, text }] } };
  }),
});
