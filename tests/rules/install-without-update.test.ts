import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('install-without-update', {
  bad: [
    // One finding for all that live on the same lists, and the stage that starts from another inherits them.
    `
    FROM debian:13 AS base
    RUN apt-get update && apt-get install -y curl

    FROM base
    RUN apt-get install -y git
        ^^^^^^^^^^^^^^^ "apt-get install" reads the package lists of line 2, which the build cache may have kept for months
    RUN apt-get install -y make
    `,
    // Only RUNs that are nothing but a chain, and follow each other, are joined.
    `
    FROM debian:13
    RUN apt-get update
    ENV LANG=C.UTF-8
    RUN apt install -y git
        ^^^^^^^^^^^ "apt install" reads the package lists of line 2, which the build cache may have kept for months
    RUN set -e; apt-get update
    RUN apt-get install -y make
        ^^^^^^^^^^^^^^^ "apt-get install" reads the package lists of line 5, which the build cache may have kept for months
    RUN apt-get update
    # for the tests
    RUN apt-get install -y gdb
        ^^^^^^^^^^^^^^^ "apt-get install" reads the package lists of line 7, which the build cache may have kept for months
    `,
    {
      dockerfile: `
        FROM registry.example/base
        USER app
        RUN echo deb http://deb.example trixie main > /etc/apt/sources.list.d/a.list \\
         && sudo apt-get update

        RUN sudo apt-get install -y a
                 ^^^^^^^^^^^^^^^ "apt-get install" reads the package lists of line 4, which the build cache may have kept for months
      `,
      fixed: `
        FROM registry.example/base
        USER app
        RUN echo deb http://deb.example trixie main > /etc/apt/sources.list.d/a.list \\
         && sudo apt-get update && sudo apt-get install -y a
      `,
    },
    // Removed in the same RUN, and with every other spelling.
    {
      dockerfile: `
        FROM node:22
        RUN apt-get update && apt-get dist-clean && DEBIAN_FRONTEND=noninteractive apt-get install -y git
                                                                                   ^^^^^^^^^^^^^^^ "apt-get install" finds no package lists: line 2 removes them
        RUN apt-get update && find /var/lib/apt/lists -type f -delete
        RUN ["apt-get", "install", "-y", "git"]
             ^^^^^^^^^^^^^^^^^^^^ "apt-get install" finds no package lists: line 3 removes them
        RUN apt-get update && rm -rf /var/lib/apt
        RUN true || apt-get install -y git; apt-get install -y make
                                            ^^^^^^^^^^^^^^^ "apt-get install" finds no package lists: line 5 removes them
      `,
      fixed: `
        FROM node:22
        RUN apt-get update && apt-get dist-clean && apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y git
        RUN apt-get update && find /var/lib/apt/lists -type f -delete
        RUN ["apt-get", "install", "-y", "git"]
        RUN apt-get update && rm -rf /var/lib/apt
        RUN true || apt-get install -y git; apt-get update && apt-get install -y make
      `,
    },
    // The scripts of these repositories fetch the lists; an update into a mount leaves none.
    `
    FROM node:22
    RUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash -
    RUN apt-get install -y nodejs
        ^^^^^^^^^^^^^^^ "apt-get install" reads the package lists of line 2, which the build cache may have kept for months
    `,
    {
      dockerfile: `
        FROM ubuntu:24.04
        RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl
        RUN apt-get install -y git
            ^^^^^^^^^^^^^^^ "apt-get install" finds no package lists: "ubuntu:24.04" has none, and nothing fetches them
      `,
      fixed: `
        FROM ubuntu:24.04
        RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl
        RUN apt-get update && apt-get install -y git
      `,
    },
    // Without lists the age of a release does not matter.
    {
      dockerfile: `
        FROM debian:stretch
        RUN apt-get install -y curl
            ^^^^^^^^^^^^^^^ "apt-get install" finds no package lists: "debian:stretch" has none, and nothing fetches them
      `,
      fixed: `
        FROM debian:stretch
        RUN apt-get update && apt-get install -y curl
      `,
    },
    // A script may have fetched them again, but not in this RUN.
    `
    FROM ubuntu:24.04
    RUN apt-get update
    COPY setup.sh /
    RUN /setup.sh
    RUN apt-get install -y $OPTIONAL git=$GIT_VERSION ./local.deb
        ^^^^^^^^^^^^^^^ "apt-get install" reads the package lists of line 2, which the build cache may have kept for months
    `,
  ],
  good: [
    // Lists of releases that get no packages any more are as good as new ones.
    `
    FROM ubuntu:16.04 AS base
    RUN apt-get update
    RUN apt-get install -y git

    FROM base
    RUN apt-get install -y curl
    `,
    // Nobody knows what the base image has.
    `
    FROM registry.example/base
    RUN apt-get install -y git
    `,
    `
    ARG BASE
    FROM $BASE
    RUN apt-get install -y git
    `,
    // The lists come from a mount, or with a file system.
    `
    FROM debian:13
    RUN --mount=type=cache,target=/var/lib/apt/lists apt-get install -y git
    RUN --mount=type=bind,from=lists,source=/var/lib/apt,target=/var/lib/apt apt-get install -y git
    RUN --mount=type=cache,target=$APT_CACHE apt-get install -y git
    `,
    `
    FROM debian:13 AS lists
    RUN apt-get update

    FROM debian:13
    COPY --from=lists /var/lib/apt/lists /var/lib/apt/lists
    RUN apt-get install -y git
    `,
    `
    FROM debian:13
    ADD rootfs.tar /
    RUN apt-get install -y git
    `,
    // Something in the same RUN fetches them, or may.
    `
    FROM debian:13
    RUN apt-get install --update -y git
    RUN ./install.sh && apt-get install -y a
    RUN bash /opt/setup && apt-get install -y b
    RUN curl -fsSL https://example.com/setup | sh && apt-get install -y c
    RUN add-apt-repository ppa:git-core/ppa && apt-get install -y d
    RUN $UPDATE && apt-get install -y e
    RUN refresh() { apt-get update -q; }; refresh; apt-get install -y f
    RUN bash -c 'apt-get update && apt-get install -y g'
    RUN if [ -e /etc/debian_version ]; then apt-get update; fi; apt-get install -y h
    `,
    // Files, not packages; or nothing is installed.
    `
    FROM debian:13
    COPY *.deb /tmp/
    RUN apt-get install -y /tmp/*.deb
    RUN apt-get install -y ./a.deb "$TOOL.deb"
    RUN apt-get install -y -f
    RUN dpkg -i /tmp/b.deb || apt-get install -yf
    RUN apt-get install -s curl
    RUN apt-get install -o Dir::State::lists=/lists -y curl
    RUN apt-get remove -y curl
    `,
    // Perhaps it is not run.
    `
    FROM debian:13
    RUN which curl || apt-get install -y curl
    RUN if [ -n "$DEBUG" ]; then apt-get install -y gdb; fi
    `,
    // Not all of the lists are removed, or not for sure.
    `
    FROM debian:13
    RUN rm -rf /var/lib/apt/lists/partial
    RUN apt-get install -y curl
    RUN rm -rf /var/lib/{apt,dpkg}/lists
    RUN apt-get install -y curl
    RUN [ -n "$KEEP" ] || rm -rf /var/lib/apt/lists/*
    RUN apt-get install -y curl
    `,
    `
    FROM mcr.microsoft.com/windows/servercore:ltsc2022
    RUN apt-get install -y git
    `,
  ],
});

test('says nothing about files that are to become Dockerfiles', () => {
  const findings = lint('FROM debian:13\n{{ if fresh }}\nRUN apt-get update\n{{ end }}\nRUN apt-get install -y git\n');
  expect(findings.filter(({ rule }) => rule === 'install-without-update')).toEqual([]);
});

test('in what is for those who work on a project it is a matter of style', () => {
  const source = new Source(
    '.devcontainer/Dockerfile',
    'FROM debian:13\nRUN apt-get update\nRUN apt-get install -y git\n',
  );
  const findings = lint(source).filter(({ rule }) => rule === 'install-without-update');
  expect(findings.map(({ severity }) => severity)).toEqual(['style']);
});
