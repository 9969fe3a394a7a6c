import { testExamples } from '../rule-examples.ts';

testExamples('cleanup-in-later-layer', {
  bad: [
    `
    FROM alpine:3.22
    RUN apk add --no-cache --virtual .build gcc make
    RUN apk del .build
        ^^^^^^^^^^^^^^ "apk del" is too late: the layer of line 2 keeps .build
    `,
  ],
  good: [
    // Of the base image, of the same RUN, and what package-cache-left reports.
    `
    FROM debian:13
    RUN apt-get purge -y perl
    RUN apt-get update && apt-get install -y gcc
    RUN apt-get install -y gcc && apt-get purge -y gcc
    RUN rm -rf /var/lib/apt/lists/*
    `,
  ],
});
