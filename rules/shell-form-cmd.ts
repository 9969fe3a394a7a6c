// CMD python app.py

import type { Analysis } from '../src/analysis.ts';
import { handsOver } from '../src/knowledge/entry-scripts.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { shellInFront } from '../src/knowledge/shell-in-front.ts';
import { systemShell } from '../src/knowledge/stage-shell.ts';
import { defineCheck, notesOf } from '../src/lint/check.ts';
import { defineRule, type Finding } from '../src/lint/rule.ts';
import { finalStages } from '../src/model/final-stages.ts';
import { startOf } from '../src/model/first-process.ts';
import type { Stage } from '../src/model/model.ts';
import { hearsSignals } from '../src/model/run-plan.ts';
import { startCommands } from '../src/model/start-command.ts';
import { literalCommand } from '../src/shell/literal-command.ts';
import type { Cmd } from '../src/syntax/ast.ts';

const check = defineCheck(
  'JSONArgsRecommended',
  'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
  ({ keyword }) => `JSON arguments recommended for ${keyword} to prevent unintended behavior related to OS signals`,
);

export default defineRule({
  summary: 'The shell of a CMD keeps signals from a program that needs no shell.',
  why:
    'A text behind CMD is run as sh -c "…". Where that is dash, as in Debian and Ubuntu, it stays process 1 and passes no ' +
    'signals on: docker stop waits ten seconds, then kills the program. bash and BusyBox give their place to it; a text that ' +
    'needs a shell, and a command that ends by itself, are matters of style. A SHELL instruction says that the shell is meant. ' +
    'What the same does to an ENTRYPOINT, shell-form-entrypoint tells.',
  severity: 'warning',
  category: 'runtime',
  recommended: true,
  aliases: ['DL3025', 'JSONArgsRecommended', 'S7019'],
  check,
  bad: [
    {
      dockerfile: `
        FROM python:3.14
        CMD python app.py --port 8080
            ^^^^^^^^^^^^^^^^^^^^^^^^^ signals do not reach python: process 1 is dash, which keeps them
      `,
      fixed: `
        FROM python:3.14
        CMD ["python", "app.py", "--port", "8080"]
      `,
    },
    `
    FROM python:3.14
    CMD python app.py --port $PORT
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
    `,
  ],
  good: [
    `
    FROM python:3.14
    CMD ["python", "app.py"]
    `,
    `
    FROM python:3.14
    SHELL ["/bin/bash", "-c"]
    CMD python app.py --port $PORT
    `,
  ],
  create: ({ analysis, report }) => ({
    File() {
      const deaf = deafCommands(analysis);
      for (const note of notesOf(analysis, check)) {
        const { instruction } = note;
        if (note.silenced || instruction?.kind !== 'Cmd') continue;
        const help = 'Write the words as an array, CMD ["program", "argument"]; or put exec in front of the program.';
        const usual: Finding = { at: note, severity: 'style', message: check.detail(note), help };
        report(deaf.get(instruction) ?? usual);
      }
    },
  }),
});

/** The commands that keep signals from their programs in an image that somebody runs. */
function deafCommands(analysis: Analysis): ReadonlyMap<Cmd, Finding> {
  const { model, source } = analysis;
  const starts = startCommands(model.stages);
  const found = new Map<Cmd, Finding>();
  for (const stage of finalStages(model)) {
    const cmd = starts.get(stage)?.cmd;
    const finding = cmd?.command.form === 'shell' ? deafness(cmd, stage, analysis) : undefined;
    if (cmd && finding && !isForWorkshop(source.path, stage.name)) found.set(cmd, finding);
  }
  return found;
}

function deafness(cmd: Cmd, stage: Stage, analysis: Analysis): Finding | undefined {
  const image = stage.end?.image;
  const script = analysis.shell(cmd);
  // What starts with a bracket is meant as an array.
  const words = script && !script.text.startsWith('[') ? literalCommand(script) : undefined;
  if (!image?.cmd || !words || stage.os !== 'linux' || image.unknown.has('entrypoint')) return undefined;
  if (image.entrypoint !== undefined && !handsOver(image.entrypoint, stage)) return undefined;
  // A script would be process 1 in its place, and so would what hears no signal anyway.
  const { first } = startOf(words, systemShell(stage));
  const front = script && hearsSignals(first) ? shellInFront(script, image.cmd, stage) : undefined;
  if (front?.does !== 'keeps') return undefined;
  const array = JSON.stringify(words).replaceAll('","', '", "');
  const isOnOneLine = cmd.lines.first === cmd.lines.last;
  return {
    at: cmd.command,
    message: `signals do not reach ${front.program}: process 1 is ${front.shell}, which keeps them`,
    help: `Write CMD ${array}`,
    ...(isOnOneLine && {
      fix: {
        title: 'Let the program take the place of the shell',
        safety: 'unsafe',
        edits: [{ span: cmd.command.span, text: array }],
      },
    }),
  };
}
