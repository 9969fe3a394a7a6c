// What builders answer, build after build: facts of BuildKit and properties that hold for all files.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BuildkitBuilder, type BuildRequest, ClassicBuilder } from '../../src/plan/builder.ts';
import type { ContextFile } from '../../src/plan/context-tree.ts';
import { fates, impactBetween, requestOf, type WrittenBuild } from './builds.ts';

function changed(build: WrittenBuild, change: Partial<WrittenBuild>): string {
  return fates(impactBetween(build, { ...build, ...change, files: { ...build.files, ...change.files } }));
}

describe('files of an image', () => {
  const build: WrittenBuild = {
    dockerfile:
      'FROM debian AS a\nCOPY tool /bin/tool\nFROM scratch AS b\nCOPY --from=a /usr/bin/tool /t\nFROM scratch\nCOPY --from=b /t /u\n',
    files: { tool: '1', other: '1' },
  };

  test('may be others once a folder that may be a link to theirs has changed', () => {
    expect(changed(build, { files: { tool: '2' } })).toBe('-??');
    expect(changed(build, { files: { other: '2' } })).toBe('+++');
  });

  test('belong to one platform', () => {
    const own = { dockerfile: 'FROM alpine\nCOPY f /\n', files: { f: '1' } };
    expect(changed(own, { dockerfile: 'FROM --platform=linux/arm64 alpine\nCOPY f /\n' })).toBe('-');
    expect(changed(own, { dockerfile: 'FROM --platform=linux/amd64 alpine\nCOPY f /\n' })).toBe('+');
  });

  test('say who an owner with a name is', () => {
    const owned: WrittenBuild = {
      dockerfile: 'FROM alpine AS a\nCOPY --chown=app f /d/\nFROM scratch\nCOPY --from=a /d/f /f\n',
      files: { f: '1' },
      images: { alpine: ['a', 'l'] },
    };
    expect(changed(owned, { images: { alpine: ['b', 'm'] } })).toBe('-?');
    expect(changed(owned, { dockerfile: owned.dockerfile.replace('=app', '=7') })).toBe('-?');
  });
});

describe('a copy', () => {
  test('goes where a link in the destination leads', () => {
    const build: WrittenBuild = {
      dockerfile: 'FROM scratch AS a\nCOPY tree /\nCOPY new /current/\nFROM scratch\nCOPY --from=a /releases/1 /t\n',
      files: { new: '1', 'tree/current': { kind: 'link', content: 'releases/1' }, 'tree/releases/1/x': 'x' },
    };
    expect(changed(build, { files: { new: '2' } })).toBe('+--');
  });

  test('may end with the same mode after a symbolic change', () => {
    const dockerfile = 'FROM scratch AS a\nCOPY --chmod=+x f /f\nFROM scratch\nCOPY --from=a /f /f\n';
    const files = { f: { content: '1', mode: 0o744, time: 'later' } };
    expect(changed({ dockerfile, files: { f: '1' } }, { files })).toBe('-?');
  });

  test('of a folder leaves the mode of a new one alone', () => {
    const dockerfile = 'FROM scratch AS a\nCOPY d /n\nFROM scratch\nCOPY --from=a /n /\n';
    const folder = (mode: number): NonNullable<WrittenBuild['files']> => ({ d: { kind: 'folder', mode }, 'd/f': '1' });
    const [before, after] = [0o750, 0o711].map((mode) => requestOf({ dockerfile, files: folder(mode) }));
    const builder = new BuildkitBuilder();
    builder.build(need(before));
    builder.forgetContext();
    expect(hits(builder, need(after))).toBe('-+');
  });

  test('of a path inside another one is not looked at by itself', () => {
    const build: WrittenBuild = {
      dockerfile: 'FROM scratch\nCOPY d d/l /x/\n',
      files: { 'd/l': { kind: 'link', content: '../t' }, t: '1' },
    };
    expect(changed(build, { files: { t: '2' } })).toBe('+');
  });
});

