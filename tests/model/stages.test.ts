import { expect, test } from 'vitest';
import { Analysis, type BuildSettings } from '../../src/analysis.ts';
import type { BaseImage, Stage } from '../../src/model/model.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { Source } from '../../src/syntax/source.ts';

function stagesOf(...lines: readonly string[]): readonly Stage[] {
  return new Analysis(new Source('Dockerfile', lines.join('\n'))).model.stages;
}

function show(base: BaseImage): string {
  switch (base.kind) {
    case 'stage':
      return `stage ${base.stage.index}`;
    case 'image':
      return `image ${base.reference.familiar}`;
    case 'unknown':
      return `unknown: ${base.reason}`;
    case 'scratch':
      return base.kind;
    default:
      return base satisfies never;
  }
}

function basesOf(...lines: readonly string[]): readonly string[] {
  return stagesOf(...lines).map(({ base }) => show(base));
}

test('a file without FROM has no stages', () => {
  expect(stagesOf('')).toEqual([]);
  expect(stagesOf('ARG A=1', 'RUN a')).toEqual([]);
});

test('instructions belong to the FROM above them', () => {
  const stages = stagesOf('ARG A', 'FROM alpine AS Build', 'RUN a', 'COPY b c', 'FROM build', 'CMD d');
  expect(stages.map(({ name, instructions }) => [name, instructions.map(({ kind }) => kind)])).toEqual([
    ['build', ['Run', 'Copy']],
    ['', ['Cmd']],
  ]);
});

test('a stage starts from an image, the empty image or an earlier stage', () => {
  expect(
    basesOf(
      'FROM golang:1.24 AS build',
      'FROM build AS test',
      'FROM scratch',
      'FROM ghcr.io/acme/app@sha256:' + 'a'.repeat(64),
    ),
  ).toEqual(['image golang:1.24', 'stage 0', 'scratch', 'image ghcr.io/acme/app@sha256:' + 'a'.repeat(64)]);
});

test('names of stages are in lower case, and FROM is compared with them as written', () => {
  expect(basesOf('FROM alpine AS Build', 'FROM build', 'FROM Build')).toEqual([
    'image alpine',
    'stage 0',
    'unknown: invalid reference format: repository name (library/Build) must be lowercase',
  ]);
});

test('a stage neither starts from itself nor from a later one', () => {
  expect(basesOf('FROM golang AS golang', 'FROM later', 'FROM golang AS later')).toEqual([
    'image golang',
    'image later',
    'stage 0',
  ]);
});

test('a later stage of the same name hides the earlier one, also as scratch', () => {
  expect(basesOf('FROM a AS x', 'FROM b AS x', 'FROM x', 'FROM scratch', 'FROM c AS scratch', 'FROM scratch')).toEqual([
    'image a',
    'image b',
    'stage 1',
    'scratch',
    'image c',
    'stage 4',
  ]);
});

test('numbers are names here, unlike in COPY --from', () => {
  expect(basesOf('FROM alpine', 'FROM 0')).toEqual(['image alpine', 'image 0']);
});

test('exported are the last stage and those that its FROM leads to', () => {
  const exported = (...lines: readonly string[]): readonly number[] =>
    stagesOf(...lines).flatMap((stage) => (stage.exported ? [stage.index] : []));
  expect(exported('FROM a')).toEqual([0]);
  expect(exported('FROM a AS base', 'FROM b AS build', 'FROM base AS middle', 'FROM middle')).toEqual([0, 2, 3]);
  expect(exported('FROM a AS build', 'FROM scratch', 'COPY --from=build /a /')).toEqual([1]);
});

test('FROM sees the defaults of the ARGs before the first FROM', () => {
  expect(basesOf('ARG VERSION=22', 'ARG IMAGE="node:${VERSION}" OTHER=$IMAGE-slim', 'FROM $OTHER')).toEqual([
    'image node:22-slim',
  ]);
  expect(basesOf('ARG FROM_STAGE=build', 'FROM alpine AS build', 'FROM ${FROM_STAGE}')).toEqual([
    'image alpine',
    'stage 0',
  ]);
});

test('an ARG of a stage is none of FROM', () => {
  expect(basesOf('ARG V=1', 'FROM alpine:$V', 'ARG V=2', 'FROM alpine:$V')).toEqual([
    'image alpine:1',
    'image alpine:1',
  ]);
});

