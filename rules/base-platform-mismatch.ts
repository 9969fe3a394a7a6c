// FROM --platform=linux/arm64 amd64/alpine

import { type CheckOf, defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import { quote } from '../src/syntax/go/quote.ts';

const check: CheckOf<'InvalidBaseImagePlatform'> = {
  ...defineCheck(
    'InvalidBaseImagePlatform',
    'Base image platform does not match expected target platform',
    ({ image, actual, expected }) =>
      `Base image ${image} was pulled with platform ${quote(actual)}, expected ${quote(expected)} for current build`,
  ),
  url: '',
};

export default defineRule({
  summary: 'The base image is made for another platform than the one that is built for.',
  why:
    'Its programs do not run there: the first RUN, or the container, fails with "exec format error" where nothing emulates ' +
    'the other processor. Only what is known of a base image is reported.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['InvalidBaseImagePlatform'],
  check,
  bad: [
    {
      images: { 'registry.example/base': 'linux/arm64' },
      dockerfile: `
        FROM registry.example/base
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ Base image registry.example/base was pulled with platform "linux/arm64", expected "linux/amd64" for current build
      `,
    },
  ],
  good: [
    {
      images: { 'registry.example/base': 'linux/arm64' },
      dockerfile: `
        FROM --platform=linux/arm64 registry.example/base AS arm64
      `,
    },
  ],
  create: reportNotes(check, ({ expected }) => ({ help: `Take an image that is published for ${expected}.` })),
});
