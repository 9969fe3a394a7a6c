// COPY tool.deb /tmp/, and RUN dpkg -i /tmp/tool.deb && rm /tmp/tool.deb

import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { type LaterChange, laterChanges } from '../src/knowledge/layer-files.ts';
import { groupsOf } from '../src/syntax/groups.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Severity } from '../src/diagnostic.ts';
import type { Instruction } from '../src/syntax/ast.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** Enough to see that there are more. */
const MOST_RELATED = 3;

export default defineRule({
  summary: 'A file is removed or moved in another layer than the one that brought it: the image keeps its bytes.',
  why:
    'A layer cannot take away what a layer below it has: it only hides the file. Every pull still carries it, and whoever has ' +
    'the image can read it, which for a key or a password is worse than the size. Remove a file in the RUN that makes it, ' +
    'and mount what only one RUN needs. Stages that are not in the image are not reported, small files are a matter of style.',
  severity: 'warning',
  category: 'size',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM debian:13
    COPY tool.deb /tmp/
    RUN dpkg -i /tmp/tool.deb && rm /tmp/tool.deb
                                    ^^^^^^^^^^^^^ "/tmp/tool.deb" is removed too late: the layer of line 2 keeps its bytes
    `,
    `
    FROM debian:13
    WORKDIR /opt
    ADD https://example.com/tool.zip tool.zip
    RUN unzip -q tool.zip
    RUN rm tool.zip
           ^^^^^^^^ "/opt/tool.zip" is removed too late: the layer of line 3 keeps its bytes
    `,
    `
    FROM alpine:3.22
    COPY id_rsa /root/.ssh/id_rsa
    RUN git clone git@example.com:app.git /app && rm /root/.ssh/id_rsa
                                                     ^^^^^^^^^^^^^^^^^ "/root/.ssh/id_rsa" is removed too late: whoever has the image can read it in the layer of line 2
    `,
  ],
  good: [
    `
    FROM debian:13
    RUN --mount=type=bind,source=tool.deb,target=/tmp/tool.deb dpkg -i /tmp/tool.deb
    `,
    `
    FROM debian:13
    RUN curl -fsSLO https://example.com/tool.zip && unzip -q tool.zip && rm tool.zip
    `,
    `
    FROM debian:13 AS unpack
    ADD https://example.com/tool.zip /tool.zip
    RUN unzip -q /tool.zip -d /opt && rm /tool.zip
    FROM debian:13
    COPY --from=unpack /opt/tool /opt/tool
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { model, source } = analysis;
      const isMinor = isForWorkshop(source.path, model.target?.name);
      const lineOf = ({ span }: Instruction): number => source.position(span.start).line;
      const removed = laterChanges(analysis).filter(({ effect }) => effect.kind === 'remove');
      for (const [change, ...others] of groupsOf(heaviestFirst(removed), ({ run }) => run)) {
        const { effect, file: kept, path } = change;
        const line = lineOf(kept.instruction);
        const isSecret = kept.weight === 'secret';
        report({
          at: effect.target.word,
          severity: severityOf(change, isMinor),
          message: isSecret
            ? `"${path}" is removed too late: whoever has the image can read it in the layer of line ${line}`
            : `"${path}" is ${effect.by === 'move' ? 'moved' : 'removed'} too late: the layer of line ${line} keeps its bytes`,
          help: adviceFor(change, line),
          related: [change, ...others]
            .slice(0, MOST_RELATED)
            .map((one) => ({ span: one.file.span, message: `"${one.path}" comes from here` })),
        });
      }
    },
  }),
});

/** The one that a group is about. */
function heaviestFirst(changes: readonly LaterChange[]): readonly LaterChange[] {
  return [...changes.filter((change) => !isLight(change)), ...changes.filter(isLight)];
}

function isLight({ file }: LaterChange): boolean {
  return file.weight === 'light';
}

function severityOf({ file: { weight } }: LaterChange, isMinor: boolean): Severity {
  switch (weight) {
    case 'secret':
      return isMinor ? 'info' : 'warning';
    case 'heavy':
      return isMinor ? 'style' : 'warning';
    case 'light':
      return 'style';
    default:
      return weight satisfies never;
  }
}

function adviceFor(
  { file: { instruction, weight, transfer, isFolder }, effect, path }: LaterChange,
  line: number,
): string {
  if (weight === 'secret') return 'Give it to the RUN that needs it: RUN --mount=type=secret,…';
  if (effect.by === 'move') return `Put it in its place at once, in line ${line}.`;
  if (instruction.kind === 'Run') return `Remove it in the RUN of line ${line}, or download and use it in one RUN.`;
  if (isFolder && transfer?.origin === 'context')
    return `Leave out of the copy what the image is not to have: --exclude, or a line in .dockerignore.`;
  if (transfer?.sources.some(({ isRemote }) => isRemote)) return 'Download, use and remove it in one RUN.';
  const from = transfer?.origin === 'elsewhere' ? 'from=…,' : '';
  return `Mount it where it is used, instead of line ${line}: RUN --mount=type=bind,${from}source=…,target=${path} …`;
}
