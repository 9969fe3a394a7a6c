// FROM scratch and COPY --from=app / / without the ENV and USER of app

import { defineRule } from '../src/lint/rule.ts';
import type { Image } from '../src/model/image.ts';
import { lostSettings } from '../src/model/lost-settings.ts';
import type { Stage } from '../src/model/model.ts';
import type { Copy, Word } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'The files of a stage are copied as a whole, and its environment, user and command stay behind.',
  why:
    'COPY takes files; ENV, USER, WORKDIR, ENTRYPOINT, CMD, EXPOSE, VOLUME and HEALTHCHECK belong to the image. A container ' +
    'of the copy runs as root, in another folder, without the variables, or starts nothing. That is how layers are ' +
    'squashed; what the stage needs at run time must be said again. What only a build reads, such as DEBIAN_FRONTEND, ' +
    'does not count.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM debian:13 AS app
    ENV APP_HOME=/srv/app
    USER 1000
    CMD ["/srv/app/run"]
    FROM scratch
    COPY --from=app / /
         ^^^^^^^^^^ the configuration of "app" is lost: ENV APP_HOME, USER, CMD
    `,
    `
    FROM alpine:3.22 AS app
    WORKDIR /srv
    FROM scratch
    COPY --from=app / /
         ^^^^^^^^^^ the configuration of "app" is lost: WORKDIR
    CMD ["./run"]
    `,
  ],
  good: [
    `
    FROM debian:13 AS app
    ENV APP_HOME=/srv/app DEBIAN_FRONTEND=noninteractive
    CMD ["/srv/app/run"]
    FROM scratch
    COPY --from=app / /
    ENV APP_HOME=/srv/app
    CMD ["/srv/app/run"]
    `,
    `
    FROM golang:1.25 AS build
    ENV CGO_ENABLED=0
    FROM scratch
    COPY --from=build /app /app
    `,
  ],
  create: ({ analysis, report }) => ({
    File() {
      const { stages } = analysis.model;
      const byName = new Map(stages.map((stage) => [stage.name, stage]));
      const starts = new Map<Stage, Image | undefined>();
      for (const stage of stages) {
        const { base, start } = stage;
        starts.set(stage, base.kind === 'stage' ? starts.get(base.stage) : start?.image);
      }
      const heirs = lastHeirs(stages);
      for (const stage of stages) {
        if (stage.origin.kind !== 'scratch') continue;
        const copy = (heirs.get(stage) ?? stage).end?.image;
        for (const instruction of stage.instructions) {
          if (instruction.kind !== 'Copy' || !takesAll(instruction)) continue;
          const from = instruction.from?.value?.text.toLowerCase() ?? '';
          const source = /^\d+$/.test(from) ? stages[Number(from)] : byName.get(from);
          const start = source && starts.get(source);
          const end = source?.end?.image;
          if (from === '' || !source || !start || !end || !copy) continue;
          const lost = lostSettings(end, copy, start);
          if (lost.length === 0) continue;
          const { from: opener } = source;
          report({
            at: instruction.from ?? instruction,
            message: `the configuration of "${from}" is lost: ${lost.map(({ name }) => name).join(', ')}`,
            help: `Say it again in this stage: ${lost.map(({ line }) => line).join('; ')}.`,
            related: [{ span: opener.name?.span ?? opener.span, message: 'sets it' }],
          });
        }
      }
    },
  }),
});

/** Of each stage that others start from, the last of these. */
function lastHeirs(stages: readonly Stage[]): ReadonlyMap<Stage, Stage> {
  const heirs = new Map<Stage, Stage>();
  for (const stage of stages.toReversed()) {
    const { base } = stage;
    if (base.kind === 'stage' && !heirs.has(base.stage)) heirs.set(base.stage, heirs.get(stage) ?? stage);
  }
  return heirs;
}

/** `COPY --from=stage / /` */
function takesAll({ from, sources, destination }: Copy): boolean {
  return from !== undefined && sources.every(isWhole) && /^\/\.?$/.test(destination?.text ?? '');
}

function isWhole({ text }: Word): boolean {
  return /^\/[.*]?$/.test(text);
}
