// What `--build-context` puts in the place of stages and images.

import { describe, expect, test } from 'vitest';
import type { ImageSource } from '../../../src/model/image-source.ts';
import type { NamedContext } from '../../../src/model/named-context.ts';
import { fromOci } from '../../../src/model/oci-image.ts';
import { build, configOf, errorOf, notesOf } from './builds.ts';

const image: NamedContext = { kind: 'image', text: 'docker-image://tools:1', image: 'tools:1' };
const nothing: NamedContext = { kind: 'image', text: 'docker-image://scratch', image: 'scratch' };
const folder: NamedContext = { kind: 'files', text: 'folder' };
const unread: NamedContext = {
  kind: 'answer',
  text: 'oci-layout://out',
  answer: { kind: 'unknown', reason: 'nobody has read it' },
};

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Has `tools:1` alone. */
const images: ImageSource = {
  lookup: ({ familiar }) =>
    familiar === 'tools:1'
      ? {
          kind: 'found',
          image: fromOci({
            os: 'linux',
            architecture: 'amd64',
            config: { Env: ['PATH=/tools'], WorkingDir: '/work', OnBuild: ['ENV TRIGGERED=1'] },
          }),
        }
      : { kind: 'missing', error: `${familiar}: not found` },
};

function given(context: NamedContext, name = 'base'): Parameters<typeof configOf>[1] {
  return { images, contexts: new Map([[name, context]]) };
}

describe('in the place of an image', () => {
  test('another image, with its triggers', () => {
    expect(configOf(['FROM base:latest', 'ENV A=$PATH'], given(image))).toEqual({
      Env: ['PATH=/tools', 'TRIGGERED=1', 'A=/tools'],
      WorkingDir: '/work',
    });
  });

  test.each([nothing, folder])('an empty one: %j', (context) => {
    expect(configOf(['FROM base'], given(context))).toEqual({ Env: [`PATH=${path}`], WorkingDir: '/' });
  });

  test('for COPY', () => {
    expect(errorOf(['FROM scratch', 'COPY --from=base a /'], given(folder))).toBeUndefined();
  });

  test('one that nobody knows', () => {
    expect(build(['FROM base'], given(unread)).image?.unknown.get('env')).toBe('nobody has read it');
  });
});

describe('in the place of a stage', () => {
  const lines = ['FROM scratch AS base', 'ONBUILD ENV KEPT=1', 'ENV LOST=1', 'FROM base', 'ENV A=$LOST'];

  test('an image, without its triggers, and without the instructions of the stage', () => {
    expect(configOf(lines, given(image))).toEqual({ Env: ['PATH=/tools', 'KEPT=1', 'A='], WorkingDir: '/work' });
  });

  test.each([nothing, folder])('no configuration at all: %j', (context) => {
    expect(configOf(lines, given(context))).toEqual({ Env: [`PATH=${path}`, 'KEPT=1', 'A='] });
    expect(configOf(lines.slice(0, 3), given(context))).toEqual({});
  });

  test('its instructions are checked all the same where all stages are', () => {
    const stage = ['FROM scratch AS base', 'WORKDIR a$LOST', 'FROM scratch'];
    expect(notesOf(stage, given(image))).toEqual(['UndefinedVar 2', 'WorkdirRelativePath 2']);
    expect(notesOf(stage, { ...given(image), target: 'base' })).toEqual([]);
  });
});

test.each([
  ['tools:2', 'tools:2: not found'],
  ['Tools', 'invalid reference format: repository name (library/Tools) must be lowercase'],
])('the image %s is refused: %s', (name, message) => {
  const context: NamedContext = { kind: 'image', text: `docker-image://${name}`, image: name };
  expect(build(['FROM base'], given(context)).error).toMatchObject({ message, lines: [1] });
  expect(build(['FROM scratch AS base', 'FROM base'], given(context)).error).toMatchObject({ message, lines: [1] });
});

test.each(['scratch', 'context'])('a context named %s replaces nothing', (name) => {
  expect(configOf([`FROM scratch AS ${name}`, 'ENV A=1'], given(image, name)).Env).toContain('A=1');
});