test('an ARG without default is unknown, unless FROM says what to take instead', () => {
  expect(basesOf('ARG V', 'FROM node:$V', 'FROM node:${V:-22}', 'FROM node:22${V:+-$V}')).toEqual([
    'unknown: ARG V has no default',
    'image node:22',
    'image node:22',
  ]);
  expect(basesOf('ARG A', 'ARG B=node:$A', 'FROM $B')).toEqual(['unknown: ARG A has no default']);
});

test('what nobody declares is empty', () => {
  expect(basesOf('FROM node${SUFFIX}', 'FROM ${BASE}')).toEqual([
    'image node',
    'unknown: base name (${BASE}) should not be blank',
  ]);
});

test('what the platform decides is unknown, but for a default', () => {
  expect(basesOf('FROM --platform=$BUILDPLATFORM golang', 'FROM build-$TARGETARCH')).toEqual([
    'image golang',
    'unknown: TARGETARCH depends on how the build is started',
  ]);
  expect(basesOf('ARG TARGETARCH=amd64', 'FROM build-$TARGETARCH')).toEqual(['image build-amd64']);
});

test('a text that cannot be expanded is unknown', () => {
  expect(basesOf('ARG A=${B^}', 'FROM $A', 'FROM ${B?}')).toEqual([
    'unknown: failed to process "${B^}": unsupported modifier (^) in substitution',
    'unknown: failed to process "${B?}": B: is not allowed to be unset',
  ]);
});

test('FROM without an image has a stage', () => {
  expect(basesOf('FROM')).toEqual(['unknown: FROM names no image']);
});

test('ARGs that double each other do not fill the memory', () => {
  const lines = [
    'ARG A0=xxxxxxxxxx',
    ...Array.from({ length: 60 }, (_, index) => `ARG A${index + 1}=$A${index}$A${index}`),
  ];
  expect(basesOf(...lines, 'FROM $A60')).toEqual(['unknown: failed to process "$A20$A20": the expansion is too long']);
});

test('10,000 stages, each from the one before', () => {
  const stages = stagesOf(
    'FROM alpine AS s0',
    ...Array.from({ length: 9_999 }, (_, index) => `FROM s${index} AS s${index + 1}`),
  );
  expect(stages).toHaveLength(10_000);
  expect(stages.every(({ exported }) => exported)).toBe(true);
});

test('other targets are exported too, and needed is what they take files from', () => {
  const lines = [
    'FROM a AS base',
    'FROM base AS build',
    'FROM base AS test',
    'FROM b AS tool',
    'FROM base AS app',
    'COPY --from=build /a /',
    'RUN --mount=from=tool,target=/t x',
  ];
  const marked = (settings: BuildSettings): readonly string[] =>
    new Analysis(new Source('Dockerfile', lines.join('\n')), settings).model.stages.map(
      ({ name, exported, needed }) => `${name}${exported ? ' exported' : needed ? ' needed' : ''}`,
    );
  expect(marked({})).toEqual(['base exported', 'build needed', 'test', 'tool needed', 'app exported']);
  expect(marked({ targets: ['TEST', 'nothing'] })).toEqual([
    'base exported',
    'build needed',
    'test exported',
    'tool needed',
    'app exported',
  ]);
  expect(marked({ target: 'tool' })).toEqual(['base', 'build', 'test', 'tool exported', 'app']);
});

test('the state at an instruction is that of the step it is, triggers included', () => {
  const { file, model } = new Analysis(
    new Source('Dockerfile', ['FROM a AS b', 'ONBUILD USER t', 'USER x', 'FROM b', 'RUN y', 'BROKEN'].join('\n')),
  );
  const users = file.instructions.map((instruction) => model.stepOf(instruction)?.before.image.user);
  expect(users).toEqual([undefined, '', '', undefined, 't', undefined]);
});

test('what only a build decides is unknown to a linter alone', () => {
  const source = new Source('Dockerfile', 'ARG V=$TARGETARCH\nFROM a:$V\nARG TARGETARCH\nENV A=$TARGETARCH\n');
  const known = (settings: BuildSettings): unknown => {
    const { target } = new Analysis(source, settings).model;
    return [target?.base.kind, target?.end?.image.env.get('A')?.unknown];
  };
  const reason = 'TARGETARCH depends on how the build is started';
  expect(known({})).toEqual(['unknown', reason]);
  expect(known({ mode: 'build' })).toEqual(['image', undefined]);
  expect(known({ platform: platformOf('linux', 'arm64') })).toEqual(['image', undefined]);
});
