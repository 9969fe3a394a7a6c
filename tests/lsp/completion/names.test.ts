import { CompletionItemTag } from 'vscode-languageserver';
import { describe, expect, test } from 'vitest';
import { contextName } from '../../../src/model/named-context.ts';
import { parseImageReference } from '../../../src/syntax/image-reference.ts';
import { complete } from './completing.ts';

describe('stages and images', () => {
  test('FROM starts from earlier stages, then from images', () => {
    const { labels, item } = complete('FROM node:22 AS One\nFROM one AS two\nFROM |cursor|');
    expect(labels.slice(0, 4)).toEqual(['two', 'One', 'node:22', 'scratch']);
    expect(labels).toContain('alpine');
    expect(item('One').detail).toBe('stage in line 1');
    expect(complete('FROM |cursor| AS two\n').labels).not.toContain('two');
  });

  test('what is being typed is no image of the file', () => {
    const { labels, item } = complete('FROM nod|cursor|');
    expect(labels).not.toContain('nod');
    expect(item('node').detail).toBeUndefined();
    expect(complete('FROM a\nCOPY --from=ngi|cursor| / /').labels).not.toContain('ngi');
    expect(complete('FROM node\nFROM node|cursor|').item('node').detail).toBe('in this file');
  });

  test('--from takes earlier stages, never its own nor a later one', () => {
    const { labels } = complete('FROM a AS one\nFROM b\nFROM c AS own\nCOPY --from=|cursor| / /\nFROM d AS later');
    expect(labels.slice(0, 2)).toEqual(['1', 'one']);
    for (const refused of ['own', 'later', '2', 'scratch']) expect(labels).not.toContain(refused);
  });

  test('named contexts of the build are there as well', () => {
    const reference = parseImageReference('vendor');
    const name = reference.ok ? contextName(reference.value) : '';
    const contexts = new Map([[name, { kind: 'files', text: '../vendor' } as const]]);
    const { item } = complete('FROM alpine\nCOPY --from=|cursor| / /', { build: { contexts } });
    expect(item('vendor').detail).toBe('build context ../vendor');
  });

  test('tags come behind the colon, those out of support last', () => {
    const { labels, item, taken } = complete('FROM node:2|cursor|2 AS build\n', { build: { date: '2026-11-21' } });
    expect(taken('24-alpine')).toBe('FROM node:24-alpine AS build\n');
    expect(item('24').tags).toBeUndefined();
    expect(item('16').tags).toEqual([CompletionItemTag.Deprecated]);
    expect(item('16').detail).toContain('out of support since 2023-09-11');
    expect(labels.indexOf('24')).toBeLessThan(labels.indexOf('16'));
  });

  test.each([
    'FROM localhost:5000/app:|cursor|',
    'FROM alpine@|cursor|',
    'FROM a b c |cursor|',
    'FROM alpine AS |cursor|',
    'FROM Bad//Name:|cursor|',
  ])('nothing is known: %j', (text) => {
    expect(complete(text).labels).toEqual([]);
  });

  test('behind the image stands AS, in the letters of FROM', () => {
    expect(complete('FROM alpine |cursor|').labels).toEqual(['AS']);
    expect(complete('from alpine |cursor|').taken('as')).toBe('from alpine as ');
  });
});

