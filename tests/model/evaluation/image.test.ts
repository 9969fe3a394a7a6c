import { describe, expect, test } from 'vitest';
import { type Platform, platformOf } from '../../../src/syntax/platform.ts';
import { build, configOf, historyOf, imagesLike } from './builds.ts';

describe('the image', () => {
  test('has what its instructions set', () => {
    expect(
      configOf([
        'FROM scratch',
        'ENV B=2 A="1 x"',
        'ENV B=$A',
        'LABEL b=y a=x',
        'USER app:staff',
        'WORKDIR /srv/',
        'WORKDIR ../a',
        'EXPOSE 91 80-81/UDP',
        'VOLUME /v ["/w"]',
        'STOPSIGNAL sigterm',
        'SHELL ["/bin/bash", "-c"]',
        'HEALTHCHECK --interval=1m30s --retries=3 CMD a "b"',
        'ONBUILD RUN x',
        'CMD y',
      ]),
    ).toMatchObject({
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'B=1 x', 'A=1 x'],
      Labels: { a: 'x', b: 'y' },
      User: 'app:staff',
      WorkingDir: '/a',
      ExposedPorts: { '80/udp': {}, '81/udp': {}, '91/tcp': {} },
      Volumes: { '/v': {}, '[/w]': {} },
      StopSignal: 'sigterm',
      Shell: ['/bin/bash', '-c'],
      Healthcheck: { Test: ['CMD-SHELL', 'a "b"'], Interval: 90_000_000_000, Retries: 3 },
      OnBuild: ['RUN x'],
      Cmd: ['/bin/bash', '-c', 'y'],
      ArgsEscaped: true,
    });
  });

  test('keeps the CMD of its base until an ENTRYPOINT, and its own always', () => {
    const images = imagesLike({ Cmd: ['base'] });
    expect(configOf(['FROM a', 'ENV A=b'], { images }).Cmd).toEqual(['base']);
    expect(configOf(['FROM a', 'ENTRYPOINT ["x"]'], { images }).Cmd).toBeUndefined();
    expect(configOf(['FROM a', 'CMD ["y"]', 'ENTRYPOINT ["x"]'], { images }).Cmd).toEqual(['y']);
    expect(configOf(['FROM a AS b', 'CMD ["y"]', 'FROM b', 'ENTRYPOINT ["x"]'], { images }).Cmd).toBeUndefined();
  });

  test('has labels of the command line', () => {
    expect(configOf(['FROM a', 'LABEL a=1'], { labels: new Map([['a', '2']]) }).Labels).toEqual({ a: '2' });
  });

  test('is for the platform that is asked for, whatever its base says', () => {
    const images = imagesLike({}, { architecture: 'arm64', variant: 'v8' });
    const platformOfBuild = (platform?: Platform): object => {
      const { os, architecture, variant } = build(['FROM a'], platform ? { images, platform } : { images }).image ?? {};
      return { os, architecture, variant };
    };
    expect(platformOfBuild()).toEqual({ os: 'linux', architecture: 'arm64', variant: '' });
    expect(platformOfBuild(platformOf('linux', 'arm64'))).toEqual({ os: 'linux', architecture: 'arm64', variant: '' });
    expect(platformOfBuild(platformOf('linux', 'arm', 'v6'))).toEqual({
      os: 'linux',
      architecture: 'arm',
      variant: 'v6',
    });
  });

  test('of Windows has its paths and its shell', () => {
    const images = imagesLike({}, { os: 'windows' });
    const platform = { os: 'windows', architecture: 'amd64', variant: '', osVersion: '', osFeatures: [] };
    const lines = ['# escape=`', 'FROM a', 'WORKDIR C:\\app', 'WORKDIR x', 'CMD y'];
    expect(configOf(lines, { images, platform })).toMatchObject({
      WorkingDir: '\\app\\x',
      Cmd: ['cmd', '/S', '/C', 'y'],
    });
    expect(configOf(lines, { images, platform }).Env).toBeUndefined();
    expect(historyOf(lines, { images, platform })).toContain('+ WORKDIR /app/x');
  });
});

describe('the history', () => {
  test('tells each instruction in its own way', () => {
    expect(
      historyOf([
        'FROM a',
        'ARG A=1 B=x$A C',
        'RUN --mount=type=cache,target=/x a  b',
        'RUN ["a", "b c"]',
        'ENV K v w',
        'COPY --chown=1:2 --chmod=755 --link a b /',
        'ADD <<E <<"F" /x/',
        'e',
        'E',
        'f',
        'F',
        'WORKDIR /',
        'WORKDIR /a/../b',
        'EXPOSE 90 80/udp',
        'CMD echo "hi"',
        'MAINTAINER me',
        'HEALTHCHECK NONE',
      ]),
    ).toEqual([
      'ARG A=1 B=x1 C',
      '+ RUN |3 A=1 B=x1 C= /bin/sh -c a  b # buildkit',
      '+ RUN |3 A=1 B=x1 C= a b c # buildkit',
      'ENV K=v w',
      '+ COPY --chown=1:2 --chmod=755 a b / # buildkit',
      '+ ADD <<E <<F /x/ # buildkit',
      'WORKDIR /',
      '+ WORKDIR /a/../b',
      'EXPOSE [80/udp 90/tcp]',
      'CMD ["/bin/sh" "-c" "echo \\"hi\\""]',
      'MAINTAINER me',
      'HEALTHCHECK {Test:[NONE] Interval:0s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0}',
    ]);
  });
});

describe('what is not known', () => {
  const images = { lookup: () => ({ kind: 'unknown', reason: 'offline' }) as const };

  test('stays unknown until it is set', () => {
    const { image, notes } = build(['FROM a', 'WORKDIR b', 'ENV A=$HOME', 'EXPOSE $PORT', 'USER x'], { images });
    expect(image?.unknown.get('workdir')).toBe('offline');
    expect(image?.unknown.get('exposedPorts')).toBe('offline');
    expect(image?.unknown.has('user')).toBe(false);
    expect(image?.env.get('A')).toEqual({ text: '$HOME', unknown: 'offline' });
    expect(notes.map(({ check }) => check)).toEqual(['WorkdirRelativePath']);
  });

  test('is known where nothing depends on it', () => {
    const { image } = build(['FROM a', 'ENV A=1 B=2', 'WORKDIR /a', 'WORKDIR b', 'ENV C=$A'], { images });
    expect(image?.unknown.has('workdir')).toBe(false);
    expect(image?.workdir).toBe('/a/b');
    expect(image?.env.get('C')).toEqual({ text: '1', unknown: undefined });
  });
});

test('the state before and after each instruction', () => {
  const { stages, stepOf } = build(['FROM a', 'USER x', 'USER y']);
  const [, second] = stages[0]?.instructions ?? [];
  const step = second && stepOf(second);
  expect([step?.before.image.user, step?.after.image.user]).toEqual(['x', 'y']);
});
