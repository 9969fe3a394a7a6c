// FROM gcr.io/distroless/static, then CMD /server

import { lacksShell } from '../src/knowledge/missing-shell.ts';
import { defineRule } from '../src/lint/rule.ts';
import { finalStages } from '../src/model/final-stages.ts';
import type { Model, OriginImage, Stage } from '../src/model/model.ts';
import { startCommands } from '../src/model/start-command.ts';
import { literalCommand } from '../src/shell/literal-command.ts';
import type { CommandLine, Instruction } from '../src/syntax/ast.ts';

const SHELL_PATH = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|k|z)?sh$/;

export default defineRule({
  summary: 'A command needs a shell, and the image has none.',
  why:
    'A text behind RUN, CMD, ENTRYPOINT or HEALTHCHECK is run as /bin/sh -c "…". scratch and distroless images have no ' +
    '/bin/sh: the build or the container ends with "no such file or directory", and a HEALTHCHECK never succeeds. Nothing is ' +
    'reported where a COPY may bring a shell, such as one of whole folders into /, /bin or /usr.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: ['shell-run-in-scratch'],
  bad: [
    {
      dockerfile: `
        FROM gcr.io/distroless/static-debian12
        COPY server /app/server
        ENTRYPOINT /app/server --port 8080
                   ^^^^^^^^^^^^^^^^^^^^^^^ gcr.io/distroless/static-debian12 has no /bin/sh to run this
      `,
      fixed: `
        FROM gcr.io/distroless/static-debian12
        COPY server /app/server
        ENTRYPOINT ["/app/server", "--port", "8080"]
      `,
    },
    `
    FROM scratch
    COPY server /app/server
    RUN chmod +x /app/server
        ^^^^^^^^^^^^^^^^^^^^ scratch has no /bin/sh to run this
    ENTRYPOINT ["/app/server"]
    `,
  ],
  good: [
    `
    FROM gcr.io/distroless/static-debian12
    COPY --chmod=755 server /app/server
    ENTRYPOINT ["/app/server", "--port", "8080"]
    `,
    `
    FROM busybox:1.37 AS tools
    FROM scratch
    COPY --from=tools /bin /bin
    CMD /bin/ls
    `,
  ],
  create: ({ analysis, report }) => ({
    File() {
      const { model } = analysis;
      for (const { instruction, command, stage } of needingShell(model)) {
        const script = analysis.shell(instruction);
        const shell = command.form === 'exec' ? command.words[0]?.text : model.shellAt(instruction)?.[0];
        // What starts with a bracket is meant as an array.
        if (shell === undefined || (command.form === 'shell' && command.text.text.startsWith('['))) continue;
        const words =
          command.form === 'shell' && instruction.kind !== 'Run' ? script && literalCommand(script) : undefined;
        const array = words && JSON.stringify(words).replaceAll('","', '", "');
        const isOnOneLine = instruction.lines.first === instruction.lines.last;
        report({
          at: command,
          message: `${nameOf(stage.origin)} has no ${shell} to run this`,
          help: adviceFor(instruction, array),
          ...(array !== undefined &&
            isOnOneLine && {
              fix: { title: 'Start the program itself', safety: 'safe', edits: [{ span: command.span, text: array }] },
            }),
        });
      }
    },
  }),
});

interface Needing {
  readonly instruction: Instruction;
  readonly command: CommandLine;
  readonly stage: Stage;
}

/** The first RUN of each stage, since the build ends there, and what a container starts. */
function* needingShell(model: Model): Generator<Needing> {
  const starts = startCommands(model.stages);
  const finals = new Set(finalStages(model));
  const seen = new Set<Instruction>();
  for (const stage of model.stages) {
    if (!stage.needed || !lacksShell(stage)) continue;
    const run = stage.instructions.find(({ kind, heredocs }) => kind === 'Run' && heredocs.length === 0);
    const { entrypoint, cmd } = finals.has(stage) ? (starts.get(stage) ?? {}) : {};
    const started = entrypoint ?? (stage.end?.image.unknown.has('entrypoint') === false ? cmd : undefined);
    const isTaken = stage.end?.image.entrypoint !== undefined && started?.kind === 'Cmd';
    const check = finals.has(stage) ? stage.instructions.findLast(({ kind }) => kind === 'Healthcheck') : undefined;
    for (const instruction of [run, isTaken ? undefined : started, check]) {
      if (instruction === undefined || seen.has(instruction) || !('command' in instruction)) continue;
      const { command } = instruction;
      if (command === undefined || !needsShell(command)) continue;
      seen.add(instruction);
      yield { instruction, command, stage };
    }
  }
}

function needsShell(command: CommandLine): boolean {
  return command.form === 'exec' ? SHELL_PATH.test(command.words[0]?.text ?? '') : command.text.text.trim() !== '';
}

function nameOf(origin: OriginImage): string {
  return origin.kind === 'image' ? origin.text : origin.kind;
}

function adviceFor({ kind, keyword }: Instruction, array: string | undefined): string {
  if (kind === 'Run') return 'Do it in a stage with a shell, and copy the result.';
  const name = kind === 'Healthcheck' ? 'HEALTHCHECK CMD' : keyword.text;
  return array === undefined
    ? `Write an array that starts a program of the image: ${name} ["/program"].`
    : `Write ${name} ${array}`;
}
