import { testExamples } from '../rule-examples.ts';

testExamples('unknown-user', {
  bad: [
    `
    FROM alpine:3.22
    RUN apk add --no-cache curl && addgroup -S web
    COPY --chown=root:wep site /site
         ^^^^^^^^^^^^^^^^ nothing makes the group "wep": the files belong to root
    `,
    `
    FROM scratch
    COPY --chown=app:app bin/app.bin /app
         ^^^^^^^^^^^^^^^ nothing makes the user "app": the build fails, as there is no /etc/passwd
    `,
    `
    FROM debian:13 AS base
    ARG NAME=worker
    RUN groupadd $NAME && useradd -g $NAME $NAME
    FROM base
    USER worker:workers
         ^^^^^^^^^^^^^^ nothing makes the group "workers" (did you mean worker?)
    `,
  ],
  good: [
    // The name of who makes it is only known to the build.
    `
    FROM debian:13
    ARG NAME
    RUN useradd $NAME
    USER app
    `,
    `
    FROM debian:13
    ARG NAME=worker
    RUN useradd $NAME
    USER worker
    `,
    // Files, scripts and packages may make accounts.
    `
    FROM debian:13
    COPY passwd /etc/passwd
    USER app
    `,
    `
    FROM debian:13
    RUN echo app:x:1000:1000::/app:/bin/sh >> /etc/passwd
    USER app
    `,
    `
    FROM debian:13
    COPY rootfs /
    USER app
    `,
    `
    FROM debian:13
    COPY setup.sh /tmp/
    RUN /tmp/setup.sh
    USER app
    `,
    `
    FROM debian:13
    RUN apt-get update && apt-get install -y icinga2
    USER icinga
    `,
    `
    FROM debian:13
    RUN <<EOF
    . /setup
    EOF
    USER app
    `,
    `
    FROM nginx:1.29
    COPY --chown=nginx:www-data site /site
    USER 1000:1000
    `,
    `
    FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
    USER app
    `,
  ],
});
