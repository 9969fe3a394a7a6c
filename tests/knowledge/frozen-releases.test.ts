import { expect, test } from 'vitest';
import { isBeforePip6, isFrozenRelease } from '../../src/knowledge/frozen-releases.ts';
import { parseImageReference } from '../../src/syntax/image-reference.ts';

test.each([
  ['debian:9', true],
  ['debian:10.13-slim', true],
  ['debian:buster-20240612', true],
  ['node:10-stretch-slim', true],
  ['mcr.microsoft.com/vscode/devcontainers/cpp:debian-10', true],
  ['ubuntu:14.04.5', true],
  ['ubuntu:bionic', true],
  ['ubuntu:23.10', true],
  ['nvidia/cuda:9.0-devel-ubuntu16.04', true],
  ['debian', false],
  ['debian:11', false],
  ['debian:12-slim', false],
  ['debian:1', false],
  ['ubuntu:20.04', false],
  ['ubuntu:24.04', false],
  ['ubuntu:25.10', false],
  ['ubuntu:latest', false],
  ['python:3.14', false],
])('%s: %s', (image, expected) => {
  const reference = parseImageReference(image);
  expect(reference.ok && isFrozenRelease(reference.value)).toBe(expected);
});

test.each([
  ['ubuntu:14.04', true],
  ['ubuntu:trusty', true],
  ['armhf/debian:jessie', true],
  ['debian:8.5', true],
  ['node:8-jessie', true],
  ['python:3.6-jessie', false],
  ['ubuntu:16.04', false],
  ['debian:12', false],
  ['ubuntu', false],
])('the pip of %s is older than 6.0: %s', (image, expected) => {
  const reference = parseImageReference(image);
  expect(reference.ok && isBeforePip6(reference.value)).toBe(expected);
});
