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
  ],
});
