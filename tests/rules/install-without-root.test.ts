import { testExamples } from '../rule-examples.ts';

testExamples('install-without-root', {
  bad: [
    {
      dockerfile: `
        FROM alpine:3.22 AS base
        RUN adduser -D app
        USER app:app
        FROM base
        RUN cd /tmp && apk add --no-cache git && apk add curl
                       ^^^^^^^ "apk add" fails: it runs as "app:app" and needs root
      `,
      fixed: `
        FROM alpine:3.22 AS base
        RUN adduser -D app
        USER app:app
        FROM base
        USER root
        RUN cd /tmp && apk add --no-cache git && apk add curl
        USER app:app
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    USER 0:0
    RUN apt-get update
    `,
    `
    FROM debian:13
    USER app
    RUN sudo apt-get update && sudo sh -c 'apt-get install -y git' && fakeroot apt-get check
    `,
    `
    FROM debian:13
    USER app
    RUN if [ "$(id -u)" = 0 ]; then apt-get update; fi
    RUN apt-get update || true
    RUN apt-get install --help && apt-get download git
    `,
    `
    FROM registry.example/base
    RUN apt-get update
    `,
    `
    FROM debian:13
    ARG USER_NAME
    USER $USER_NAME
    RUN apt-get update
    `,
    // Whoever wrote it knows a tag of this image that runs as root.
    `
    FROM haproxy:3.2
    RUN apt-get update
    USER haproxy
    `,
  ],
});
