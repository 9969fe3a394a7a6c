import { testExamples } from '../rule-examples.ts';

testExamples('newer-than-syntax', {
  bad: [
    {
      dockerfile: `
        # syntax=docker.io/docker/dockerfile:1.0.0
        FROM alpine:3.22
        RUN --mount=type=secret,id=a,env=A --network=none true
            ^^^^^^^ RUN --mount needs docker/dockerfile 1.2 or newer: the file pins 1.0.0
                                     ^^^^^ "env" of RUN --mount=type=secret needs docker/dockerfile 1.10 or newer: the file pins 1.0.0
                                           ^^^^^^^^^ RUN --network needs docker/dockerfile 1.3 or newer: the file pins 1.0.0
      `,
      fixed: `
        # syntax=docker.io/docker/dockerfile:1.10
        FROM alpine:3.22
        RUN --mount=type=secret,id=a,env=A --network=none true
      `,
    },
    `
    # syntax=docker/dockerfile:1.6@sha256:1111111111111111111111111111111111111111111111111111111111111111
    FROM alpine:3.22
    COPY --exclude=*.md . /
         ^^^^^^^^^ COPY --exclude needs docker/dockerfile 1.19 or newer: the file pins 1.6
    ONBUILD ADD --unpack app.tar /
                ^^^^^^^^ ADD --unpack needs docker/dockerfile 1.17 or newer: the file pins 1.6
    `,
  ],
  good: [
    `
    # syntax=docker/dockerfile:1.0.0-experimental
    FROM alpine:3.22
    RUN --mount=type=cache,target=/root true
    `,
    `
    # syntax=docker/dockerfile:latest
    FROM alpine:3.22
    COPY --parents a b /
    `,
    `
    # syntax=registry.example/dockerfile:1.0
    FROM alpine:3.22
    COPY --link a /
    `,
    `
    FROM alpine:3.22
    # syntax=docker/dockerfile:1.0
    COPY --link a /
    `,
  ],
});
