import { testExamples } from '../rule-examples.ts';

testExamples('rewritten-in-later-layer', {
  bad: [
    {
      dockerfile: `
        FROM debian:13
        COPY --from=docker.io/some/tool /bin/tool /usr/local/bin/tool
        RUN chmod 755 /usr/local/bin/tool
                      ^^^^^^^^^^^^^^^^^^^ "chmod" writes "/usr/local/bin/tool" once more: line 2 has copied it
      `,
      fixed: `
        FROM debian:13
        COPY --chmod=755 --from=docker.io/some/tool /bin/tool /usr/local/bin/tool
      `,
    },
  ],
  good: [
    // The folder alone, and files that the same RUN brings.
    `
    FROM node:22
    COPY . /app
    RUN chown node /app
    RUN curl -fsSL https://example.com/tool -o /bin/tool && chmod +x /bin/tool
    `,
    `
    FROM node:22 AS build
    COPY . /app
    RUN chown -R node /app
    FROM node:22
    COPY --from=build /app /app
    `,
  ],
});
