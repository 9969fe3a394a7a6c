// ENTRYPOINT ["node", "app.js"] and CMD serve --port 80

import { takesArguments } from '../src/knowledge/entry-scripts.ts';
import { defineRule } from '../src/lint/rule.ts';
import { ownProgram } from '../src/model/entry-point.ts';
import { finalStages } from '../src/model/final-stages.ts';
import { startCommands } from '../src/model/start-command.ts';
import { literalWords } from '../src/shell/literal-command.ts';
import type { Cmd } from '../src/syntax/ast.ts';

const LONGEST_QUOTE = 40;

export default defineRule({
  summary: 'A CMD that is no array becomes the arguments "/bin/sh -c …" of the ENTRYPOINT.',
  why:
    'A text behind CMD is kept as the three words /bin/sh, -c and the text, and an ENTRYPOINT that is an array gets CMD as its ' +
    'arguments. The program sees "/bin/sh" where it expects an option or a file. An ENTRYPOINT that starts what it is ' +
    'given, such as tini or a script that ends in exec "$@", does run the shell: nothing is reported there.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM node:22
        ENTRYPOINT ["node", "app.js"]
        CMD serve --port 8080
            ^^^^^^^^^^^^^^^^^ node gets the arguments /bin/sh -c "serve --port 8080"
      `,
      fixed: `
        FROM node:22
        ENTRYPOINT ["node", "app.js"]
        CMD ["serve", "--port", "8080"]
      `,
    },
    {
      dockerfile: `
        FROM public.ecr.aws/lambda/python:3.13
        COPY app.py ./
        CMD app.handler
            ^^^^^^^^^^^ lambda-entrypoint.sh gets the arguments /bin/sh -c "app.handler"
      `,
      fixed: `
        FROM public.ecr.aws/lambda/python:3.13
        COPY app.py ./
        CMD ["app.handler"]
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
    CMD node app.js --port 8080
    `,
    `
    FROM debian:13
    ENTRYPOINT ["tini", "--"]
    CMD server --port 8080
    `,
  ],
  create: ({ analysis, report }) => ({
    File() {
      const { model } = analysis;
      const starts = startCommands(model.stages);
      const seen = new Set<Cmd>();
      for (const stage of finalStages(model)) {
        const { cmd, entrypoint } = starts.get(stage) ?? {};
        const { image } = stage.end ?? {};
        if (!image || cmd?.command.form !== 'shell' || seen.has(cmd)) continue;
        const { text } = cmd.command.text;
        const isKnown = !image.unknown.has('entrypoint');
        const program = isKnown ? ownProgram(image.entrypoint ?? []) : takesArguments(stage);
        // What starts with a bracket is meant as an array.
        if (program === undefined || text === '' || text.startsWith('[')) continue;
        seen.add(cmd);
        const script = analysis.shell(cmd);
        const words = script && literalWords(script);
        const array = words && JSON.stringify(words).replaceAll('","', '", "');
        const isOnOneLine = cmd.lines.first === cmd.lines.last;
        const shell = (image.cmd ?? []).slice(0, -1).join(' ');
        report({
          at: cmd.command,
          message: `${program} gets the arguments ${shell} ${JSON.stringify(shorten(text))}`,
          help: array === undefined ? 'Write its arguments as an array: CMD ["argument"].' : `Write CMD ${array}`,
          related: entrypoint ? [{ span: entrypoint.span, message: 'takes CMD as its arguments' }] : [],
          ...(array !== undefined &&
            isOnOneLine && {
              fix: {
                title: 'Write CMD as an array',
                safety: 'unsafe',
                edits: [{ span: cmd.command.span, text: array }],
              },
            }),
        });
      }
    },
  }),
});

function shorten(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
}
