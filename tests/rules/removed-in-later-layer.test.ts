import { testExamples } from '../rule-examples.ts';

testExamples('removed-in-later-layer', {
  bad: [
    `
    FROM debian:13 AS base
    WORKDIR /tmp
    COPY one.zip two.zip ./
    FROM base
    RUN rm -rf /tmp/*
               ^^^^^^ "/tmp/one.zip" is removed too late: the layer of line 3 keeps its bytes
    RUN rm -rf /tmp/*
    `,
    `
    FROM debian:13
    COPY app.jar /srv/
    RUN mv /srv/app.jar /opt/app.jar
           ^^^^^^^^^^^^ "/srv/app.jar" is moved too late: the layer of line 2 keeps its bytes
    `,
    {
      context: { 'tests/a.js': '', 'index.js': '' },
      dockerfile: `
        FROM node:22
        COPY . /app
        RUN rm -rf /app/tests /app/missing
                   ^^^^^^^^^^ "/app/tests" is removed too late: the layer of line 2 keeps its bytes
      `,
    },
  ],
  good: [
    // In the base image, perhaps not at all, in a mount, empty.
    `
    FROM nginx:1.29
    COPY big.zip /srv/
    RUN rm /etc/nginx/conf.d/default.conf
    RUN if [ -n "$CLEAN" ]; then rm /srv/big.zip; fi
    RUN --mount=type=tmpfs,target=/srv rm /srv/big.zip
    COPY empty /opt/empty
    RUN rmdir /opt/empty
    `,
    // Another file of that name.
    `
    FROM debian:13
    COPY a.zip /srv/
    RUN curl -fsSL https://example.com/a.zip -o /tmp/a.zip && rm /tmp/a.zip
    `,
  ],
});
