// EXPOSE 80/TCP

import type { Fix } from '../src/diagnostic.ts';
import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';

const check = defineCheck(
  'ExposeProtoCasing',
  'Protocol in EXPOSE instruction should be lowercase',
  ({ port }) => `Defined protocol '${port}' in EXPOSE instruction should be lowercase`,
);

export default defineRule({
  summary: 'EXPOSE names a protocol in upper case.',
  why: 'The builder writes it in lower case into the image: the file alone looks different from everything that shows the port.',
  severity: 'style',
  category: 'style',
  recommended: false,
  aliases: ['ExposeProtoCasing'],
  check,
  bad: [
    {
      dockerfile: `
        FROM nginx:1.29
        EXPOSE 80/TCP
               ^^^^^^ Defined protocol '80/TCP' in EXPOSE instruction should be lowercase
      `,
      fixed: `
        FROM nginx:1.29
        EXPOSE 80/tcp
      `,
    },
  ],
  good: [
    `
    FROM nginx:1.29
    EXPOSE 80/tcp 443
    `,
  ],
  create: reportNotes(check, ({ port, span }, { source }) => {
    const text = source.text.slice(span.start, span.end);
    if (text !== port) return {};
    const fix: Fix = { title: 'Write it in lower case', safety: 'safe', edits: [{ span, text: text.toLowerCase() }] };
    return { fix };
  }),
});
