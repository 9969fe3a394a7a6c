import { testExamples } from '../rule-examples.ts';

testExamples('misplaced-flag', {
  bad: [
    {
      dockerfile: `
        FROM debian:13 AS build
        FROM debian:13
        COPY /app --from=build /app
                  ^^^^^^^^^^^^ "--from=build" is taken for a path: flags come before the first one
        ADD a.tgz \\
          /srv/ \\
          --link
          ^^^^^^ "--link" is taken for a path: flags come before the first one
      `,
      fixed: `
        FROM debian:13 AS build
        FROM debian:13
        COPY --from=build /app /app
        ADD a.tgz \\
          /srv/ \\
          --link
      `,
    },
    `
    FROM debian:13
    COPY ["a", "--chown=b", "/c"]
               ^^^^^^^^^^^ "--chown=b" is taken for a path: flags come before the first one
    HEALTHCHECK --retries=2 CMD ["--timeout=3s", "true"]
                                 ^^^^^^^^^^^^^^ "--timeout=3s" is run as a command: flags come before CMD
    `,
    `
    FROM debian:13
    HEALTHCHECK CMD curl localhost --start-period=3s
                                   ^^^^^^^^^^^^^^^^^ "--start-period=3s" is an argument of the command here: flags come before CMD
    `,
  ],
  good: [
    `
    FROM debian:13
    COPY --chown=a --from=x --exclude=y b --chownx /c
    HEALTHCHECK --timeout=3s CMD pg_isready --timeout=3
    HEALTHCHECK NONE
    RUN docker run --mount=type=bind,source=/a,target=/b image
    `,
  ],
});
