import { describe, expect, test } from 'vitest';
import { documentLinks } from '../../src/lsp/document-links.ts';
import { expectAnywhere } from './anywhere.ts';
import { type Given, mark, viewOf } from './marked.ts';

const folder = 'file:///project';

function marked(text: string, given?: Given): string {
  const view = viewOf(text, given);
  return mark(
    view,
    documentLinks(view, folder).map(({ range }) => range),
  );
}

function targets(text: string, given?: Given, context: string | undefined = folder): readonly (string | undefined)[] {
  return documentLinks(viewOf(text, given), context).map(({ target }) => target);
}

describe('images', () => {
  test.each([
    ['node:22', 'https://hub.docker.com/_/node'],
    ['docker.io/library/node', 'https://hub.docker.com/_/node'],
    ['grafana/grafana:11@sha256:' + 'a'.repeat(64), 'https://hub.docker.com/r/grafana/grafana'],
    ['ghcr.io/astral-sh/uv:latest', 'https://ghcr.io/astral-sh/uv'],
    ['quay.io/jupyter/base-notebook', 'https://quay.io/repository/jupyter/base-notebook'],
    ['mcr.microsoft.com/dotnet/sdk:8.0', 'https://mcr.microsoft.com/artifact/mar/dotnet/sdk'],
    ['public.ecr.aws/docker/library/node', 'https://gallery.ecr.aws/docker/library/node'],
  ])('%s', (image, page) => {
    expect(targets(`FROM ${image}\n`)).toEqual([page]);
  });

  test.each([
    'registry.example.com/a/b',
    'localhost:5000/a',
    'scratch',
    'UPPER',
    'gcr.io/distroless/static',
    'a/b/c',
    '$A',
  ])('%s has no page that is known', (image) => {
    expect(targets(`FROM ${image}\n`)).toEqual([]);
  });

  test('wherever they stand, but not stages', () => {
    const file = `# syntax=«docker/dockerfile:1»
ARG V=22
FROM «node:$V» AS build
FROM build
COPY --from=build / /
COPY --from=«nginx» / /
COPY --from=0 / /
RUN --mount=type=cache,from=«alpine:3»,target=/x --mount=from=build,target=/y true
ONBUILD COPY --from=«busybox» / /
`;
    expect(marked(file.replaceAll(/[«»]/g, ''))).toBe(file);
    expect(targets('ARG V=22\nFROM node:$V')).toEqual(['https://hub.docker.com/_/node']);
  });
});

describe('sources', () => {
  const files = { 'package.json': '', 'src/main é.ts': '', 'src/a': '' };

  test('files of the build context', () => {
    const file = `FROM scratch
COPY «package.json» ./src/ «/src/../src/a» /x
ADD ["«src/main é.ts»", "/x"]
RUN --mount=source=«package.json»,target=/p true
COPY --from=nginx/x package.json /x
COPY missing src/* $A /x
`;
    expect(marked(file.replaceAll(/[«»]/g, ''), { files, encoding: 'utf-8' })).toBe(
      file.replace('nginx/x', '«nginx/x»'),
    );
    expect(targets('FROM scratch\nADD ["src/main é.ts", "/x"]\n', { files })).toEqual([
      'file:///project/src/main%20%C3%A9.ts',
    ]);
  });

  test('none without the address of the context', () => {
    expect(documentLinks(viewOf('FROM scratch\nCOPY package.json /\n', { files }))).toEqual([]);
  });

  test('addresses that ADD loads', () => {
    expect(targets('FROM scratch\nADD https://example.com/a?b=1 https://example.com/$V git@x.com:a.git /x\n')).toEqual([
      'https://example.com/a?b=1',
    ]);
  });
});

test('anywhere', () => {
  expectAnywhere((view) => documentLinks(view, folder));
});
