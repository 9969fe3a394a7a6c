// EXPOSE 8080:80

import type { Fix } from '../src/diagnostic.ts';
import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';

const check = defineCheck(
  'ExposeInvalidFormat',
  'IP address and host-port mapping should not be used in EXPOSE instruction. This will become an error in a future release',
  ({ port }) => `EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`,
);

export default defineRule({
  summary: 'EXPOSE cannot say where on the host a port is to be found, and ignores what says so.',
  why:
    'An image only names the ports of its containers. The address and the port of the host are chosen where a container is ' +
    'started: docker run -p 8080:80, or "ports" in a compose file. A later release is to refuse such an EXPOSE.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['ExposeInvalidFormat'],
  check,
  bad: [
    {
      dockerfile: `
        FROM nginx:1.29
        EXPOSE 8080:80
               ^^^^^^^ EXPOSE instruction should not define an IP address or host-port mapping, found '8080:80'
      `,
      fixed: `
        FROM nginx:1.29
        EXPOSE 80
      `,
    },
    {
      dockerfile: `
        FROM postgres:18
        EXPOSE 127.0.0.1:5432:5432/tcp
               ^^^^^^^^^^^^^^^^^^^^^^^ EXPOSE instruction should not define an IP address or host-port mapping, found '127.0.0.1:5432:5432/tcp'
      `,
      fixed: `
        FROM postgres:18
        EXPOSE 5432/tcp
      `,
    },
  ],
  good: [
    `
    FROM nginx:1.29
    EXPOSE 80 443
    `,
  ],
  create: reportNotes(check, ({ port, span }, { source }) => {
    const own = port.slice(port.lastIndexOf(':') + 1);
    const help = `Write EXPOSE ${own}, and start the container with -p ${port}.`;
    if (source.text.slice(span.start, span.end) !== port) return { help };
    const fix: Fix = { title: `Keep ${own}`, safety: 'safe', edits: [{ span, text: own }] };
    return { help, fix };
  }),
});
