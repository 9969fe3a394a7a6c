// FROM alpine, and below it copy a b

import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';

const check = defineCheck(
  'ConsistentInstructionCasing',
  'All commands within the Dockerfile should use the same casing (either upper or lower)',
  ({ keyword, majority }) => `Command '${keyword}' should match the case of the command majority (${majority})`,
);

export default defineRule({
  summary: 'Some keywords are in upper case and some are not.',
  why: 'The builder takes them in any case. Readers find the instructions by their keywords, which works best where they look alike.',
  severity: 'style',
  category: 'style',
  recommended: false,
  aliases: ['ConsistentInstructionCasing', 'S6476'],
  check,
  bad: [
    {
      dockerfile: `
        FROM node:22
        WORKDIR /app
        Copy . .
        ^^^^ Command 'Copy' should match the case of the command majority (uppercase)
        CMD ["node", "."]
      `,
      fixed: `
        FROM node:22
        WORKDIR /app
        COPY . .
        CMD ["node", "."]
      `,
    },
  ],
  good: [
    `
    from node:22
    workdir /app
    cmd ["node", "."]
    `,
  ],
  create: reportNotes(check, ({ keyword, majority, span }) => {
    const text = majority === 'uppercase' ? keyword.toUpperCase() : keyword.toLowerCase();
    return { fix: { title: `Write ${text}`, safety: 'safe', edits: [{ span, text }] } };
  }),
});
