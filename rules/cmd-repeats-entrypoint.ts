// ENTRYPOINT ["node", "app.js"] and CMD ["node", "app.js"]

import { defineRule } from '../src/lint/rule.ts';
import { ownProgram, wordsBehindInit } from '../src/model/entry-point.ts';
import { finalStages } from '../src/model/final-stages.ts';
import { startCommands } from '../src/model/start-command.ts';
import { interpreterOf } from '../src/shell/commands/interpreters.ts';
import { literalWord } from '../src/shell/literal-word.ts';
import type { Cmd } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'CMD names the program of ENTRYPOINT again, which then gets its own name as an argument.',
  why:
    'The words of CMD stand behind those of ENTRYPOINT: ENTRYPOINT ["node"] with CMD ["node", "app.js"] runs "node node ' +
    'app.js". CMD is for the arguments that docker run may replace. An ENTRYPOINT that starts what it is given, such as ' +
    'tini or a script that ends in exec "$@", needs the name: nothing is reported there.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM node:22
        ENTRYPOINT ["node", "app.js"]
        CMD ["node", "app.js", "--port", "8080"]
             ^^^^^^^^^^^^^^^^ ENTRYPOINT starts node already: it gets "node" as its first argument
      `,
      fixed: `
        FROM node:22
        ENTRYPOINT ["node", "app.js"]
        CMD ["--port", "8080"]
      `,
    },
    {
      dockerfile: `
        FROM python:3.14
        ENTRYPOINT ["python"]
        CMD ["python", "app.py"]
             ^^^^^^^^ ENTRYPOINT starts python already: it gets "python" as its first argument
      `,
      fixed: `
        FROM python:3.14
        ENTRYPOINT ["python"]
        CMD ["app.py"]
      `,
    },
  ],
  good: [
    `
    FROM node:22
    ENTRYPOINT ["node", "app.js"]
    CMD ["--port", "8080"]
    `,
    `
    FROM node:22
    ENTRYPOINT ["tini", "--"]
    CMD ["node", "app.js"]
    `,
    `
    FROM python:3.14
    ENTRYPOINT ["python", "with-settings.py"]
    CMD ["python", "app.py"]
    `,
  ],
  create: ({ analysis: { model }, report }) => ({
    File() {
      const starts = startCommands(model.stages);
      const seen = new Set<Cmd>();
      for (const stage of finalStages(model)) {
        const { cmd, entrypoint } = starts.get(stage) ?? {};
        const { image } = stage.end ?? {};
        if (!image || image.unknown.has('entrypoint') || cmd?.command.form !== 'exec' || seen.has(cmd)) continue;
        seen.add(cmd);
        const { words } = cmd.command;
        const texts = words.map(({ text }) => text);
        const count = repeated(image.entrypoint ?? [], texts);
        const [first] = words;
        const last = words[count - 1];
        if (first === undefined || last === undefined) continue;
        const program = ownProgram(image.entrypoint ?? []) ?? '';
        const rest = words[count];
        const array = JSON.stringify(texts.slice(count)).replaceAll('","', '", "');
        report({
          at: { start: first.span.start, end: last.span.end },
          message: `ENTRYPOINT starts ${program} already: it gets "${first.text}" as its first argument`,
          help: rest === undefined ? 'Leave CMD out, or leave ENTRYPOINT out.' : `Write CMD ${array}`,
          related: entrypoint ? [{ span: entrypoint.span, message: 'starts the program' }] : [],
          ...(rest !== undefined && {
            fix: {
              title: 'Leave the program out of CMD',
              safety: 'unsafe',
              edits: [{ span: { start: first.span.start, end: rest.span.start }, text: '' }],
            },
          }),
        });
      }
    },
  }),
});

/** How many words of CMD ENTRYPOINT has already; 0 where it starts another program, or starts what it is given. */
function repeated(entrypoint: readonly string[], cmd: readonly string[]): number {
  const words = wordsBehindInit(entrypoint);
  const [program = ''] = words;
  const [first = ''] = cmd;
  if (ownProgram(entrypoint) === undefined || !isSame(program, first)) return 0;
  const same = cmd.findIndex((word, index) => index > 0 && word !== words[index]);
  const count = Math.min(same === -1 ? cmd.length : same, words.length);
  const [word, ...args] = words.map((text) => literalWord(text, { start: 0, end: 0 }));
  const interpreter = interpreterOf({ name: word?.value, args });
  // Another script of the same language may be what the first one starts.
  return interpreter === undefined || interpreter.program.kind === 'stdin' || count === words.length ? count : 0;
}

/** `app` behind `/usr/bin/app` may be the name of a subcommand. */
function isSame(program: string, word: string): boolean {
  if (program === word) return true;
  return word.includes('/') && word.slice(word.lastIndexOf('/') + 1) === program.slice(program.lastIndexOf('/') + 1);
}
