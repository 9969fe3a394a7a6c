import { testExamples } from '../rule-examples.ts';

testExamples('missing-shell', {
  bad: [
    // What needs a shell has no array.
    `
    FROM gcr.io/distroless/java21-debian12
    COPY app.jar /app/
    ENTRYPOINT java $JAVA_OPTS -jar /app/app.jar
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ gcr.io/distroless/java21-debian12 has no /bin/sh to run this
    `,
    `
    FROM gcr.io/distroless/static-debian12
    ENTRYPOINT ["sh", "-c", "exec /app/server $OPTIONS"]
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ gcr.io/distroless/static-debian12 has no sh to run this
    `,
    {
      dockerfile: `
        FROM golang:1.25 AS build
        FROM scratch
        COPY --from=build /server /srv/server
        HEALTHCHECK CMD /srv/server check
                        ^^^^^^^^^^^^^^^^^ scratch has no /bin/sh to run this
        ENTRYPOINT ["/srv/server"]
      `,
      fixed: `
        FROM golang:1.25 AS build
        FROM scratch
        COPY --from=build /server /srv/server
        HEALTHCHECK CMD ["/srv/server", "check"]
        ENTRYPOINT ["/srv/server"]
      `,
    },
    // The build ends at the first one.
    `
    FROM scratch
    WORKDIR /srv
    COPY a b
    RUN a
        ^ scratch has no /bin/sh to run this
    RUN b
    `,
  ],
  good: [
    'FROM scratch\nADD rootfs.tar.xz /\nCMD /a\n',
    'FROM scratch\nCOPY --from=busybox:1.37 /bin/busybox /bin/sh\nCMD /a\n',
    'FROM scratch\nCOPY a $FOLDER\nCMD /a\n',
    'FROM scratch\nWORKDIR /usr\nCOPY a .\nCMD /a\n',
    'FROM scratch\nRUN --mount=from=busybox:1.37,dst=/ a\n',
    'FROM scratch\nRUN ["/a"]\nCMD /a\n',
    'FROM scratch\nRUN <<EOF\n#!/a\nEOF\n',
    'FROM gcr.io/distroless/static-debian12:debug\nCMD /a\n',
    'FROM gcr.io/distroless/static-debian12\nENTRYPOINT ["/busybox/sh", "-c", "a"]\n',
    "FROM gcr.io/distroless/static-debian12\nENTRYPOINT ['/a']\n",
    'FROM gcr.io/distroless/static-debian12\nENTRYPOINT ["/a"]\nCMD b\n',
    'FROM registry.example/app\nCMD /a\n',
    'FROM alpine:3.22\nCMD /a\n',
    // A stage that nobody builds.
    'FROM scratch AS other\nCMD /a\nFROM alpine:3.22\n',
  ],
});
