// FROM scratch, EXPOSE 80, and neither CMD nor ENTRYPOINT

import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { defineRule } from '../src/lint/rule.ts';
import { finalStages } from '../src/model/final-stages.ts';
import type { Stage } from '../src/model/model.ts';
import type { Instruction } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'The image says how to run it, but nothing says what to run.',
  why:
    'Without CMD and ENTRYPOINT, its own and those of the base image, "docker run" ends with "no command specified". ' +
    'Images that only carry files need neither: nothing is reported where the stage has no EXPOSE, HEALTHCHECK, VOLUME or ' +
    'STOPSIGNAL and does not empty ENTRYPOINT or CMD itself, or where the base image is not known.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM golang:1.25 AS build
    RUN CGO_ENABLED=0 go build -o /server ./cmd/server
    FROM scratch
    COPY --from=build /server /server
    EXPOSE 8080
    ^^^^^^^^^^^ the image has neither CMD nor ENTRYPOINT: a container of it starts nothing
    `,
    `
    FROM maven:3.9
    COPY *.sh /usr/local/bin/
    ENTRYPOINT []
    ^^^^^^^^^^^^^ the image has neither CMD nor ENTRYPOINT: a container of it starts nothing
    `,
  ],
  good: [
    `
    FROM golang:1.25 AS build
    RUN CGO_ENABLED=0 go build -o /out/server ./cmd/server
    FROM scratch
    COPY --from=build /out /
    `,
    `
    FROM nginx:1.29
    EXPOSE 8080
    `,
    `
    FROM maven:3.9
    ENTRYPOINT []
    CMD ["mvn", "verify"]
    `,
  ],
  create: ({ analysis: { model, source }, report }) => ({
    File() {
      for (const stage of finalStages(model)) {
        const image = stage.end?.image;
        if (!image || stage.os !== 'linux' || image.unknown.has('cmd') || image.unknown.has('entrypoint')) continue;
        const { cmd = [], entrypoint = [] } = image;
        const reason = cmd.length + entrypoint.length > 0 ? undefined : runtimeSetting(stage);
        if (reason === undefined || isForWorkshop(source.path, stage.name)) continue;
        report({
          at: reason,
          // Who empties ENTRYPOINT mostly wants to say what to start, in a job of a CI.
          ...(isEmptied(reason) && { severity: 'info' }),
          message: 'the image has neither CMD nor ENTRYPOINT: a container of it starts nothing',
          help: 'Say what to start, such as ENTRYPOINT ["/server"].',
        });
      }
    },
  }),
});

/** The instruction that shows that the image is to be run; not in a stage that empties both. */
function runtimeSetting({ instructions }: Stage): Instruction | undefined {
  const emptied = instructions.filter(isEmptied);
  if (new Set(emptied.map(({ kind }) => kind)).size > 1) return undefined;
  return emptied[0] ?? instructions.findLast(isRuntimeSetting);
}

function isEmptied(instruction: Instruction): boolean {
  if (instruction.kind !== 'Cmd' && instruction.kind !== 'Entrypoint') return false;
  return instruction.command.form === 'exec' && instruction.command.words.length === 0;
}

function isRuntimeSetting({ kind, args }: Instruction): boolean {
  if (kind === 'Healthcheck') return args.length > 1;
  return kind === 'Expose' || kind === 'Volume' || kind === 'Stopsignal';
}
