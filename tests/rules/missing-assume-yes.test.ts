import { expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('missing-assume-yes', {
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN DEBIAN_FRONTEND=noninteractive apt-get -q --force-yes install -f
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "apt-get install" asks before it adds a package that is not named here, and nobody answers
        RUN apt install git < /dev/null
            ^^^^^^^^^^^ "apt install" asks before it adds a package that is not named here, and nobody answers
        RUN apt-get dist-upgrade -o Dpkg::Use-Pty=0
            ^^^^^^^^^^^^^^^^^^^^ "apt-get dist-upgrade" asks before it installs anything, and nobody answers
        RUN echo git | xargs apt-get install make
                             ^^^^^^^^^^^^^^^ "apt-get install" asks before it adds a package that is not named here, and nobody answers
      `,
      fixed: `
        FROM debian:13
        RUN DEBIAN_FRONTEND=noninteractive apt-get -q --force-yes install -y -f
        RUN apt install -y git < /dev/null
        RUN apt-get dist-upgrade -y -o Dpkg::Use-Pty=0
        RUN echo git | xargs apt-get install -y make
      `,
    },
    {
      dockerfile: `
        FROM fedora:43
        RUN dnf -q group install development-tools
            ^^^^^^^^^^^^^^^^^^^^ "dnf group install" asks before it installs anything, and nobody answers
        RUN sudo yum \\
                 ^^^^^ "yum update" asks before it installs anything, and nobody answers
              update
        RUN ["dnf", "install", "git"]
             ^^^^^^^^^^^^^^^^ "dnf install" asks before it installs anything, and nobody answers
      `,
      fixed: `
        FROM fedora:43
        RUN dnf -q group install -y development-tools
        RUN sudo yum \\
              update -y
        RUN ["dnf", "install", "git"]
      `,
    },
    {
      dockerfile: `
        FROM opensuse/leap:15.6
        RUN zypper --gpg-auto-import-keys in git
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "zypper in" asks before it installs anything, and nobody answers
      `,
      fixed: `
        FROM opensuse/leap:15.6
        RUN zypper -n --gpg-auto-import-keys in git
      `,
    },
    // What is configured in another stage does not count.
    {
      dockerfile: `
        FROM debian:13 AS other
        RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes

        FROM debian:13
        RUN apt-get install git
            ^^^^^^^^^^^^^^^ "apt-get install" asks before it adds a package that is not named here, and nobody answers
      `,
      fixed: `
        FROM debian:13 AS other
        RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes

        FROM debian:13
        RUN apt-get install -y git
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    RUN apt-get -y install git && apt-get install git --yes && apt-get install --assume-yes git
    RUN apt-get install -qq git && apt-get install -q -q git && apt-get install -q=2 git && apt-get install -qqy git
    RUN apt-get install -o APT::Get::Assume-Yes=true git && apt-get -oquiet=2 install git
    RUN apt-get install -s git && apt-get --print-uris install git && apt-get --assume-no install git
    RUN apt-get install $OPTIONS git && apt-get install -$FLAGS git
    RUN apt-get install
    `,
    // Somebody answers.
    `
    FROM debian:13
    RUN yes | apt-get install git
    RUN echo y | sudo apt-get install git
    RUN yes | (cd /tmp && apt-get install git)
    RUN apt-get install git <<< y
    RUN apt-get install git < answers
    `,
    // It asks only where the packages are there.
    `
    FROM debian:13
    RUN apt-get autoremove && apt-get purge && apt-get remove git
    `,
    `
    FROM debian:13 AS base
    COPY 90yes /etc/apt/apt.conf.d/

    FROM base
    RUN apt-get install git
    `,
    `
    FROM debian:13
    ENV APT_CONFIG=/opt/apt.conf
    RUN apt-get install git
    `,
    `
    FROM fedora:43
    RUN dnf --setopt=assumeyes=1 install git && dnf install --assumeyes git && dnf install -qy git
    RUN dnf config-manager --save --setopt=assumeyes=1
    RUN dnf install git
    `,
    // Its -y does nothing, and here dnf is a link to it.
    `
    FROM redhat/ubi9-minimal
    RUN microdnf install git
    `,
    `
    FROM public.ecr.aws/lambda/python:3.13
    RUN dnf install git
    `,
    `
    FROM alpine:3.22
    RUN apk add git && pip install flask
    `,
  ],
});

test.each([
  ['apt-get install nano', 'style'],
  ['apt-get install -f', 'style'],
  ['apt-get install build-essential', 'warning'],
  ['apt-get install libssl-dev', 'warning'],
  ['apt-get install a b c d', 'warning'],
  ['apt-get dist-upgrade', 'error'],
])('%s is of level %s: few packages may need nothing that is not there', (command, level) => {
  const findings = lint(`FROM debian:13\nRUN ${command}\n`).filter(({ rule }) => rule === 'missing-assume-yes');
  expect(findings.map(({ severity }) => severity)).toEqual([level]);
});
