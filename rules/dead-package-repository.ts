// RUN apt-get update on debian:9

import type { Severity } from '../src/diagnostic.ts';
import { deadServersIn, mayNameDeadServer } from '../src/knowledge/dead-servers.ts';
import { failingUpdates } from '../src/knowledge/failing-updates.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { isForOneRelease, namesRelease } from '../src/knowledge/release-paths.ts';
import { defineRule, type RuleContext } from '../src/lint/rule.ts';
import type { Instruction } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'The server that packages, keys or programs come from is gone: the build fails.',
  why:
    'Releases of Debian, Ubuntu and CentOS move to an archive some time after their end, and their images go on asking the ' +
    'old place: an update of the lists fails. Nothing is said where a file of sources is changed or copied before, and of ' +
    'images that are not known. The servers in addresses are those that were shut down for good. It is a matter of style in ' +
    'tests, examples, and files that are kept for one release.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM debian:9
    RUN apt-get update && apt-get install -y curl
        ^^^^^^^^^^^^^^ "apt-get update" fails: the packages of debian 9 have left the servers that the image asks
    `,
    `
    FROM debian:13
    RUN gpg --keyserver ha.pool.sks-keyservers.net --recv-keys 0xB42F6819007F00F88E364FD4036A9C25BF357DD4
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ "ha.pool.sks-keyservers.net" is gone since 2021-06
    `,
  ],
  good: [
    `
    FROM debian:9
    RUN echo "deb http://archive.debian.org/debian stretch main" > /etc/apt/sources.list && apt-get update
    `,
    `
    FROM debian:13
    RUN gpg --keyserver keys.openpgp.org --recv-keys 0xB42F6819007F00F88E364FD4036A9C25BF357DD4
    `,
    `
    FROM ubuntu:14.04
    RUN apt-get update && apt-get install -y curl
    `,
  ],
  create: (context) => ({
    File(file) {
      const { analysis, report } = context;
      const { model, source, date } = analysis;
      const isMinor = isForWorkshop(source.path, model.stages.at(-1)?.name) || isForOneRelease(source.path);
      for (const [root, { command, verb, stage, distribution }] of failingUpdates(analysis)) {
        const { name, release = '' } = distribution;
        const isMeant = isMinor || namesRelease(source.path, { product: name, cycle: release });
        const word = command.args.find(({ pattern }) => pattern === verb);
        const start = command.nameWord?.span.start ?? command.span.start;
        report({
          at: { start, end: (word ?? command).span.end },
          ...(isMeant ? { severity: 'style' } : !stage.needed && { severity: 'warning' }),
          message: `"${command.name} ${verb}" fails: the packages of ${name} ${release} have left the servers that the image asks`,
          help: 'Start from a release that is supported; or write the address of its archive into the list of sources before.',
          related: [{ span: root.from.image?.span ?? stage.from.span, message: `is built on ${name} ${release}` }],
        });
      }
      if (!mayNameDeadServer(source.text)) return;
      for (const instruction of file.instructions)
        reportServers(instruction, { ...context, date, severity: isMinor ? 'style' : 'error' });
    },
  }),
});

function reportServers(
  instruction: Instruction,
  { report, date, severity }: RuleContext & { readonly date: string; readonly severity: Severity },
): void {
  const { kind, folded, heredocs } = instruction;
  if (kind === 'Label' || kind === 'Maintainer') return;
  const told = new Set<string>();
  const texts = [
    { text: folded.text, spanOf: (start: number, end: number) => folded.spanOf(start, end) },
    ...heredocs.map(({ content, body }) => ({
      text: content,
      spanOf: (start: number, end: number) => ({ start: body.start + start, end: body.start + end }),
    })),
  ];
  for (const { text, spanOf } of texts) {
    for (const server of deadServersIn(text, date)) {
      if (told.has(server.text) || isFallback(text, server.start)) continue;
      told.add(server.text);
      report({
        at: spanOf(server.start, server.start + server.text.length),
        severity,
        message: `"${server.text}" is gone since ${server.since}`,
        help: server.help,
      });
    }
  }
}

/** Whether it is one of several that are tried, or is replaced itself: `… || gpg …`, `for server in …`, `sed s/a/b/`. */
function isFallback(text: string, start: number): boolean {
  const around = text.slice(Math.max(0, start - REACH), start + REACH);
  return /\|\||\bfor\s+\w+\s+in\b|\bsed\b|shuf\b|insteadof/i.test(around);
}

/** How far around an address people write what else they try. */
const REACH = 300;
