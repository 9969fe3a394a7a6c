// COPY . . above RUN apt-get install

import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { latePackages } from '../src/knowledge/system-package-layers.ts';
import { groupsOf } from '../src/syntax/groups.ts';
import { defineRule } from '../src/lint/rule.ts';
import { packageCommand } from '../src/shell/commands/package-managers.ts';
import { nameOf, wordsSpan } from '../src/shell/commands/package-words.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** Enough to see that there are more. */
const MOST_RELATED = 3;

export default defineRule({
  summary: 'System packages are installed below a COPY of files that the installation does not read.',
  why:
    'Each change of a file that is copied makes every layer below run again, the slow ones too. An installation by apt, apk or ' +
    'dnf reads nothing of the sources: above them, its layer is kept from build to build. Files that it may read, such as ' +
    'repositories, keys, settings and packages, are not reported.',
  severity: 'warning',
  category: 'cache',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM debian:13
    WORKDIR /app
    COPY . .
    RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg
                          ^^^^^^^^^^^^^^^ "apt-get install" runs again after every change in ".", of which it reads nothing
    `,
    `
    FROM alpine:3.22
    COPY src/ /srv/
    RUN apk add --no-cache nodejs
        ^^^^^^^ "apk add" runs again after every change in "src/", of which it reads nothing
    `,
  ],
  good: [
    `
    FROM debian:13
    RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg
    WORKDIR /app
    COPY . .
    `,
    `
    FROM debian:13
    COPY vendor.sources /etc/apt/sources.list.d/
    RUN apt-get update && apt-get install -y --no-install-recommends vendor-tools
    `,
    `
    FROM debian:13
    WORKDIR /app
    COPY . .
    RUN apt-get update && xargs apt-get install -y < packages.txt
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { model, source } = analysis;
      const isMinor = isForWorkshop(source.path, model.target?.name);
      for (const [late, ...others] of groupsOf(latePackages(analysis), ({ copy }) => copy.transfer.instruction)) {
        const { command, copy, isAlone } = late;
        const found = packageCommand(command);
        if (found === undefined) continue;
        const { line } = source.position(copy.transfer.instruction.span.start);
        const { text } = copy.source.word;
        report({
          at: wordsSpan(command, found),
          ...(isMinor || copy.kind === 'file'
            ? { severity: 'style' }
            : copy.kind === 'manifest' && { severity: 'info' }),
          message:
            copy.kind === 'folder'
              ? `"${nameOf(command, found)}" runs again after every change in "${text}", of which it reads nothing`
              : `"${nameOf(command, found)}" runs again after every change of "${text}", which it does not read`,
          help: isAlone ? `Move this RUN above line ${line}.` : `Put it into a RUN of its own above line ${line}.`,
          related: [
            { span: copy.transfer.instruction.span, message: 'each change here makes all below run again' },
            ...others.slice(0, MOST_RELATED).map((other) => ({ span: other.command.span, message: 'so does this' })),
          ],
        });
      }
    },
  }),
});
