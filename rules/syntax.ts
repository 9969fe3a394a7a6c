// What BuildKit refuses.

import { isTemplateName, isTestData } from '../src/knowledge/file-purpose.ts';
import { defineRule } from '../src/lint/rule.ts';
import { isTemplate } from '../src/syntax/template.ts';

export default defineRule({
  summary: 'The builder refuses this file.',
  why:
    'The build ends before its first step. The message is the one that BuildKit gives; the builder stops at the first ' +
    'error, whereas here all of them are reported. In templates and in the test data of tools it is meant so.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: ['DL1000'],
  bad: [
    `
    FORM node:22
    ^^^^ unknown instruction: FORM (did you mean FROM?)
    `,
    `
    FROM node:22
    COPY --form=build /app /app
         ^^^^^^^^^^^^ unknown flag: --form (did you mean from?)
    `,
  ],
  good: [
    `
    FROM node:22
    COPY --from=build /app /app
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      const { path } = analysis.source;
      const isMeant = isTemplate(file) || isTemplateName(path) || isTestData(path);
      for (const diagnostic of analysis.diagnostics) {
        report({ ...diagnostic, at: diagnostic, ...(isMeant && { severity: 'style' }) });
      }
    },
  }),
});