describe('variables', () => {
  test('of a stage have their values and their origins, those of the file first', () => {
    const { labels, item, taken } = complete(
      'ARG VERSION=22\nFROM node:$VERSION\nARG VERSION\nARG TOKEN\nENV APP=/srv\nRUN echo $|cursor|',
    );
    expect(labels.slice(0, 3)).toEqual(['APP', 'TOKEN', 'VERSION']);
    expect(labels).toContain('PATH');
    expect(item('APP').detail).toBe('/srv');
    expect(item('APP').documentation).toMatchObject({ value: '`/srv`\n\nENV in line 5' });
    expect(item('TOKEN').detail).toBe('ARG in line 4');
    expect(taken('APP')).toContain('RUN echo $APP');
  });

  test('in FROM are arguments of the file and those of BuildKit', () => {
    const { labels } = complete('ARG VERSION=22\nFROM node:${|cursor|\nENV A=1\n');
    expect(labels[0]).toBe('VERSION');
    expect(labels).toContain('TARGETARCH');
    expect(labels).not.toContain('A');
  });

  test('in braces are closed where they are open', () => {
    const before = 'FROM alpine\nENV HOME_FOLDER=/a\n';
    expect(complete(`${before}WORKDIR \${HO|cursor|/x`).taken('HOME_FOLDER')).toBe(
      `${before}WORKDIR \${HOME_FOLDER}/x`,
    );
    expect(complete(`${before}WORKDIR \${H|cursor|OME}/x`).taken('HOME_FOLDER')).toBe(
      `${before}WORKDIR \${HOME_FOLDER}/x`,
    );
    expect(complete(`${before}WORKDIR \${HO|cursor|:-x}`).taken('HOME_FOLDER')).toBe(
      `${before}WORKDIR \${HOME_FOLDER:-x}`,
    );
  });

  const places = [
    'RUN a \\\n  && b $|cursor|',
    'CMD run "$|cursor|"',
    'HEALTHCHECK CMD x $|cursor|',
    'COPY $|cursor| /x',
    'COPY ["$|cursor|", "/x"]',
    'COPY --chown=$|cursor| a b',
    'RUN --mount=type=cache,target=$|cursor|',
    'ENV X="$|cursor|"',
    'LABEL a=${|cursor|}',
    'EXPOSE $|cursor|',
    'USER $|cursor|',
    'VOLUME $|cursor|',
    'STOPSIGNAL $|cursor|',
    'ARG Y=$|cursor|',
    'ONBUILD RUN echo $|cursor|',
    'RUN <<EOF\necho $|cursor|\nEOF',
    'RUN <<-"EOF"\n\techo $|cursor|\n\tEOF',
    'COPY <<EOF /x\n$|cursor|\nEOF',
    'RUN echo "日本 $|cursor|"',
  ];
  test.each(places)('are offered in %j', (text) => {
    const { labels } = complete(`FROM alpine\nENV OWN=1\n${text}`);
    expect(labels).toContain('OWN');
    expect(complete(`FROM alpine\r\nENV OWN=1\r\n${text.replaceAll('\n', '\r\n')}`).labels).toEqual(labels);
  });

  test.each([
    'RUN ["echo", "$|cursor|"]',
    'CMD ["$|cursor|"]',
    'COPY --from=$|cursor| a b',
    'COPY <<"EOF" /x\n$|cursor|\nEOF',
    'RUN echo \\$|cursor|',
    'RUN echo $$|cursor|',
    'RUN echo $(|cursor|',
    'RUN echo $1|cursor|',
    'SHELL ["$|cursor|"]',
    'RUN <<EOF\n#!/usr/bin/env python3\n$|cursor|\nEOF',
    'FOO $|cursor|',
    '# $|cursor|',
  ])('are not offered in %j', (text) => {
    expect(complete(`FROM alpine\nENV OWN=1\n${text}`).labels).not.toContain('OWN');
  });

  test('that only the build has are not offered to what runs in the container', () => {
    expect(complete('FROM alpine\nARG A=1\nENV B=1\nENTRYPOINT x $|cursor|').labels).toEqual(['B', 'PATH']);
  });

  test('are escaped by the character of the file in words that the builder reads', () => {
    expect(complete('# escape=`\nFROM alpine\nENV A=1\nWORKDIR `$|cursor|').labels).toEqual([]);
    expect(complete('# escape=`\nFROM alpine\nENV A=1\nWORKDIR \\$|cursor|').labels).toContain('A');
  });

  test('ARG can declare those that the stage has not declared', () => {
    const { labels } = complete('ARG A=1\nARG B=2\nFROM alpine\nARG A\nARG |cursor|\n');
    expect(labels[0]).toBe('B');
    expect(labels).toContain('TARGETOS');
    expect(labels).not.toContain('A');
  });

  test('have their place in the encoding of the client', () => {
    const text = 'FROM alpine\nENV OWN=1\nRUN echo "😀é" $O|cursor|';
    const starts = { 'utf-8': 19, 'utf-16': 16, 'utf-32': 15 } as const;
    for (const encoding of ['utf-8', 'utf-16', 'utf-32'] as const) {
      const start = { line: 2, character: starts[encoding] };
      expect(complete(text, { encoding }).item('OWN').textEdit).toMatchObject({ range: { start } });
    }
  });
});

