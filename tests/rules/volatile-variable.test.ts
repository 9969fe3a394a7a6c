import { testExamples } from '../rule-examples.ts';

testExamples('volatile-variable', {
  bad: [
    // An ENV that is made of it goes with it.
    `
    FROM debian:13
    ARG COMMIT_SHA=unknown
        ^^^^^^^^^^ "COMMIT_SHA" is new in every build, which runs "apt-get install" and "curl" again each time
    ENV COMMIT_SHA=$COMMIT_SHA
    RUN apt-get update && apt-get install -y curl
    RUN curl -fsSLO https://example.com/a
    `,
    {
      dockerfile: `
        ARG VERSION=dev
        FROM debian:13
        ARG VERSION
            ^^^^^^^ "VERSION" is new in every build, which runs "apt-get install" again each time
        RUN apt-get update && apt-get install -y curl
        RUN echo "$VERSION" > /version
      `,
      fixed: `
        ARG VERSION=dev
        FROM debian:13
        RUN apt-get update && apt-get install -y curl
        ARG VERSION
        RUN echo "$VERSION" > /version
      `,
    },
  ],
  good: [
    // A version that is pinned here, and a commit of another project.
    `
    FROM debian:13
    ARG VERSION=1.2.3
    ARG NGINX_COMMIT
    ARG GIT_COMMIT=0123456789abcdef
    RUN apt-get update && apt-get install -y curl
    RUN echo $VERSION $NGINX_COMMIT $GIT_COMMIT > /version
    `,
    // A branch stays the same from build to build.
    `
    FROM debian:13
    ARG GIT_BRANCH=master
    RUN apt-get update && apt-get install -y curl
    RUN echo $GIT_BRANCH > /branch
    `,
    // Who knows what the script reads.
    `
    FROM debian:13
    ARG GIT_COMMIT
    RUN ./build.sh
    RUN apt-get update && apt-get install -y curl
    LABEL commit=$GIT_COMMIT
    `,
    // Nothing reads it at all: unused-argument says so.
    `
    FROM debian:13
    ARG GIT_COMMIT
    RUN apt-get update && apt-get install -y curl
    `,
  ],
});
