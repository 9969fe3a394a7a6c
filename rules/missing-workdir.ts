// COPY . . without a WORKDIR: the project lands in /

import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { missedFile, placeOf } from '../src/knowledge/missed-file.ts';
import { defineRule } from '../src/lint/rule.ts';
import { finalStages } from '../src/model/final-stages.ts';
import { lostDirectories } from '../src/model/lost-directory.ts';
import { startCommands } from '../src/model/start-command.ts';
import type { ShellScript } from '../src/shell/tree.ts';
import type { Add, Copy, Instruction } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'No WORKDIR is set, and a relative path means another folder than somebody had in mind.',
  why:
    'Each RUN starts in the folder of the last WORKDIR, whatever the RUN before it did with cd; without one that is /, unless ' +
    'the base image says otherwise. A project that is copied to . then mixes with bin, lib and etc of the system, and a ' +
    'program that is started by a relative name is not found. Base images whose folder nobody knows are left out.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['DL3045', 'DL3003'],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN cd /opt
            ^^^^^^^ "cd /opt" ends with this RUN: what follows starts in /
        RUN git clone https://example.com/app.git
      `,
      fixed: `
        FROM debian:13
        WORKDIR /opt
        RUN git clone https://example.com/app.git
      `,
    },
    `
    FROM python:3.14
    COPY . .
           ^ the whole folder is copied into /, among bin, etc and lib
    CMD ["python", "-m", "app"]
    `,
    `
    FROM python:3.14
    COPY . /app
    CMD ["python", "main.py"]
                   ^^^^^^^^^ main.py is looked for in /: what is copied lies in /app
    `,
  ],
  good: [
    `
    FROM python:3.14
    WORKDIR /app
    COPY . .
    CMD ["python", "main.py"]
    `,
    `
    FROM debian:13
    RUN cd /opt && git clone https://example.com/app.git
    `,
    `
    FROM registry.example/platform/base
    COPY . .
    `,
  ],
  create: ({ analysis, report }) => {
    const { model, source } = analysis;
    const isMinor = isForWorkshop(source.path, model.stages.at(-1)?.name);
    const scriptOf = (instruction: Instruction): ShellScript | undefined => analysis.shell(instruction);

    function checkCopy(copy: Copy | Add): void {
      const stage = model.stageOf(copy);
      const before = model.stepOf(copy)?.before;
      const { destination, sources } = copy;
      const isWhole = sources.some(({ text }) => /^(?:\.\/?|\*)$/.test(text));
      const isForeign = copy.kind === 'Copy' && copy.from !== undefined;
      if (!before || !destination || !isWhole || isForeign || stage?.os !== 'linux' || !stage.exported) return;
      const { text, unknown } = before.environment.expand(destination.text, '\\');
      if (unknown !== undefined || text === '' || text.startsWith('/') || placeOf(destination, before) !== '/') return;
      report({
        at: destination,
        severity: isMinor ? 'style' : 'info',
        message: 'the whole folder is copied into /, among bin, etc and lib',
        help: 'Write a WORKDIR above it, such as WORKDIR /app.',
      });
    }

    return {
      Copy: checkCopy,
      Add: checkCopy,
      Stage(stage) {
        for (const { run, command, target, isMissed, isAlone } of lostDirectories(stage, scriptOf)) {
          const image = model.stepOf(run)?.before.image;
          const folder = image === undefined || image.unknown.has('workdir') ? undefined : image.workdir || '/';
          if (target === folder) continue;
          report({
            at: command,
            ...((isMinor || !isMissed) && { severity: 'style' }),
            message: `"cd ${target}" ends with this RUN: what follows starts in ${folder ?? 'the folder from before'}`,
            help: `Write WORKDIR ${target} instead.`,
            ...(isAlone &&
              target.startsWith('/') &&
              run.flags.length === 0 && {
                fix: {
                  title: 'Write WORKDIR',
                  safety: 'unsafe',
                  edits: [{ span: run.span, text: `WORKDIR ${target}` }],
                },
              }),
          });
        }
      },
      File() {
        const starts = startCommands(model.stages);
        for (const stage of finalStages(model)) {
          const start = starts.get(stage);
          const missed = start && missedFile(stage, start, scriptOf);
          if (missed === undefined) continue;
          report({
            at: missed.word,
            ...(isMinor && { severity: 'info' }),
            message: `${missed.file} is looked for in /: what is copied lies in ${missed.folder}`,
            help: `Write WORKDIR ${missed.folder} above it, or the whole path.`,
            related: [{ span: missed.copy.span, message: `copies into ${missed.folder}` }],
          });
        }
      },
    };
  },
});
