// MAINTAINER Jane Doe

import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';

const check = defineCheck(
  'MaintainerDeprecated',
  'The MAINTAINER instruction is deprecated, use a label instead to define an image author',
  () => 'Maintainer instruction is deprecated in favor of using label',
);

export default defineRule({
  summary: 'MAINTAINER is out of date: a label says the same, and tools look for it there.',
  why: 'The instruction still works. It fills the field "Author" of the image, which registries and scanners do not show.',
  severity: 'style',
  category: 'style',
  recommended: false,
  tag: 'deprecated',
  aliases: ['DL4000', 'MaintainerDeprecated', 'S6586'],
  check,
  bad: [
    {
      dockerfile: `
        FROM debian:13
        MAINTAINER Jane Doe <jane@example.com>
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Maintainer instruction is deprecated in favor of using label
      `,
      fixed: `
        FROM debian:13
        LABEL org.opencontainers.image.authors="Jane Doe <jane@example.com>"
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    LABEL org.opencontainers.image.authors="Jane Doe <jane@example.com>"
    `,
  ],
  create: reportNotes(check, ({ instruction, span }) => {
    const help = 'Write LABEL org.opencontainers.image.authors="…".';
    const name = instruction?.kind === 'Maintainer' ? instruction.value?.text : undefined;
    if (name === undefined) return { help };
    // Quotes around the whole name are part of the author; nobody means them.
    const bare = /^(["']).*\1$/s.test(name) ? name.slice(1, -1) : name;
    if (/["\\`$\n]/.test(bare)) return { help };
    const text = `LABEL org.opencontainers.image.authors="${bare}"`;
    return { help, fix: { title: 'Replace it by a label', safety: 'unsafe', edits: [{ span, text }] } };
  }),
});
