// Command lines of `docker build`.

import { describe, expect, test } from 'vitest';
import { readDockerBuild } from '../../src/cli/docker-command.ts';

const read = (line: string): ReturnType<typeof readDockerBuild> => readDockerBuild(line.split(' '));

describe('a build', () => {
  test.each([
    ['docker build .', 'docker build --progress=rawjson .'],
    ['docker buildx build -t app .', 'docker buildx build --progress=rawjson -t app .'],
    [
      'docker --context far buildx --builder b build .',
      'docker --context far buildx --builder b build --progress=rawjson .',
    ],
    ['docker buildx b --progress plain .', 'docker buildx b --progress=rawjson .'],
    ['docker image build --progress=tty x', 'docker image build --progress=rawjson x'],
  ])('%s runs as %s', (line, words) => {
    expect(read(line).words.join(' ')).toBe(words);
  });

  test('has its options in every spelling', () => {
    const build = read(
      'docker build -fa.df --target=t --build-arg A=1 --build-arg=B=2 --no-cache --pull=false -t x app',
    );
    expect(build.context).toBe('app');
    expect(build.dockerfile).toBe('a.df');
    expect(build.valuesOf('target')).toEqual(['t']);
    expect(build.valuesOf('build-arg')).toEqual(['A=1', 'B=2']);
    expect([build.has('no-cache'), build.has('pull'), build.has('push')]).toEqual([true, false, false]);
  });

  test('has several letters in one word', () => {
    const build = read('docker build -Dtapp -Df x.df .');
    expect([build.valuesOf('tag'), build.dockerfile, build.has('debug')]).toEqual([['app'], 'x.df', true]);
    expect(build.words.join(' ')).toBe('docker build --progress=rawjson -Dtapp -Df x.df .');
  });

  test('is one of an engine', () => {
    expect(read('docker --context far buildx --builder=b build --builder c .').engine).toEqual([
      'docker',
      '--context',
      'far',
      '--builder=b',
      'c',
    ]);
    expect(read('docker buildx build .').engine).toEqual(read('docker build .').engine);
  });

  test('may say what is the case anyway', () => {
    expect(() => read('docker build --quiet=false --call=build --check=false .')).not.toThrow();
  });

  test('has its context in front of options, too', () => {
    expect(read('docker build . -f x').context).toBe('.');
    expect(readDockerBuild(['docker', 'build', '--', '-odd']).context).toBe('-odd');
  });
});

test.each([
  ['', 'there is no build to run: write the build behind "--"'],
  ['make image', '"make image" is no docker build'],
  ['docker', '"docker" is no docker build'],
  ['docker buildx bake app', '"bake" may build several images: verify one at a time'],
  ['docker compose build', '"compose" may build several images: verify one at a time'],
  ['docker run alpine', '"docker run" is no docker build'],
  ['docker build', 'the build names no context'],
  ['docker build a b', 'the build takes one context, and "b" is a second one'],
  ['docker build -', 'the context "-" is no folder'],
  ['docker build https://example.org/a.git', 'the context "https://example.org/a.git" is no folder'],
  ['docker build github.com/a/b', 'the context "github.com/a/b" is no folder'],
  ['docker build --target', '--target needs a value'],
  ['docker build -q .', '--quiet leaves nothing to compare with'],
  ['docker build -qt app .', '--quiet leaves nothing to compare with'],
  ['docker build --output type=tar,dest=- .', '--output "-" writes the image where the report goes'],
  ['docker build --platform a,b .', 'a build for several platforms is several builds'],
  ['docker build --check .', 'a call of --check, --call or --print builds nothing'],
])('"%s" is refused: %s', (line, message) => {
  expect(() => readDockerBuild(line.split(' ').filter((word) => word !== ''))).toThrow(message);
});
