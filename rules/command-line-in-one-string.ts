// CMD ["npm start"]

import { defineRule } from '../src/lint/rule.ts';
import type { Stage } from '../src/model/model.ts';
import { type StartCommand, startCommands } from '../src/model/start-command.ts';
import { programName } from '../src/shell/dialect.ts';
import type { Cmd, CommandLine, Entrypoint, Healthcheck, Instruction, Run } from '../src/syntax/ast.ts';

/** Programs that start what they are given, word by word. */
const STARTERS = new Set(['catatonit', 'docker-init', 'dumb-init', 'tini']);

/** A word that means the same with and without a shell. */
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;
const SHELL_WORD = /^(?:\.|!|\w+=.*|case|cd|eval|exec|export|for|if|set|source|trap|ulimit|umask|unset|until|while)$/;

const LONGEST_LINE = 120;
const LONGEST_NAME = 50;

export default defineRule({
  summary: 'The exec form takes its first string as the name of a program, blanks included.',
  why:
    'Nothing splits the string into words: the build or the container ends with "executable file not found", and a ' +
    'HEALTHCHECK never succeeds. Variables, "&&", pipes and redirections need a shell besides, which the exec form does ' +
    'not start, whatever SHELL says.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM node:22
        CMD ["npm start"]
             ^^^^^^^^^^^ no program is called "npm start"
      `,
      fixed: `
        FROM node:22
        CMD ["npm", "start"]
      `,
    },
    {
      dockerfile: `
        FROM python:3.14
        ENTRYPOINT ["python app.py", "--port", "8080"]
                    ^^^^^^^^^^^^^^^ no program is called "python app.py"
      `,
      fixed: `
        FROM python:3.14
        ENTRYPOINT ["python", "app.py", "--port", "8080"]
      `,
    },
    `
    FROM nginx:1.29
    HEALTHCHECK CMD ["curl -f http://localhost || exit 1"]
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no program is called "curl -f http://localhost || exit 1"
    `,
  ],
  good: [
    `
    FROM node:22
    CMD ["npm", "start"]
    `,
    `
    FROM debian:13
    ENTRYPOINT ["/opt/my app/run"]
    `,
    `
    FROM debian:13
    ENTRYPOINT ["/bin/sh", "-c"]
    CMD ["nginx -g 'daemon off;'"]
    `,
  ],
  create({ analysis: { model }, report }) {
    let starts: ReadonlyMap<Stage, StartCommand> | undefined;
    const entrypointOf = (stage: Stage): CommandLine | undefined =>
      (starts ??= startCommands(model.stages)).get(stage)?.entrypoint?.command;

    function check(instruction: Run | Cmd | Entrypoint | Healthcheck): void {
      const { kind, command } = instruction;
      const [first, ...rest] = command?.form === 'exec' ? command.words : [];
      const stage = model.stageOf(instruction);
      if (first === undefined || stage?.os !== 'linux' || !isCommandLine(first.text)) return;
      if (kind === 'Cmd' && !startsWordByWord(entrypointOf(stage))) return;
      const words = first.text.trim().split(/\s+/);
      const isPlain = words.every((word) => PLAIN_WORD.test(word)) && !SHELL_WORD.test(words[0] ?? '');
      const name = kind === 'Healthcheck' ? 'HEALTHCHECK CMD' : kind.toUpperCase();
      const text = quoted(words);
      const array = `[${[text, ...rest.map((word) => quoted([word.text]))].join(', ')}]`;
      const line = isPlain ? `${name} ${array}` : rest.length === 0 ? `${name} ${first.text.trim()}` : undefined;
      // The ENTRYPOINT of the base image may split the words of CMD.
      const safety = kind === 'Cmd' ? 'unsafe' : 'safe';
      report({
        at: first,
        message: `no program is called ${JSON.stringify(shorten(first.text))}`,
        help: line && line.length <= LONGEST_LINE ? `Write ${line}` : 'Put every word into a string of its own.',
        ...(isPlain && { fix: { title: 'One string for each word', safety, edits: [{ span: first.span, text }] } }),
      });
    }

    function checkTrigger(trigger: Instruction | undefined): void {
      if (trigger?.kind === 'Run' || trigger?.kind === 'Cmd' || trigger?.kind === 'Entrypoint') check(trigger);
    }
    return {
      Cmd: check,
      Entrypoint: check,
      Healthcheck: check,
      Onbuild: ({ trigger }) => checkTrigger(trigger),
      Run: check,
    };
  },
});

/** False for the path of a program in a folder with a blank in its name, and for what can only be arguments. */
function isCommandLine(text: string): boolean {
  if (!/\S\s|\s\S/.test(text) || /^\s*-|\{\{/.test(text)) return false;
  const [program = '', ...args] = text.trim().split(/\s+/);
  if (!program.includes('/') || !args.some((word) => word.includes('/'))) return true;
  return /^[-/$&|;<>]/.test(args[0] ?? '') || /(?:^|\/)s?bin\/[^/]+$|\.(?:jar|js|pl|py|rb|sh)$/.test(program);
}

/** An ENTRYPOINT may do anything with the words of CMD; one that is `sh -c` takes a command line. */
function startsWordByWord(entrypoint: CommandLine | undefined): boolean {
  if (entrypoint === undefined) return true;
  if (entrypoint.form === 'shell') return false;
  const [program, ...args] = entrypoint.words;
  return (
    program === undefined || (STARTERS.has(programName(program.text)) && args.every(({ text }) => text.startsWith('-')))
  );
}

function quoted(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(', ');
}

function shorten(text: string): string {
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 1)}…` : text;
}
