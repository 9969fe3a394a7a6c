import { describe, expect, test } from 'vitest';
import {
  deprecationOf,
  hasManagedPython,
  isArchived,
  lifetimesOf,
} from '../../src/knowledge/base-images/end-of-life.ts';
import { lookUpBaseImage } from '../../src/knowledge/base-images/lookup.ts';
import { reference } from './references.ts';

const imageOf = (text: string) => lookUpBaseImage(reference(text));
const lifetimes = (text: string) =>
  lifetimesOf(reference(text), imageOf(text)).map(({ product, cycle, end }) => `${product} ${cycle} ${end}`);

describe('until when an image is supported', () => {
  test.each([
    ['node:16-bullseye', ['nodejs 16 2023-09-11', 'debian 11 2024-08-14']],
    ['python:3.9.10-alpine3.15', ['python 3.9 2025-10-31', 'alpine-linux 3.15 2023-11-01']],
    ['debian:12', ['debian 12 2026-07-11']],
    ['debian:bookworm-slim', ['debian 12 2026-07-11']],
    ['centos:7', ['centos 7 2024-06-30']],
    ['tomcat:9.0.97-jdk17', ['tomcat 9.0 2027-03-31', 'ubuntu 24.04 2029-05-31']],
    ['ros:humble', ['ros-2 humble 2027-05-31', 'ubuntu 22.04 2027-04-01']],
    ['redhat/ubi8:8.10', ['rhel 8 2029-05-31']],
    ['mcr.microsoft.com/windows/servercore:ltsc2022', ['windows-server-core 2022 2031-10-14']],
    ['mcr.microsoft.com/windows/nanoserver:20H2', ['windows-nano-server 20h2 2022-08-09']],
    ['node:2', ['nodejs 2 ended']],
    ['denoland/deno:2.9.1', ['deno 2.9 open']],
    ['nobody/app:1', []],
  ])('%s', (text, ends) => {
    expect(lifetimes(text)).toEqual(ends);
  });

  test('is open where the tag leaves the version open', () => {
    expect(lifetimes('python:3').filter((text) => text.startsWith('python'))).toEqual([]);
    expect(lifetimes('node:lts').filter((text) => text.startsWith('nodejs'))).toEqual([]);
  });

  test('may be prolonged', () => {
    expect(lifetimesOf(reference('debian:11'), imageOf('debian:11'))[0]?.extendedEnd).toBe('2026-08-31');
  });
});

test.each([
  ['centos:7', { since: '2024-07-29', use: ['almalinux', 'rockylinux/rockylinux', 'quay.io/centos/centos'] }],
  ['openjdk:17', { since: undefined, use: ['eclipse-temurin', 'amazoncorretto', 'ibm-semeru-runtimes', 'sapmachine'] }],
  ['jupyter/base-notebook', { since: undefined, use: ['quay.io/jupyter/base-notebook'] }],
  ['sl:7', { since: '2024-07-01', use: [] }],
  ['amazonlinux:1', { since: undefined, use: ['amazonlinux:2023'] }],
  ['amazonlinux:2', undefined],
  ['quay.io/jupyter/base-notebook', undefined],
  ['node:22', undefined],
])('whether %s is given up', (text, deprecation) => {
  expect(deprecationOf(reference(text))).toEqual(deprecation);
});

test.each([
  ['debian:buster', true],
  ['debian:bookworm', false],
  ['node:8', true],
  ['centos:8', true],
  ['ubuntu:22.10', true],
  ['ubuntu:22.04', false],
  ['alpine:3.12', false],
])('whether the packages of %s are archived', (text, archived) => {
  const distribution = imageOf(text)?.distribution;
  expect(distribution && isArchived(distribution)).toBe(archived);
});

test.each([
  ['debian:12', true],
  ['debian:sid', true],
  ['debian:11', false],
  ['ubuntu:24.04', true],
  ['ubuntu:22.04', false],
  ['node:22-alpine3.22', true],
  ['alpine:3.18', false],
  ['archlinux', true],
  ['python:3.13', false],
  ['fedora:42', undefined],
  ['golang:1.26-windowsservercore', undefined],
])('whether pip refuses in %s', (text, refuses) => {
  const image = imageOf(text);
  expect(image && hasManagedPython(image)).toBe(refuses);
});
