// # slipway ignore=rule that keeps nothing back

import { defineRule } from '../src/lint/rule.ts';

export default defineRule({
  summary: 'A comment allows what nobody does, or names a rule that does not exist.',
  why:
    'A suppression that is left over hides the next finding of its rule, and one with a slip in it never worked. ' +
    'Comments in the form of other tools are not reported, since other tools may need them.',
  severity: 'info',
  category: 'maintainability',
  recommended: true,
  tag: 'unnecessary',
  aliases: [],
  bad: [
    `
    # slipway ignore=missing-tag -- we build with whatever is new
                     ^^^^^^^^^^^ missing-tag has nothing to report here
    FROM node:22
    `,
    `
    # slipway ignore=mising-tag
                     ^^^^^^^^^^ there is no rule mising-tag
    FROM node
    `,
  ],
  good: [
    `
    # slipway ignore=missing-tag -- we build with whatever is new
    FROM node
    `,
    `
    # slipway ignore-file=missing-tag

    FROM node AS build
    FROM build
    `,
  ],
  // lint/suppress.ts reports: only there is it known what a comment kept back.
  create: () => ({}),
});
