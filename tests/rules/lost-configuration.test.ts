import { testExamples } from '../rule-examples.ts';

testExamples('lost-configuration', {
  bad: [
    `
    FROM debian:13
    ENV PATH=/opt/app/bin:$PATH NAME="a b"
    ENTRYPOINT ["/run"]
    EXPOSE 80
    VOLUME /data
    STOPSIGNAL SIGINT
    HEALTHCHECK CMD true
    FROM scratch AS flat
    COPY --from=0 /. /
         ^^^^^^^^ the configuration of "0" is lost: ENV PATH, ENV NAME, ENTRYPOINT, EXPOSE, VOLUME, HEALTHCHECK, STOPSIGNAL
    `,
    `
    FROM debian:13 AS base
    USER app
    FROM base AS app
    FROM scratch
    COPY --from=app / /
         ^^^^^^^^^^ the configuration of "app" is lost: USER
    `,
  ],
  good: [
    // A stage that starts from the copy says it again; a plain shell and root are what there is without saying.
    `
    FROM debian:13 AS app
    WORKDIR /srv
    USER root
    CMD ["bash"]
    FROM scratch AS flat
    COPY --from=app / /
    FROM flat
    WORKDIR /srv
    `,
    // Not a squash.
    `
    FROM debian:13 AS app
    ENV A=1
    FROM debian:13
    COPY --from=app / /
    FROM scratch
    COPY --from=app / /rootfs/
    COPY --from=app /usr /
    `,
    `
    FROM debian:13 AS app
    ENTRYPOINT ["/a"]
    CMD ["b"]
    FROM scratch
    COPY --from=app / /
    CMD ["/c"]
    `,
  ],
});
