import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('missing-tag', {
  bad: [
    `
    FROM python AS build
         ^^^^^^ "python" has no tag: each build takes the newest version
    FROM python
    FROM python:latest
    `,
    `
    FROM mirror.gcr.io/nginx
         ^^^^^^^^^^^^^^^^^^^ "mirror.gcr.io/nginx" has no tag: each build takes the newest version
    FROM mcr.microsoft.com/dotnet/sdk:latest
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "mcr.microsoft.com/dotnet/sdk:latest" is no version: each build takes the newest
    FROM --platform=$BUILDPLATFORM golang AS golang
                                   ^^^^^^ "golang" has no tag: each build takes the newest version
    FROM golang
    `,
    // The package is in a later stage, and in one of two that start from the image.
    `
    FROM alpine AS download
         ^^^^^^ "alpine" has no tag, and not every version has the package "py-pip"
    RUN apk add --no-cache curl

    FROM alpine AS base
    FROM base
    RUN apk add --no-cache py3-lxml $PACKAGES py-pip
    `,
    `
    FROM fedora:latest
         ^^^^^^^^^^^^^ "fedora:latest" is no version, and not every version has the package "java-1.8.0-openjdk"
    RUN dnf install -y git && dnf install -y java-1.8.0-openjdk && dnf clean all
    `,
    // Packages of a language are not the distribution's.
    `
    FROM debian
         ^^^^^^ "debian" has no tag: each build takes the newest version
    RUN pip install --no-cache-dir python-dateutil
    `,
  ],
  good: [
    'FROM scratch\n',
    'FROM node@sha256:b64ced2e7cd0a4816699fe308ce6e8a08ccba463c757c00c14cd372e3d2c763e\n',
    'FROM node:latest@sha256:b64ced2e7cd0a4816699fe308ce6e8a08ccba463c757c00c14cd372e3d2c763e\n',
    `
    ARG BASE=node
    ARG TAG=latest
    FROM $BASE AS a
    FROM node:\${TAG} AS b
    `,
    `
    FROM busybox
    FROM archlinux:latest
    FROM cgr.dev/chainguard/wolfi-base:latest
    FROM gcr.io/distroless/static-debian12
    FROM registry.access.redhat.com/ubi9
    FROM localhost:5000/node
    FROM acme/node
    FROM our-base:latest
    `,
    // Not published any more: the newest of them stays what it is.
    'FROM centos\n',
  ],
});

test.each([
  ['Dockerfile', 'FROM python', 'info'],
  ['Dockerfile', 'FROM python AS build\nFROM scratch', 'info'],
  ['Dockerfile', 'FROM golang AS build\nFROM scratch', 'style'],
  ['Dockerfile', 'FROM golang', 'info'],
  ['Dockerfile', 'FROM alpine', 'style'],
  ['Dockerfile', 'FROM alpine\nRUN apk add --no-cache php83', 'info'],
  ['Dockerfile', 'FROM nginx', 'style'],
  ['examples/Dockerfile', 'FROM python', 'style'],
  ['Dockerfile.dev', 'FROM alpine\nRUN apk add --no-cache php83', 'style'],
  ['Dockerfile', 'FROM python AS dev', 'style'],
])('%s: %j is of level %s', (path, text, severity) => {
  const findings = lint(new Source(path, text)).filter(({ rule }) => rule === 'missing-tag');
  expect(findings.map((finding) => finding.severity)).toEqual([severity]);
});
