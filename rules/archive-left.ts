// RUN curl -fsSLO https://example.com/tool.tgz && tar xzf tool.tgz

import type { Fix } from '../src/diagnostic.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { baseName } from '../src/knowledge/commands/named-path.ts';
import { placeIn } from '../src/knowledge/commands/place.ts';
import { laterChanges } from '../src/knowledge/layer-files.ts';
import { isSmall, type LeftArchive, leftArchives } from '../src/knowledge/left-archives.ts';
import { defineRule } from '../src/lint/rule.ts';
import { isMounted } from '../src/model/mounts.ts';
import { appendCommand } from '../src/shell/append.ts';
import type { ShellScript } from '../src/shell/tree.ts';
import type { Run } from '../src/syntax/ast.ts';
import type { Source } from '../src/syntax/source.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

export default defineRule({
  summary: 'An archive stays in the image after it was unpacked: all of it is there twice.',
  why:
    'What a RUN has downloaded is in its layer unless the same RUN removes it, and a later one cannot. Nobody needs the archive ' +
    'next to what was in it. Stages that are not in the image are not reported, and neither is an archive in a mount.',
  severity: 'warning',
  category: 'size',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN curl -fsSL https://example.com/tool.tar.gz -o /tmp/tool.tar.gz \\
         && tar -xzf /tmp/tool.tar.gz -C /opt
                     ^^^^^^^^^^^^^^^^ "/tmp/tool.tar.gz" stays in the layer after it is unpacked
      `,
      fixed: `
        FROM debian:13
        RUN curl -fsSL https://example.com/tool.tar.gz -o /tmp/tool.tar.gz \\
         && tar -xzf /tmp/tool.tar.gz -C /opt \\
         && rm /tmp/tool.tar.gz
      `,
    },
    {
      dockerfile: `
        FROM ubuntu:24.04
        WORKDIR /opt
        RUN wget -q https://example.com/tool.deb && dpkg -i tool.deb
                                                            ^^^^^^^^ "/opt/tool.deb" stays in the layer after it is installed
      `,
      fixed: `
        FROM ubuntu:24.04
        WORKDIR /opt
        RUN wget -q https://example.com/tool.deb && dpkg -i tool.deb && rm /opt/tool.deb
      `,
    },
    `
    FROM debian:13
    COPY tool.zip /tmp/tool.zip
    RUN unzip -q /tmp/tool.zip -d /opt
                 ^^^^^^^^^^^^^ "/tmp/tool.zip" stays in the layer of line 2 after it is unpacked
    `,
  ],
  good: [
    `
    FROM debian:13
    RUN curl -fsSL https://example.com/tool.tar.gz | tar -xz -C /opt
    `,
    `
    FROM debian:13
    WORKDIR /tmp/build
    RUN wget -q https://example.com/tool.zip && unzip -q tool.zip -d /opt && cd / && rm -rf /tmp/build
    `,
    `
    FROM debian:13
    RUN --mount=type=bind,source=tool.zip,target=/tmp/tool.zip unzip -q /tmp/tool.zip -d /opt
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { model, source } = analysis;
      const isMinor = isForWorkshop(source.path, model.target?.name);
      const level = isMinor ? ({ severity: 'style' } as const) : {};
      const changes = laterChanges(analysis);
      // `removed-in-later-layer` reports what is removed, too late.
      const removed = new Set(
        changes.flatMap(({ effect, file: gone }) => (effect.kind === 'remove' ? [gone.span.start] : [])),
      );
      for (const { effect, file: archive } of changes) {
        if (effect.kind !== 'extract' || effect.source === undefined || removed.has(archive.span.start)) continue;
        const { line } = source.position(archive.instruction.span.start);
        report({
          at: effect.source.word,
          ...level,
          message: `"${archive.path}" stays in the layer of line ${line} after it is unpacked`,
          help:
            archive.transfer === undefined
              ? 'Download, unpack and remove it in one RUN.'
              : `Mount it for this RUN, instead of line ${line}: --mount=type=bind,source=…,target=${archive.path}.`,
          related: [{ span: archive.span, message: 'it comes from here' }],
        });
      }
      for (const { exported, os, steps } of model.stages) {
        for (const step of exported && os !== 'windows' ? steps : []) {
          const { instruction, trigger } = step.command;
          const script = instruction.kind === 'Run' && trigger === undefined ? analysis.shell(instruction) : undefined;
          if (instruction.kind !== 'Run' || (script?.dialect !== 'posix' && script?.dialect !== 'bash')) continue;
          for (const left of leftArchives(script, placeIn(step.before, script.dialect))) {
            const { write, use } = left;
            if (removed.has(write.target.word.span.start) || isMounted(instruction, write.target.path ?? '/tmp'))
              continue;
            const fix = fixOf(left, instruction, script, source);
            report({
              at: use.word,
              ...(isSmall(left) ? { severity: 'style' } : level),
              message: `"${use.text}" stays in the layer after it is ${/\.(?:apk|deb|rpm)$/.test(use.text) ? 'installed' : 'unpacked'}`,
              help: `End this RUN with "&& rm ${use.text}".`,
              related: [{ span: write.target.word.span, message: 'it is downloaded here' }],
              ...(fix && { fix }),
            });
          }
        }
      }
    },
  }),
});

/** Where nothing else in the file has the name of the archive in it. */
function fixOf({ use }: LeftArchive, run: Run, script: ShellScript, source: Source): Fix | undefined {
  const name = baseName(use);
  const { path } = use;
  if (path === undefined || name === undefined || !/^[\w./+@:-]+$/.test(path)) return undefined;
  const outside = source.text.slice(0, run.span.start) + source.text.slice(run.span.end);
  const edit = outside.includes(name) ? undefined : appendCommand(run, script, source, `rm ${path}`);
  return edit && { title: 'Remove the archive', safety: 'safe', edits: [edit] };
}
