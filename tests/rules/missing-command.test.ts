import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('missing-command', {
  bad: [
    `
    FROM scratch AS base
    COPY app /
    FROM base
    HEALTHCHECK CMD ["/app", "check"]
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the image has neither CMD nor ENTRYPOINT: a container of it starts nothing
    `,
    `
    FROM scratch
    CMD []
    ^^^^^^ the image has neither CMD nor ENTRYPOINT: a container of it starts nothing
    `,
    // That empties the CMD of any base image as well.
    `
    FROM registry.example/app
    ENTRYPOINT []
    ^^^^^^^^^^^^^ the image has neither CMD nor ENTRYPOINT: a container of it starts nothing
    `,
  ],
  good: [
    'FROM scratch\nCOPY app /\nLABEL a=b\nENV A=b\n',
    'FROM scratch\nHEALTHCHECK NONE\n',
    // Who empties both means it.
    'FROM scratch\nENTRYPOINT []\nCMD []\nEXPOSE 80\n',
    'FROM registry.example/app\nEXPOSE 80\n',
    'FROM scratch AS base\nEXPOSE 80\nFROM base\nCMD ["/a"]\n',
    'FROM scratch AS other\nEXPOSE 80\nFROM scratch\nCMD ["/a"]\n',
    'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nENTRYPOINT []\nEXPOSE 80\n',
  ],
});

test('tests and examples may leave it to others', () => {
  expect(lint(new Source('examples/Dockerfile', 'FROM scratch\nEXPOSE 80\n'))).toEqual([]);
});
