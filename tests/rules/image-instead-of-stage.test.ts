import { testExamples } from '../rule-examples.ts';

testExamples('image-instead-of-stage', {
  bad: [
    {
      dockerfile: `
        FROM debian:13 AS stage-base
        FROM stage-bsae AS next
             ^^^^^^^^^^ "stage-bsae" is an image, no stage: did you mean the stage "stage-base"?
        RUN --mount=type=bind,from=stage_base,target=/mnt ls /mnt
                                   ^^^^^^^^^^ "stage_base" is an image, no stage: did you mean the stage "stage-base"?
      `,
      fixed: `
        FROM debian:13 AS stage-base
        FROM stage-base AS next
        RUN --mount=type=bind,from=stage-base,target=/mnt ls /mnt
      `,
    },
  ],
  good: [
    // By number, official images, tags, short names, the own image, the own stage.
    `
    FROM debian:13 AS nodes
    FROM node
    COPY --from=0 /a /a
    COPY --from=node /b /b
    COPY --from=nodez:1 /c /c
    `,
    `
    FROM debian:13 AS app
    FROM scratch
    COPY --from=api /a /a
    `,
    `
    FROM debian:13 AS builder
    FROM debian:13 AS go-updates
    RUN --mount=from=example/go-updates,target=/mnt /mnt/go-updates
    `,
    `
    FROM debian:13 AS builder
    FROM debian:13
    COPY --from=Builder /a /a
    `,
  ],
});
