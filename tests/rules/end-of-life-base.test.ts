import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../../src/analysis.ts';
import { lint } from '../../src/lint/lint.ts';
import { Source } from '../../src/syntax/source.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('end-of-life-base', {
  bad: [
    `
    FROM golang:1.20-alpine3.18 AS build
         ^^^^^^^^^^^^^^^^^^^^^^ support of go 1.20 ended on 2024-02-06, that of alpine-linux 3.18 ended on 2025-05-09
    FROM alpine:3.12
         ^^^^^^^^^^^ support of alpine-linux 3.12 ended on 2022-05-01
    COPY --from=build /app /app
    `,
    `
    ARG RELEASE=xenial
    FROM ubuntu:$RELEASE
         ^^^^^^^^^^^^^^^ support of ubuntu 16.04 ended on 2021-04-02
    `,
  ],
  good: [
    `
    FROM scratch
    `,
    `
    FROM debian@sha256:1111111111111111111111111111111111111111111111111111111111111111
    `,
    `
    FROM rust:1.70-bookworm
    `,
    `
    FROM mcr.microsoft.com/windows/nanoserver:1809
    `,
    // The build fails, which "dead-package-repository" tells.
    `
    FROM debian:9
    RUN apt-get update && apt-get install -y curl
    `,
  ],
});

const JUDGED = new Map(rules.has('end-of-life-base') ? [...rules].filter(([name]) => name === 'end-of-life-base') : []);

function levels(text: string, { path = 'Dockerfile', date = '2026-11-21' } = {}): readonly string[] {
  return lint(new Analysis(new Source(path, text), { date }), JUDGED, rules).map(({ severity }) => severity);
}

test('judges for the day that it is given', () => {
  expect(levels('FROM debian:12\n', { date: '2026-11-21' })).toEqual([]);
  expect(levels('FROM debian:12\n', { date: '2028-06-30' })).toEqual([]);
  expect(levels('FROM debian:12\n', { date: '2028-07-01' })).toEqual(['warning']);
  expect(levels('FROM node:14\n', { date: '2022-01-01' })).toEqual([]);
});

test('is less where nobody gets the image, and where the release is meant', () => {
  expect(levels('FROM node:14 AS build\nFROM scratch\nCOPY --from=build /app /\n')).toEqual(['style']);
  expect(levels('FROM golang:1.20 AS build\nFROM scratch\nCOPY --from=build /app /\n')).toEqual(['info']);
  expect(levels('FROM node:14\n', { path: 'tests/Dockerfile' })).toEqual(['style']);
  expect(levels('FROM python:3.6\n', { path: 'images/python3.6/Dockerfile' })).toEqual(['style']);
  expect(levels('FROM python:3.6\n', { path: 'images/python36/Dockerfile' })).toEqual(['style']);
  expect(levels('ARG TAG=14\nFROM node:$TAG\n')).toEqual(['info']);
});

test('is less where the path says that the file is kept for one release', () => {
  expect(levels('FROM debian:9\n', { path: 'images/debian/stretch/Dockerfile' })).toEqual(['style']);
  expect(levels('FROM ubuntu:20.04\n', { path: 'docker/Dockerfile.base-focal' })).toEqual(['style']);
  expect(levels('FROM ubuntu:20.04\n', { path: 'docker/Dockerfile.base-jammy' })).toEqual(['warning']);
  expect(levels('FROM debian:9\n', { path: 'tor/0.4.1.5/Dockerfile' })).toEqual(['style']);
  expect(levels('FROM debian:9\n', { path: 'node/10/Dockerfile' })).toEqual(['style']);
  expect(levels('FROM debian:9\n', { path: 'dnaclust/3-6b1-deb/Dockerfile' })).toEqual(['style']);
  expect(levels('FROM debian:9\n', { path: 'java/8u131/Dockerfile' })).toEqual(['style']);
  expect(levels('FROM debian:9\n', { path: 'services/web/Dockerfile.10' })).toEqual(['warning']);
  expect(levels('FROM centos:8\n', { path: 'images/centos8/Dockerfile' })).toEqual(['style']);
  expect(levels('FROM centos:8\n', { path: 'deploy/k8s/Dockerfile' })).toEqual(['warning']);
});

test('tells of one release once', () => {
  const runtime = 'FROM mcr.microsoft.com/dotnet/aspnet:6.0\nCOPY --from=build /app /app\n';
  expect(levels(`FROM mcr.microsoft.com/dotnet/sdk:6.0 AS build\n${runtime}`)).not.toContain('info');
  expect(levels('FROM golang:1.20 AS build\nFROM golang:1.20\nCOPY --from=build /app /\n')).toEqual(['warning']);
});
