import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../../src/analysis.ts';
import { lint } from '../../src/lint/lint.ts';
import { Source } from '../../src/syntax/source.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('dead-package-repository', {
  bad: [
    `
    FROM centos:7 AS base
    RUN yum install -y git
        ^^^^^^^^^^^ "yum install" fails: the packages of centos 7 have left the servers that the image asks
    FROM base
    RUN yum install -y make
    `,
    `
    FROM python:3.7-buster
    RUN apt-get -qq update && apt-get install -y git
        ^^^^^^^^^^^^^^^^^^ "apt-get update" fails: the packages of debian 10 have left the servers that the image asks
    `,
    `
    FROM alpine:3.22
    ADD https://dl.bintray.com/app/app.zip /
                ^^^^^^^^^^^^^^ "dl.bintray.com" is gone since 2021-05
    RUN git clone git://github.com/app/app && git clone git://github.com/app/lib
                  ^^^^^^^^^^^^^^^^ "git://github.com" is gone since 2022-03
    `,
    `
    FROM debian:13
    RUN echo "deb http://packages.cloud.google.com/apt kubernetes-xenial main" > /etc/apt/sources.list.d/kubernetes.list
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "packages.cloud.google.com/apt kubernetes" is gone since 2024-03
    `,
  ],
  good: [
    `
    FROM centos:7
    RUN sed -i 's/mirror.centos.org/vault.centos.org/; s/^mirrorlist/#mirrorlist/' /etc/yum.repos.d/*.repo
    RUN yum install -y git
    `,
    `
    FROM debian:9
    COPY sources.list /etc/apt/
    RUN apt-get update
    `,
    `
    FROM debian:9
    RUN apt-get update || true
    RUN curl -O https://example.com/app.deb
    `,
    `
    FROM debian:13
    RUN gpg --keyserver ha.pool.sks-keyservers.net --recv-keys A1 || gpg --keyserver keys.openpgp.org --recv-keys A1
    RUN echo "deb https://packages.cloud.google.com/apt cloud-sdk main" > /etc/apt/sources.list.d/cloud.list
    `,
    `
    FROM registry.example/debian:9
    RUN apt-get update
    `,
  ],
});

const JUDGED = new Map([...rules].filter(([name]) => name === 'dead-package-repository'));

function levels(path: string): readonly string[] {
  const text = 'FROM debian:9\nRUN apt-get update && apt-get install -y curl\nADD http://dl.bintray.com/a /a\n';
  return lint(new Analysis(new Source(path, text)), JUDGED, rules).map(({ severity }) => severity);
}

test('is a matter of style in tests, and where the file is kept for one release', () => {
  expect(levels('Dockerfile')).toEqual(['error', 'error']);
  expect(levels('tests/Dockerfile')).toEqual(['style', 'style']);
  expect(levels('tor/0.4.1.5/Dockerfile')).toEqual(['style', 'style']);
  expect(levels('ros/melodic/debian/stretch/Dockerfile')).toEqual(['style', 'error']);
});
