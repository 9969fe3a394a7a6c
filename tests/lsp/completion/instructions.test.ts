import { CompletionItemKind, CompletionItemTag, InsertTextFormat } from 'vscode-languageserver';
import { describe, expect, test } from 'vitest';
import { complete } from './completing.ts';

describe('instructions', () => {
  test('before the first FROM there can be ARG and FROM alone', () => {
    const { labels } = complete('|cursor|', { snippets: false });
    expect(labels).toEqual(['FROM', 'ARG', '# syntax=docker/dockerfile:1', '# escape=`', '# check=skip=']);
  });

  test('in a stage there can be all of them', () => {
    const { labels, taken, item } = complete('FROM alpine\n|cursor|\nCMD sh\n', { snippets: false });
    expect(labels).toContain('HEALTHCHECK');
    expect(labels).not.toContain('# check=skip=');
    expect(taken('RUN')).toBe('FROM alpine\nRUN \nCMD sh\n');
    expect(item('RUN').documentation).toMatchObject({ kind: 'markdown' });
    expect(item('MAINTAINER').tags).toEqual([CompletionItemTag.Deprecated]);
  });

  test('replace the keyword that is typed, and keep what follows it', () => {
    expect(complete('FROM alpine\r\nCO|cursor|\r\n').taken('COPY')).toBe('FROM alpine\r\nCOPY \r\n');
    expect(complete('FROM alpine\n  C|cursor|MD a b\n').taken('COPY')).toBe('FROM alpine\n  COPY a b\n');
  });

  test('are written in the letters of the file', () => {
    expect(complete('from alpine\nru|cursor|\n').taken('run')).toBe('from alpine\nrun \n');
  });

  test('behind ONBUILD are those that can be triggers', () => {
    const { labels, taken } = complete('FROM alpine\nONBUILD |cursor|', { snippets: false });
    expect(labels).toContain('COPY');
    for (const refused of ['FROM', 'ONBUILD', 'MAINTAINER']) expect(labels).not.toContain(refused);
    expect(taken('COPY')).toBe('FROM alpine\nONBUILD COPY ');
    expect(complete('FROM alpine\nONBUILD co|cursor|').taken('COPY')).toBe('FROM alpine\nONBUILD COPY ');
  });

  test('have snippets for the package manager of the base image', () => {
    expect(complete('FROM debian:13\nRUN|cursor|').labels).toContain('RUN apt-get install');
    expect(complete('FROM debian:13\nRUN|cursor|').labels).not.toContain('RUN apk add');
    expect(complete('FROM alpine:3.22\nRUN|cursor|').labels).toContain('RUN apk add');
    expect(complete('FROM scratch\nRUN|cursor|').labels).not.toContain('RUN npm ci');
    expect(complete('FROM node:22\nRUN|cursor|').labels).toContain('RUN npm ci');
  });

  test('join the lines of a snippet as the file does', () => {
    const { item, taken } = complete('# escape=`\nFROM node:22\n|cursor|');
    expect(item('RUN npm ci')).toMatchObject({
      kind: CompletionItemKind.Snippet,
      insertTextFormat: InsertTextFormat.Snippet,
    });
    expect(taken('RUN npm ci')).toBe(
      '# escape=`\nFROM node:22\nRUN --mount=type=cache,target=/root/.npm `\n    npm ci',
    );
    // As a snippet has it: `\\` stands for one of them.
    expect(complete('FROM node:22\n|cursor|').taken('RUN npm ci')).toContain('/root/.npm \\\\\n    npm ci');
    expect(complete('FROM node:22\n|cursor|', { snippets: false }).labels).not.toContain('RUN npm ci');
  });

  test.each([
    'FROM alpine\nRUN ap|cursor|',
    'FROM alpine\nRUN a && \\\n  |cursor|',
    'FROM alpine\nENV |cursor|',
    'FROM alpine\nRUN <<E\n|cursor|\nE',
  ])('are not offered in %j', (text) => {
    expect(complete(text).labels.filter((label) => !label.startsWith('--'))).toEqual([]);
  });
});

