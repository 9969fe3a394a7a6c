import { expect, test } from 'vitest';
import { baseImageFacts } from '../../src/knowledge/base-images.ts';
import { parseImageReference } from '../../src/syntax/image-reference.ts';

test.each([
  ['debian', 'dash', '/'],
  ['docker.io/library/golang:1.25', 'dash', '/go'],
  ['golang:1.25-alpine3.22', 'busybox', '/go'],
  ['amazoncorretto:21-alpine', 'busybox', '/'],
  ['amazoncorretto:21', 'bash', '/'],
  ['arm64v8/php:8.4-fpm', 'dash', '/var/www/html'],
  ['public.ecr.aws/docker/library/php:8.4', 'dash', '/'],
  ['caddy:2', 'busybox', '/srv'],
  ['caddy:2-builder', 'busybox', '/usr/bin'],
  ['registry.access.redhat.com/ubi9/ubi-minimal:9.6', 'bash', undefined],
  ['nvidia/cuda:12.8.0-base-ubuntu24.04', 'dash', undefined],
  ['gcr.io/distroless/static-debian12:debug', 'none', '/'],
  ['mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled', 'none', '/'],
  ['registry.example/golang:1.25', undefined, undefined],
  ['golang:1.25-windowsservercore-ltsc2025', undefined, 'C:\\go'],
  ['golang:1.4-onbuild', 'dash', '/go/src/app'],
  ['golang@sha256:b64ced2e7cd0a4816699fe308ce6e8a08ccba463c757c00c14cd372e3d2c763e', undefined, undefined],
])('%s', (image, systemShell, workingFolder) => {
  const reference = parseImageReference(image);
  expect(reference.ok && baseImageFacts(reference.value)).toEqual({ systemShell, workingFolder });
});