describe('paths', () => {
  const files = { 'src/main.ts': '', 'src/lib/a.ts': '', 'package.json': '', 'dist/x.js': '', 'my file.txt': '' };
  const given = { files, ignored: 'dist\n*.json\n' };

  test('of the build context, folders first, ignored ones last', () => {
    const { labels, item } = complete('FROM alpine\nCOPY |cursor|', given);
    expect(labels.slice(0, 3)).toEqual(['src/', 'dist/', 'package.json']);
    expect(item('dist/').detail).toBe('ignored by .dockerignore');
    expect(item('src/')).toMatchObject({ command: { command: 'suggest' } });
    expect(item('src/').detail).toBeUndefined();
  });

  test('name by name', () => {
    expect(complete('FROM alpine\nCOPY ./src/|cursor| /x', given).labels).toEqual(['lib/', 'main.ts']);
    expect(complete('FROM alpine\nCOPY s|cursor|rc/lib /x', given).taken('src/')).toBe('FROM alpine\nCOPY src/lib /x');
    expect(complete('FROM alpine\nCOPY src/li|cursor| /x', given).taken('lib/')).toBe('FROM alpine\nCOPY src/lib/ /x');
    expect(complete('FROM alpine\nCOPY nowhere/|cursor| /x', given).labels).toEqual([]);
    expect(complete('FROM alpine\nCOPY *.d/|cursor| /x', given).labels).toEqual([]);
  });

  test('with blanks in the JSON form', () => {
    expect(complete('FROM alpine\nCOPY ["m|cursor|", "/x"]', given).taken('my file.txt')).toBe(
      'FROM alpine\nCOPY ["my file.txt", "/x"]',
    );
    expect(complete('FROM alpine\nCOPY ["a", "b"|cursor|]', given).labels).toEqual([]);
  });

  test('without a context there are none', () => {
    expect(complete('FROM alpine\nCOPY --link x/|cursor|').labels).toEqual([]);
  });

  const stages = 'FROM alpine AS one\nWORKDIR /out\nCOPY a /data/\nRUN go build -o /out/bin/app\nFROM alpine\n';
  test('of another stage, as far as they are known', () => {
    expect(complete(`${stages}COPY --from=one |cursor| .`, given).taken('/out/')).toBe(
      `${stages}COPY --from=one /out/ .`,
    );
    expect(complete(`${stages}COPY --from=one /out/bin/|cursor| .`, given).labels).toEqual(['app']);
    expect(complete(`${stages}COPY --from=ONE /data/|cursor| .`, given).labels).toEqual(['a']);
    expect(complete(`${stages}COPY --from=nginx /|cursor| .`, given).labels).toEqual([]);
  });

  test('of the stage itself for destinations and folders', () => {
    const file = 'FROM alpine\nWORKDIR /app\nCOPY x /app/lib/\n';
    expect(complete(`${file}WORKDIR |cursor|`).labels).toEqual(['lib/', '/app/']);
    expect(complete(`${file}COPY src /app/|cursor|`, given).labels).toContain('lib/');
    const { labels, item } = complete(`${file}COPY src |cursor|`, given);
    expect(labels.slice(0, 4)).toEqual(['./', 'lib/', '/app/', 'src/']);
    expect(item('./').detail).toBe('WORKDIR /app');
    expect(complete(`${file}VOLUME /|cursor|`).labels).toEqual(['app/']);
  });
});

describe('arguments', () => {
  test.each([
    ['USER |cursor|', ['bob', 'node', 'root']],
    ['USER node:|cursor|', ['node', 'www-data']],
    ['COPY --chown=|cursor| . .', ['bob', 'node']],
    ['COPY --chown=bob:|cursor| . .', ['bob', 'node']],
    ['STOPSIGNAL |cursor|', ['SIGTERM', 'SIGQUIT']],
    ['EXPOSE 80/|cursor|', ['tcp', 'udp', 'sctp']],
    ['EXPOSE 80|cursor|', ['80/tcp', '80/udp', '8080']],
    ['EXPOSE |cursor|', ['80', '443', '8080', '5432']],
    ['RUN |cursor|', ['apt-get install', 'npm ci', '<<EOF', '--mount=']],
    ['RUN --network=none |cursor|', ['npm ci', '--mount=']],
    ['CMD |cursor|', ['["…"]']],
    ['HEALTHCHECK |cursor|', ['CMD', 'NONE', '--interval=']],
    ['SHELL |cursor|', ['["/bin/bash", "-o", "pipefail", "-c"]']],
    ['LABEL |cursor|', ['org.opencontainers.image.source']],
  ])('%j', (text, expected) => {
    const { labels } = complete(`FROM node:22\nRUN useradd bob\n${text}`);
    expect(labels).toEqual(expect.arrayContaining(expected));
  });

  test('labels are offered once', () => {
    const name = 'org.opencontainers.image.source';
    const { labels } = complete(`FROM alpine\nLABEL ${name}=x \\\n  org.|cursor|\n`);
    expect(labels).not.toContain(name);
    expect(labels).toContain('org.opencontainers.image.url');
  });

  test('a shell takes the place of what is there', () => {
    const { taken } = complete('FROM debian\nSHELL |cursor|["/bin/sh"]');
    expect(taken('["/bin/sh", "-c"]')).toBe('FROM debian\nSHELL ["/bin/sh", "-c"]');
  });
});
