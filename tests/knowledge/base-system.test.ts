import { describe, expect, test } from 'vitest';
import { baseSystem } from '../../src/knowledge/base-system.ts';
import type { BaseSystem } from '../../src/knowledge/base-system.ts';
import { reference } from './references.ts';

function systemOf(text: string): BaseSystem {
  return baseSystem({ kind: 'image', text, reference: reference(text) });
}

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
])('the shell and the folder of %s', (image, systemShell, workingFolder) => {
  expect(systemOf(image)).toMatchObject({ systemShell, workingFolder });
});

test.each([
  ['alpine:3.22', 'busybox'],
  ['node:22-alpine', 'busybox'],
  ['node:22', 'gnu'],
  ['debian:12', 'none'],
  ['node:22-slim', undefined],
  ['registry.example/app', undefined],
])('the wget of %s', (image, wget) => {
  expect(systemOf(image).wget).toBe(wget);
});

test.each([
  ['node:22-slim', 'node', true],
  ['node:22-slim', 'apt-get', true],
  ['node:22-slim', 'curl', undefined],
  ['debian:12', 'curl', false],
  ['fedora:42', 'bash', true],
  ['gcr.io/distroless/static-debian12', 'sh', false],
  ['someone/node:22-alpine', 'sh', true],
  ['registry.example/app', 'sh', undefined],
])('%s has %s: %s', (image, program, answer) => {
  expect(systemOf(image).has(program)).toBe(answer);
});

describe('a base', () => {
  test('has a distribution with an end of life', () => {
    const { distribution, packageManager, libc, lifetimes } = systemOf('node:22-alpine3.22');
    expect(distribution).toMatchObject({ name: 'alpine', release: '3.22' });
    expect([packageManager, libc]).toEqual(['apk', 'musl']);
    expect(lifetimes.map(({ product, cycle }) => `${product} ${cycle}`)).toEqual(['nodejs 22', 'alpine-linux 3.22']);
  });

  test('may be given up', () => {
    expect(systemOf('openjdk:17').deprecation?.use).toContain('eclipse-temurin');
    expect(systemOf('node:22').deprecation).toBeUndefined();
  });

  test('may be empty or unknown', () => {
    const scratch = baseSystem({ kind: 'scratch' });
    expect([scratch.systemShell, scratch.wget, scratch.has('sh')]).toEqual(['none', 'none', false]);
    const unknown = baseSystem({ kind: 'unknown', reason: 'nobody says' });
    expect([unknown.systemShell, unknown.wget, unknown.has('sh')]).toEqual([undefined, undefined, undefined]);
  });
});
