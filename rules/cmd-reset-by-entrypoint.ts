// FROM postgres:18, then ENTRYPOINT ["docker-entrypoint.sh"] without CMD

import { handsOver } from '../src/knowledge/entry-scripts.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { defineRule } from '../src/lint/rule.ts';
import { isBareStarter, ownProgram, wordsBehindInit } from '../src/model/entry-point.ts';
import { finalStages, originalImage } from '../src/model/final-stages.ts';
import type { Stage } from '../src/model/model.ts';
import { startCommands } from '../src/model/start-command.ts';
import { fileName } from '../src/shell/file-name.ts';
import type { Cmd, Entrypoint } from '../src/syntax/ast.ts';

/** What an image starts where its makers leave the rest to others: a shell, or the prompt of a language. */
const PROMPT =
  /^(?:ash|bash|dash|erl|ghci|groovysh|iex|irb|jshell|julia|mvn|node|perl|php|pypy[\d.]*|python[\d.]*|R|sbcl|sh|swipl|zsh)$/;

export default defineRule({
  summary: 'ENTRYPOINT drops the CMD of the image below it, and the container starts without it.',
  why:
    'An ENTRYPOINT empties a CMD that the stage has from its base image or from the stage that it starts from; only a CMD of ' +
    'the same stage stays. Where the ENTRYPOINT starts what it is given, there is nothing left to start. Nothing is ' +
    'reported where it names a program of its own, or where the CMD was only a prompt; what a script does without ' +
    'arguments nobody knows here, so that is a matter of style.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM postgres:18
        COPY init.sql /docker-entrypoint-initdb.d/
        ENTRYPOINT ["tini", "--", "docker-entrypoint.sh"]
        ^^^^^^^^^^ drops CMD ["postgres"] of postgres:18: docker-entrypoint.sh has nothing to start
      `,
      fixed: `
        FROM postgres:18
        COPY init.sql /docker-entrypoint-initdb.d/
        ENTRYPOINT ["tini", "--", "docker-entrypoint.sh"]
        CMD ["postgres"]
      `,
    },
    {
      dockerfile: `
        FROM debian:13 AS app
        CMD ["/srv/app/run", "--port", "8080"]
        FROM app
        ENTRYPOINT ["tini", "--"]
        ^^^^^^^^^^ drops CMD ["/srv/app/run", "--port", "8080"] of the stage "app": tini has nothing to start
      `,
      fixed: `
        FROM debian:13 AS app
        CMD ["/srv/app/run", "--port", "8080"]
        FROM app
        ENTRYPOINT ["tini", "--"]
        CMD ["/srv/app/run", "--port", "8080"]
      `,
    },
  ],
  good: [
    `
    FROM postgres:18
    ENTRYPOINT ["tini", "--", "docker-entrypoint.sh"]
    CMD ["postgres"]
    `,
    `
    FROM nginx:1.29
    ENTRYPOINT ["nginx", "-g", "daemon off;"]
    `,
    `
    FROM debian:13
    ENTRYPOINT ["tini", "--"]
    `,
  ],
  create: ({ analysis: { model, source }, report }) => ({
    File() {
      const starts = startCommands(model.stages);
      const seen = new Set<Entrypoint>();
      for (const stage of finalStages(model)) {
        const { entrypoint, cmd, dropped } = starts.get(stage) ?? {};
        const { image } = stage.end ?? {};
        if (!image?.entrypoint || !entrypoint || cmd || seen.has(entrypoint) || stage.os !== 'linux') continue;
        const loss = dropped ? lossOfStage(dropped, model.stageOf(dropped)) : lossOfImage(stage);
        const words = entrypoint.command.form === 'exec' ? image.entrypoint : [];
        if (loss === undefined || words.length === 0 || ownProgram(words) !== undefined || words.includes(loss.program))
          continue;
        seen.add(entrypoint);
        const { line, of, cmd: lost } = loss;
        const started = wordsBehindInit(words);
        const name = fileName(started[0] ?? '');
        const isIdle = isBareStarter(words) || handsOver(started, stage);
        report({
          at: entrypoint.keyword,
          ...((!isIdle || isForWorkshop(source.path, stage.name)) && { severity: 'style' }),
          message: `drops ${line} of ${of}: ${name} ${isIdle ? 'has nothing to start' : 'starts without it'}`,
          help: `Write ${line} behind it, or CMD [] if "docker run" always says what to start.`,
          related: lost === undefined ? [] : [{ span: lost.span, message: 'does not count' }],
          fix: {
            title: 'Write the CMD again',
            safety: 'unsafe',
            edits: [{ span: { start: entrypoint.span.end, end: entrypoint.span.end }, text: `\n${line}` }],
          },
        });
      }
    },
  }),
});

interface Loss {
  readonly program: string;
  /** As it can be written again. */
  readonly line: string;
  readonly of: string;
  readonly cmd: Cmd | undefined;
}

function lossOfStage(cmd: Cmd, stage: Stage | undefined): Loss | undefined {
  const { command } = cmd;
  if (command.form === 'exec' ? isPrompt(command.words.map(({ text }) => text)) : command.text.text === '')
    return undefined;
  const of = stage === undefined || stage.name === '' ? 'the stage below' : `the stage "${stage.name}"`;
  const [program] = command.form === 'exec' ? command.words : cmd.args;
  return { program: program?.text ?? '', line: cmd.folded.text, of, cmd };
}

function lossOfImage(stage: Stage): Loss | undefined {
  const { origin } = stage;
  const { cmd = [], unknown } = originalImage(stage) ?? {};
  if (origin.kind !== 'image' || unknown?.has('cmd') !== false || isPrompt(cmd)) return undefined;
  return {
    program: cmd[0] ?? '',
    line: `CMD ${JSON.stringify(cmd).replaceAll('","', '", "')}`,
    of: origin.text,
    cmd: undefined,
  };
}

/** Nothing, or what waits for somebody to type. */
function isPrompt([program = '', ...args]: readonly string[]): boolean {
  return program === '' || (args.length <= 1 && PROMPT.test(fileName(program)));
}
