import { expect, test } from 'vitest';
import { type Diagnostic, lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('package-cache-left', {
  bad: [
    // apt: cleaned too early, in another layer, or not the lists; joined as the RUN is written.
    {
      dockerfile: `
        FROM debian:13
        RUN rm -rf /var/lib/apt/lists/* && apt-get update && \\
                                           ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
            apt-get install -y curl && \\
            apt-get clean && rm -rf /var/cache/apt/*
        RUN apt update; apt install -y git; find / -name '*.pyc' -delete
            ^^^^^^^^^^ "apt update" leaves the package lists in /var/lib/apt/lists
        RUN set -e; sudo apt-get update && sudo apt-get install -y make | tee log
                         ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
        RUN bash -c "apt-get update && apt-get install -y nano"
                     ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
        RUN rm -rf /var/lib/apt/lists/*
      `,
      fixed: `
        FROM debian:13
        RUN rm -rf /var/lib/apt/lists/* && apt-get update && \\
            apt-get install -y curl && \\
            apt-get clean && rm -rf /var/cache/apt/* /var/lib/apt/lists/*
        RUN apt update; apt install -y git; find / -name '*.pyc' -delete && rm -rf /var/lib/apt/lists/*
        RUN set -e; sudo apt-get update && sudo apt-get install -y make | tee log && sudo rm -rf /var/lib/apt/lists/*
        RUN bash -c "apt-get update && apt-get install -y nano" && rm -rf /var/lib/apt/lists/*
        RUN rm -rf /var/lib/apt/lists/*
      `,
    },
    // Where a command behind the last one would not be run, or would change what a failure does.
    `
    FROM debian:13
    RUN set -e; apt-get update; { apt-get install -y curl; false; }
                ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
    RUN apt-get update && apt-get install -y git && exit 0
        ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
    RUN get() { apt-get install -y "$@"; }; apt-get update; get make
                                            ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
    RUN ["apt-get", "install", "--update", "-y", "gdb"]
         ^^^^^^^^^^^^^^^^^^^^ "apt-get install" leaves the package lists in /var/lib/apt/lists
    RUN apt-get update
        ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
    `,
    {
      dockerfile: `
        FROM debian:13
        RUN <<EOF
        apt-get update
        ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
        apt-get install -y curl
        EOF
      `,
      fixed: `
        FROM debian:13
        RUN <<EOF
        apt-get update
        apt-get install -y curl && rm -rf /var/lib/apt/lists/*
        EOF
      `,
    },
    // apk
    {
      dockerfile: `
        FROM alpine:3.22
        RUN apk update && \\
            ^^^^^^^^^^ "apk update" leaves the package index in /var/cache/apk
            apk upgrade && \\
            apk add --no-cache curl
        RUN apk add -U --virtual .build make
            ^^^^^^^ "apk add" leaves the package index in /var/cache/apk
        RUN apk --update add git && rm -rf /tmp/*
            ^^^^^^^^^^^^^^^^ "apk add" leaves the package index in /var/cache/apk
      `,
      fixed: `
        FROM alpine:3.22
        RUN apk upgrade --no-cache && \\
            apk add --no-cache curl
        RUN apk add --no-cache --virtual .build make
        RUN apk --no-cache add git && rm -rf /tmp/*
      `,
    },
    // What installs in another RUN reads the index that this one has left.
    `
    FROM alpine:3.22
    RUN apk update && apk add curl
        ^^^^^^^^^^ "apk update" leaves the package index in /var/cache/apk
    RUN apk add git
    `,
    // Without an index apk fetches one.
    {
      dockerfile: `
        FROM alpine:3.22
        RUN apk add ./local.apk && apk add curl && \\
                                   ^^^^^^^ "apk add" leaves the package index in /var/cache/apk
            apk add git
        RUN rm -rf /var/cache/apk/*
        RUN apk upgrade && apk add --no-cache make
            ^^^^^^^^^^^ "apk upgrade" leaves the package index in /var/cache/apk
      `,
      fixed: `
        FROM alpine:3.22
        RUN apk add ./local.apk && apk add --no-cache curl && \\
            apk add --no-cache git
        RUN rm -rf /var/cache/apk/*
        RUN apk upgrade --no-cache && apk add --no-cache make
      `,
    },
    // dnf and zypper
    {
      dockerfile: `
        FROM fedora:43
        RUN dnf install -y git && dnf clean packages
            ^^^^^^^^^^^ "dnf install" leaves the metadata of all repositories in /var/cache
        RUN yum update -y \\
            ^^^^^^^^^^ "yum update" leaves the metadata of all repositories in /var/cache
         && yum install -y make
        RUN microdnf -y install nano
            ^^^^^^^^^^^^^^^^^^^ "microdnf install" leaves the metadata of all repositories in /var/cache
      `,
      fixed: `
        FROM fedora:43
        RUN dnf install -y git && dnf clean packages && dnf clean all
        RUN yum update -y \\
         && yum install -y make \\
         && yum clean all
        RUN microdnf -y install nano && microdnf clean all
      `,
    },
    {
      dockerfile: `
        FROM opensuse/leap:15.6
        RUN zypper -n install git
            ^^^^^^^^^^^^^^^^^ "zypper install" leaves the metadata of all repositories in /var/cache/zypp
      `,
      fixed: `
        FROM opensuse/leap:15.6
        RUN zypper -n install git && zypper clean --all
      `,
    },
    // pip: one finding for all in a RUN, and one fix; the cache follows its variables.
    {
      dockerfile: `
        FROM python:3.14 AS base
        ENV PIP_NO_CACHE_DIR=

        FROM base
        RUN pip install -U pip && python3 -m pip install flask && pip3.14 install -r requirements.txt --no-deps
                                  ^^^^^^^^^^^^^^^^^^^^^^ "pip install" leaves its downloads in ~/.cache/pip
        RUN pip install --no-cache-dir flask && pip install .
                                                ^^^^^^^^^^^ "pip install" leaves its downloads in ~/.cache/pip
        RUN pip install --cache-dir /tmp/pip flask
            ^^^^^^^^^^^ "pip install" leaves its downloads in /tmp/pip
        ENV PIP_CACHE_DIR="/opt/pip"
        RUN pip install flask && rm -rf ~/.cache
            ^^^^^^^^^^^ "pip install" leaves its downloads in /opt/pip
      `,
      fixed: `
        FROM python:3.14 AS base
        ENV PIP_NO_CACHE_DIR=

        FROM base
        RUN pip install -U pip && python3 -m pip install --no-cache-dir flask && pip3.14 install --no-cache-dir -r requirements.txt --no-deps
        RUN pip install --no-cache-dir flask && pip install --no-cache-dir .
        RUN pip install --cache-dir /tmp/pip flask && rm -rf /tmp/pip
        ENV PIP_CACHE_DIR="/opt/pip"
        RUN pip install --no-cache-dir flask && rm -rf ~/.cache
      `,
    },
    // Under `set -e` commands are joined as the others are; not a list, whose failure would be lost.
    {
      dockerfile: `
        FROM debian:13
        RUN set -eux; \\
            apt-get update; \\
            ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
            apt-get install -y curl
        RUN set -e; apt-get update; apt-get install -y make && make --version
                    ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
        RUN <<EOF
        set -e
        apt-get update
        ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
        apt-get install -y git
        EOF
        RUN <<EOF
        set -e
        apt-get update
        ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
        cat <<END
        apt-get install
        END
        EOF
      `,
      fixed: `
        FROM debian:13
        RUN set -eux; \\
            apt-get update; \\
            apt-get install -y curl; \\
            rm -rf /var/lib/apt/lists/*
        RUN set -e; apt-get update; apt-get install -y make && make --version && rm -rf /var/lib/apt/lists/*
        RUN <<EOF
        set -e
        apt-get update
        apt-get install -y git
        rm -rf /var/lib/apt/lists/*
        EOF
        RUN <<EOF
        set -e
        apt-get update
        cat <<END
        apt-get install
        END
        EOF
      `,
    },
    // A removal at the end removes the cache as well.
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get update && apt-get install -y curl && rm -rf /tmp/* /var/tmp/*
            ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
        RUN apt-get update; apt-get install -y make; rm -f -r /tmp/a
            ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
        RUN apt-get update && apt-get install -y git && rm -f /tmp/a
            ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
        RUN apt-get update && apt-get install -y gdb && rm -rf /tmp/a > /log
            ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && apt-get install -y curl && rm -rf /tmp/* /var/tmp/* /var/lib/apt/lists/*
        RUN apt-get update; apt-get install -y make; rm -f -r /tmp/a /var/lib/apt/lists/*
        RUN apt-get update && apt-get install -y git && rm -f /tmp/a && rm -rf /var/lib/apt/lists/*
        RUN apt-get update && apt-get install -y gdb && rm -rf /tmp/a > /log && rm -rf /var/lib/apt/lists/*
      `,
    },
    // Where the end of the RUN may not find the package manager, or in a command for another shell.
    {
      dockerfile: `
        FROM node:22-alpine
        RUN apk add --no-cache --virtual .build npm && npm install -g http-server && apk del .build
                                                       ^^^^^^^^^^^ "npm install" leaves its downloads in ~/.npm
        RUN bash -c ". ~/.nvm/nvm.sh && npm install -g http-server"
                                        ^^^^^^^^^^^ "npm install" leaves its downloads in ~/.npm
        RUN if [ -n "$YARN" ]; then yarn install --frozen-lockfile; fi && node --version
                                    ^^^^^^^^^^^^ "yarn install" leaves its downloads in the cache of Yarn
      `,
      fixed: `
        FROM node:22-alpine
        RUN apk add --no-cache --virtual .build npm && npm install -g http-server && apk del .build && rm -rf ~/.npm
        RUN bash -c ". ~/.nvm/nvm.sh && npm install -g http-server" && rm -rf ~/.npm
        RUN if [ -n "$YARN" ]; then yarn install --frozen-lockfile; fi && node --version
      `,
    },
    `
    FROM registry.example/platform
    RUN if command -v dnf; then dnf install -y git; fi; git --version
                                ^^^^^^^^^^^ "dnf install" leaves the metadata of all repositories in /var/cache
    `,
    // npm and Yarn
    {
      dockerfile: `
        FROM node:22
        RUN npm ci --omit=dev
            ^^^^^^ "npm ci" leaves its downloads in ~/.npm
        RUN yarn install --frozen-lockfile
            ^^^^^^^^^^^^ "yarn install" leaves its downloads in the cache of Yarn
      `,
      fixed: `
        FROM node:22
        RUN npm ci --omit=dev && npm cache clean --force
        RUN yarn install --frozen-lockfile && yarn cache clean
      `,
    },
  ],
  good: [
    // Stages that are not in the image.
    `
    FROM debian:13 AS build
    RUN apt-get update && apt-get install -y make

    FROM debian:13 AS test
    RUN apt-get update && apt-get install -y make

    FROM debian:13
    COPY --from=build /app /app
    `,
    // Every way to empty the lists.
    `
    FROM debian:13
    RUN apt-get update && rm -rf /var/lib/apt/lists
    RUN apt-get update && rm -r /var/lib/apt/
    RUN apt-get update && rm -fr "/var/lib/apt/lists/"*
    RUN apt-get update && rm -rf /tmp/* /var/lib/{apt,dpkg}/lists
    RUN apt-get update && rm -rf /var/lib/apt/lists/*_*
    RUN apt-get update && apt-get dist-clean
    RUN apt-get update && apt-get distclean
    RUN apt-get update && find /var/lib/apt/lists -type f -delete
    RUN apt-get update && find /var/lib/apt/lists -name '*Packages*' -exec rm {} +
    RUN apt-get update && find /var/lib/apt/lists -type f | sort | xargs -r rm -f
    RUN apt-get update; if [ -z "$KEEP" ]; then rm -rf /var/lib/apt/lists/*; fi
    RUN trap 'rm -rf /var/lib/apt/lists/*' EXIT; apt-get update
    RUN clean() { rm -rf /var/lib/apt/lists/*; }; apt-get update; clean
    RUN apt-get update && /usr/local/bin/cleanup.sh
    RUN apt-get update && bash ./clean.sh
    `,
    // Mounts, above the folder too.
    `
    FROM debian:13
    RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update
    RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update
    RUN --mount=type=tmpfs,target=/var/lib apt-get update
    RUN --mount=type=tmpfs,target=/var apt-get update
    `,
    `
    FROM python:3.14
    RUN --mount=type=cache,target=/root/.cache pip install flask
    RUN --mount=type=cache,target=/home/app/.cache/pip pip install flask
    RUN --mount=type=cache,target=/root pip install flask
    RUN --mount=type=cache,target=$CACHE pip install flask
    RUN --mount=type=cache,target=/opt/pip PIP_CACHE_DIR=/opt/pip pip install flask
    `,
    `
    FROM alpine:3.22
    RUN --mount=type=cache,target=/var/cache/apk apk update && apk add curl
    RUN --mount=type=cache,target=/etc/apk/cache apk update && apk add curl
    RUN apk add --no-cache curl && apk add -U --no-network ./a.apk && apk add ./b.apk
    RUN apk add -U curl && rm -rf /var/cache/apk/*
    RUN apk add -U curl && rm -rf /var/cache/*
    RUN apk -U --root /rootfs add curl
    `,
    `
    FROM fedora:43
    RUN dnf install -y git && dnf clean all
    RUN dnf install -y git && yum -y clean all
    RUN dnf install -y git && rm -rf /var/cache/dnf
    RUN dnf install -y git && rm -rf /var/cache/libdnf5/* /var/log/*
    RUN dnf --installroot /rootfs install -y git
    RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git
    `,
    // Without a cache, and without the option.
    `
    FROM ubuntu:14.04
    RUN pip install flask
    `,
    // pip without a cache, or with nothing to keep in it.
    `
    FROM python:3.14 AS base
    ENV PIP_NO_CACHE_DIR=off

    FROM base
    RUN pip install flask
    `,
    `
    FROM python:3.14
    RUN PIP_NO_CACHE_DIR=1 pip install flask
    RUN export PIP_NO_CACHE_DIR=1 && pip install flask
    RUN env PIP_NO_CACHE_DIR=1 pip install flask
    RUN pip install flask && pip cache purge
    RUN pip install flask && rm -rf ~/.cache
    RUN pip install flask && rm -rf "$HOME/.cache/pip"
    RUN pip install flask && rm -rf /root/.cache/*
    RUN pip install --cache-dir=/tmp/pip flask && rm -rf /tmp/pip
    RUN pip install --no-index --find-links=/wheels flask
    RUN pip install /wheels/* app-1.0-py3-none-any.whl
    RUN pip install --no-deps .
    RUN pip install --upgrade pip setuptools wheel
    RUN pip install $OPTIONS flask
    `,
    `
    FROM python:3.14
    COPY pip.conf /etc/pip.conf
    RUN pip install flask
    `,
    `
    FROM python:3.14
    RUN pip config set global.no-cache-dir true
    RUN pip install flask
    `,
    `
    FROM python:3.14
    ARG PIP_NO_CACHE_DIR
    RUN pip install flask
    `,
    `
    FROM node:22
    RUN npm ci && npm cache clean --force
    RUN npm ci && rm -rf /root/.npm
    RUN npm ci && rm -rf ~/.npm /tmp/*
    RUN npm_config_cache=/tmp/npm npm ci && rm -rf /tmp/npm
    RUN npm install -g npm@11
    RUN --mount=type=cache,target=/root/.npm npm ci
    RUN npm config set cache /tmp/npm && npm ci
    `,
    // In the home of another user.
    `
    FROM node:22
    RUN gosu node npm ci
    RUN su-exec node npm ci
    `,
    // Later versions of Yarn need their cache.
    `
    FROM node:22
    RUN yarn
    RUN yarn global add pnpm@11
    RUN yarn install --immutable
    RUN yarn workspaces focus --production
    `,
    // A later RUN reads the lists: another rule reports that.
    `
    FROM debian:13
    RUN apt-get update
    RUN apt-get install -y curl
    `,
    `
    FROM debian:13 AS base
    RUN apt-get update && apt-get install -y curl

    FROM base AS dev
    RUN apt-get upgrade -y

    FROM base
    `,
    `
    FROM mcr.microsoft.com/windows/servercore:ltsc2022
    RUN pip install flask
    `,
  ],
});

function findingsOf(path: string, text: string): readonly Diagnostic[] {
  return lint(new Source(path, text)).filter(({ rule }) => rule === 'package-cache-left');
}

test.each([
  ['Dockerfile', 'FROM python:3.14\nRUN pip install flask', 'warning'],
  ['Dockerfile', 'FROM alpine:3.22\nRUN apk add curl', 'info'],
  ['Dockerfile.dev', 'FROM python:3.14\nRUN pip install flask', 'style'],
  ['test/e2e/Dockerfile', 'FROM alpine:3.22\nRUN apk add curl', 'style'],
  ['Dockerfile', 'FROM python:3.14 AS base\nRUN pip install flask\nFROM base AS dev-envs', 'style'],
  // Images to build in keep a compiler, take no sources, and start nothing.
  ['Dockerfile', 'FROM debian:13\nRUN apt-get update && apt-get install -y gcc git', 'style'],
  ['Dockerfile', 'FROM debian:13\nRUN apt-get update && apt-get install -y gcc\nCOPY a.conf /etc/', 'style'],
  ['Dockerfile', 'FROM debian:13\nRUN apt-get update && apt-get install -y gcc && apt-get purge -y gcc', 'warning'],
  ['Dockerfile', 'FROM debian:13\nRUN apt-get update && apt-get install -y gcc\nCOPY src /src/', 'warning'],
  ['Dockerfile', 'FROM debian:13\nRUN apt-get update && apt-get install -y gcc\nCMD ["a"]', 'warning'],
  ['Dockerfile', 'FROM fluentd:v1.19\nRUN apt-get update && apt-get install -y gcc', 'warning'],
  ['Dockerfile', 'FROM a.example/b\nRUN apt-get update && apt-get install -y gcc', 'warning'],
])('%s: %j is of level %s', (path, text, severity) => {
  expect(findingsOf(path, text).map((finding) => finding.severity)).toEqual([severity]);
});

test.each([
  ['apk update && apk add curl', 'add'],
  ['apk update && apk upgrade', 'upgrade'],
  ['apk update', 'add'],
])('%s: says to write "apk %s --no-cache"', (command, subcommand) => {
  const [finding] = findingsOf('Dockerfile', `FROM alpine:3.22\nRUN ${command}\n`);
  expect(finding?.help).toContain(`"apk ${subcommand} --no-cache"`);
});

test('says nothing about files that are to become Dockerfiles', () => {
  const text = 'FROM debian:13\n{{ if slim }}\nRUN apt-get update && apt-get install -y curl\n{{ end }}\n';
  expect(findingsOf('Dockerfile.template', text)).toEqual([]);
});
