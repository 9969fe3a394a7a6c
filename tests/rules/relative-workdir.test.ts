import { describe, expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('relative-workdir', {
  bad: [
    {
      dockerfile: `
        FROM php:8.4-apache AS base
        ONBUILD ENV APP=srv

        FROM base
        ARG SUB
        WORKDIR "./$APP"
                ^^^^^^^^ "./srv" is /var/www/html/srv here: the working directory of php:8.4-apache is /var/www/html
        WORKDIR api
      `,
      fixed: `
        FROM php:8.4-apache AS base
        ONBUILD ENV APP=srv

        FROM base
        ARG SUB
        WORKDIR "/var/www/html/$APP"
        WORKDIR api
      `,
    },
    {
      dockerfile: `
        ARG APP=srv
        FROM $BASE
        ARG APP
        WORKDIR \${APP}/api
                ^^^^^^^^^^ "srv/api" starts from a working directory that only the base image knows

        FROM scratch
        ENV APP=a DIR=b
        WORKDIR $APP$NOBODY-$DIR
                ^^^^^^^^^^^^^^^^ "a-b" is /a-b only because the working directory of scratch is /
      `,
      fixed: `
        ARG APP=srv
        FROM $BASE
        ARG APP
        WORKDIR /\${APP}/api

        FROM scratch
        ENV APP=a DIR=b
        WORKDIR /$APP$NOBODY-$DIR
      `,
    },
    // Above the folder of the base image, and where the folder comes from a step that stands in it.
    `
    FROM golang:1.25
    WORKDIR ../app
            ^^^^^^ "../app" is /app here: the working directory of golang:1.25 is /go

    FROM registry.example/base
    RUN git clone https://git.example/app
    WORKDIR app
            ^^^ "app" starts from a working directory that only registry.example/base knows
    `,
  ],
  good: [
    `
    FROM golang:1.25 AS base
    WORKDIR /src
    WORKDIR app
    FROM base
    WORKDIR app
    `,
    // What a build argument, the base image or a trigger may set.
    `
    FROM golang:1.25 AS base
    ONBUILD WORKDIR /src
    FROM base
    WORKDIR app

    FROM golang:1.25
    ARG APP
    WORKDIR $APP

    FROM golang:1.25
    WORKDIR $GOPATH/src

    FROM golang:1.25
    WORKDIR .

    FROM golang:1.25
    WORKDIR C:/app

    FROM golang:1.25
    ENV APP='"/app"'
    WORKDIR $APP
    `,
    `
    FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
    WORKDIR app
    `,
    String.raw`
    FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
    WORKDIR \app
    `,
  ],
});

describe('the level is that of the effect', () => {
  test.each([
    ['FROM golang:1.25\nWORKDIR app', 'warning'],
    ['FROM registry.example/base\nWORKDIR app', 'info'],
    ['FROM debian:13\nWORKDIR app', 'style'],
    ['FROM golang:1.25\nRUN git clone https://git.example/app.git\nWORKDIR app/cmd', 'style'],
    ['FROM registry.example/base\nCOPY app app\nWORKDIR ./app', 'style'],
  ])('%j: %s', (dockerfile, severity) => {
    const findings = lint(`${dockerfile}\n`).filter(({ rule }) => rule === 'relative-workdir');
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});
