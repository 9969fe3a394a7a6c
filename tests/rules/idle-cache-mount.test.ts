import { testExamples } from '../rule-examples.ts';

testExamples('idle-cache-mount', {
  bad: [
    `
    FROM node:22
    USER node
    RUN --mount=type=cache,target=/root/.npm npm ci
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing is kept in "/root/.npm": npm has its cache in ~/.npm here
    `,
    `
    FROM debian:13
    RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing is kept in "/var/lib/apt/lists": "rm -rf /var/lib/apt/lists/*" empties it
    `,
  ],
  good: [
    // Emptied before it is filled, or another folder.
    `
    FROM fedora:43
    RUN --mount=type=cache,target=/var/cache/libdnf5 dnf clean all && dnf install -y git
    RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git && rm -rf /var/cache/ldconfig
    `,
    // Variables and options that name the folder.
    `
    FROM python:3.14
    ENV PIP_CACHE_DIR=/cache/pip
    RUN --mount=type=cache,target=/cache/pip pip install flask
    RUN --mount=type=cache,target=/pip pip install --cache-dir /pip flask
    RUN --mount=type=cache,target=/root/.npm ./install
    `,
    `
    FROM ghcr.io/someone/base
    RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
    `,
  ],
});