test.each(['buildkit', 'classic'] as const)(
  'what stands on an uncertain step is no certain hit elsewhere: %s',
  (name) => {
    const command = (stage: string, file: string): string => `FROM alpine AS ${stage}\nCOPY ${file} /c\nRUN p\n`;
    const first = `${command('p', 'a/c')}FROM alpine\nCOPY --from=p /x /\nRUN b\n`;
    const second = `${command('q', 'b/c')}${command('p', 'a/c')}FROM alpine AS one\nCOPY --from=p /x /\nRUN new\nFROM alpine AS two\nCOPY --from=q /x /\nRUN new\nFROM scratch\nCOPY --from=one / /1/\nCOPY --from=two / /2/\n`;
    const impact = impactBetween(
      { dockerfile: first, files: { 'a/c': '1', 'b/c': '1' } },
      { dockerfile: second, files: { 'a/c': '2', 'b/c': '1' } },
      name,
    );
    const [one, two] = impact.steps.filter(({ text }) => text === 'RUN new');
    expect(one?.fate).toBe('rebuilds');
    expect(two?.fate).toBe('uncertain');
  },
);

test('a folder of --build-context is sent by itself, once', () => {
  const request = requestOf({ dockerfile: 'FROM scratch\nCOPY f /\n', files: { f: '1' } });
  const file = (content: string): ContextFile => ({ path: 'f', kind: 'file', content, size: 1, mode: 0o644, time: 1 });
  const builder = new BuildkitBuilder();
  const withNamed = (content: string): BuildRequest => ({
    ...request,
    namedContexts: new Map([['n', [file(content)]]]),
  });
  builder.build(withNamed('1'));
  expect(hits(builder, withNamed('2'))).toBe('+');
});

describe('for all files', () => {
  const dockerfile = [
    'FROM gcc AS make\nWORKDIR /w\nCOPY src/ ./src/\nCOPY a* /etc/\nRUN make',
    'FROM alpine AS tools\nCOPY --link a /bin/\nRUN --mount=type=bind,source=src,target=/s tools',
    'FROM make AS check\nRUN check',
    'FROM scratch\nCOPY --from=make /w /w\nCOPY --from=tools /bin/a /a\nCOPY b d/ /x/\n',
  ].join('\n');
  const paths = ['a', 'a1', 'b', 'src/main.c', 'src/lib/x', 'd/y', 'd/e/z'];
  const others = ['README', 'docs/a', 'e/src', 'srcs'];
  const some = fc.record(
    Object.fromEntries([...paths, ...others].map((path) => [path, fc.constantFrom('1', '22', '333')])),
  );
  const builders = [
    ['buildkit', () => new BuildkitBuilder()] as const,
    ['classic', () => new ClassicBuilder()] as const,
  ];
  const classicFile = dockerfile.replace(' --link', '').replace(/ --mount=\S+/, '');
  const fileOf = (name: string): string => (name === 'classic' ? classicFile : dockerfile);

  test.each(builders)('an unchanged build hits every step: %s', (name, make) => {
    fc.assert(
      fc.property(some, (files) => {
        const builder = make();
        const request = requestOf({ dockerfile: fileOf(name), files }, name);
        builder.build(request);
        expect(hits(builder, request)).toMatch(/^\++$/);
      }),
      { numRuns: 10 },
    );
  });

  test.each(builders)('a file that no step takes, a time, the order of files rebuild nothing: %s', (name, make) => {
    fc.assert(
      fc.property(some, fc.constantFrom(...others), fc.nat(), (files, other, time) => {
        const builder = make();
        builder.build(requestOf({ dockerfile: fileOf(name), files }, name));
        const touched = Object.entries({ ...files, [other]: 'changed' }).toReversed();
        const later = Object.fromEntries(touched.map(([path, content]) => [path, { content, time }]));
        const sorted = requestOf({ dockerfile: fileOf(name), files: later }, name);
        expect(hits(builder, sorted)).toMatch(/^\++$/);
      }),
      { numRuns: 10 },
    );
  });

  test.each(builders)('a step on a step that surely rebuilds is no hit: %s', (name) => {
    fc.assert(
      fc.property(some, some, (files, after) => {
        const build = { dockerfile: fileOf(name) };
        const { stages } = impactBetween({ ...build, files }, { ...build, files: after }, name);
        for (const { steps } of stages.filter((stage) => stage.name !== 'tools')) {
          const first = steps.findIndex(({ fate, keyword }) => fate === 'rebuilds' && keyword !== 'FROM');
          const rest = first === -1 ? [] : steps.slice(first);
          expect(rest.map(({ fate }) => fate)).not.toContain('cached');
        }
      }),
      { numRuns: 15 },
    );
  });
});

function hits(builder: BuildkitBuilder | ClassicBuilder, request: BuildRequest): string {
  const marks = { yes: '+', no: '-', maybe: '?' };
  return [...builder.build(request).values()].map(({ hit }) => marks[hit]).join('');
}

function need<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('there is none');
  return value;
}