describe('flags', () => {
  test('are offered where they can stand, and once', () => {
    const { labels, taken } = complete('FROM alpine\nCOPY --link --ch|cursor| . .\n');
    expect(labels).toEqual(['--from=', '--chown=', '--chmod=', '--parents', '--exclude=']);
    expect(taken('--chown=')).toBe('FROM alpine\nCOPY --link --chown= . .\n');
  });

  test('that are lists can be given again', () => {
    expect(complete('FROM alpine\nRUN --mount=type=ssh --|cursor|').labels).toContain('--mount=');
  });

  test('keep their values', () => {
    expect(complete('FROM alpine\nCOPY --fro|cursor|=x . .').taken('--from')).toBe('FROM alpine\nCOPY --from=x . .');
  });

  test('go on over lines, and ask for more where they take a value', () => {
    const { labels, taken, item } = complete('FROM alpine\nRUN --network=none \\\n  # why\n  |cursor|');
    expect(labels).toEqual(expect.arrayContaining(['--mount=', '--security=', '--device=']));
    expect(labels).not.toContain('--network=');
    expect(taken('--mount=')).toBe('FROM alpine\nRUN --network=none \\\n  # why\n  --mount=');
    expect(item('--mount=').command).toEqual({ title: 'Suggest', command: 'suggest' });
  });

  test('are not offered behind the first argument, nor behind --', () => {
    expect(complete('FROM alpine\nCOPY a --|cursor|').labels).toEqual([]);
    expect(complete('FROM alpine\nCOPY -- |cursor|').labels).toEqual([]);
  });

  test.each([
    ['FROM --platform=|cursor| alpine', ['$BUILDPLATFORM', 'linux/arm64']],
    ['FROM alpine\nRUN --network=|cursor|', ['none', 'host']],
    ['FROM alpine\nRUN --security=|cursor|', ['sandbox', 'insecure']],
    ['FROM alpine\nCOPY --link=|cursor|', ['true', 'false']],
    ['FROM alpine\nCOPY --chmod=|cursor|', ['755', 'u=rwX,go=rX']],
    ['FROM alpine\nADD --checksum=|cursor|', ['sha256:']],
    ['FROM alpine\nHEALTHCHECK --interval=|cursor|', ['30s']],
    ['FROM alpine\nONBUILD RUN --network=|cursor|', ['none']],
  ])('have values: %j', (text, expected) => {
    expect(complete(text).labels).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    'FROM alpine\nCOPY --constructor=|cursor|',
    'FROM alpine\nRUN --toString=|cursor|',
    'FROM alpine\nFOO --from=|cursor|',
  ])('that nobody knows have none: %j', (text) => {
    expect(complete(text).labels).toEqual([]);
  });

  test('in letters outside of ASCII have their place in bytes', () => {
    const { list } = complete('FROM alpine\nCOPY --chmod=é|cursor| a b', { encoding: 'utf-8' });
    expect(list.items[0]?.textEdit).toMatchObject({
      range: { start: { line: 1, character: 13 }, end: { line: 1, character: 15 } },
    });
  });
});

describe('mounts', () => {
  const mount = (text: string) => complete(`FROM node:22\nRUN ${text}`, { files: { 'a.txt': '', 'src/b': '' } });

  test('have types', () => {
    expect(mount('--mount=|cursor|').labels.slice(0, 5)).toEqual([
      ...['type=bind', 'type=cache', 'type=secret', 'type=ssh', 'type=tmpfs'],
    ]);
    expect(mount('--mount=type=c|cursor|,id=x npm').taken('cache')).toBe(
      'FROM node:22\nRUN --mount=type=cache,id=x npm',
    );
  });

  test('have the options of their type, each once', () => {
    const { labels, taken } = mount('--mount=type=cache,target=/x,|cursor| npm ci');
    expect(labels).toContain('sharing=');
    expect(labels).not.toContain('target=');
    expect(labels).not.toContain('required');
    expect(taken('sharing=')).toBe('FROM node:22\nRUN --mount=type=cache,target=/x,sharing= npm ci');
    expect(mount('--mount=type=secret,|cursor|').labels).toEqual(expect.arrayContaining(['id=', 'required', 'env=']));
    expect(mount('--mount=type=cache,dst=/x,|cursor|').labels).not.toContain('target=');
  });

  test('have the caches of the tools that are run first', () => {
    const { labels, item } = mount('--mount=type=cache,target=|cursor| npm ci');
    expect(labels[0]).toBe('/root/.npm');
    expect(item('/root/.npm').detail).toBe('npm');
    expect(labels).toContain('/var/cache/apt');
  });

  test('have sources, stages and ids', () => {
    expect(mount('--mount=type=bind,source=|cursor|').labels).toEqual(['src/', 'a.txt']);
    expect(mount('--mount=type=bind,source=src/|cursor|,target=/x').taken('b')).toBe(
      'FROM node:22\nRUN --mount=type=bind,source=src/b,target=/x',
    );
    const file = 'FROM alpine AS one\nWORKDIR /out\nFROM alpine\nRUN --mount=type=secret,id=token x\n';
    expect(complete(`${file}RUN --mount=type=bind,from=|cursor|`).labels[0]).toBe('one');
    expect(complete(`${file}RUN --mount=type=bind,from=one,source=/|cursor|`).labels).toEqual(['out/']);
    expect(complete(`${file}RUN --mount=type=secret,id=|cursor|`).labels).toEqual(['token']);
    expect(complete(`${file}RUN --mount=type=ssh,id=|cursor|`).labels).toEqual(['default']);
  });

  test('over several lines and in quotes', () => {
    const { labels } = mount('--mount=type=ssh \\\n    --mount=type=cache,sharing=|cursor|\\\n npm');
    expect(labels).toEqual(['shared', 'private', 'locked']);
    expect(mount('--mount="type=cache,|cursor|"').labels).toEqual([]);
  });
});
