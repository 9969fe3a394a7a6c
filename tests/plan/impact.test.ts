// What a change rebuilds, and why.

import { assert, constantFrom, property, record, subarray, array, tuple, type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Impact } from '../../src/plan/impact.ts';
import { reasonText, summaryText } from '../../src/report/impact/words.ts';
import { fates, impactBetween, type WrittenBuild } from './builds.ts';

const dockerfile = `FROM node AS build
ARG MODE=fast
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run $MODE
FROM nginx
COPY --from=build /app/dist /www
RUN check
`;
const build: WrittenBuild = { dockerfile, files: { 'package.json': '{}', 'src/a.ts': '1', 'docs/b.md': '2' } };

/** Each step that is not in the cache, with its reasons. */
function reasons({ steps }: Impact): readonly string[] {
  return steps.flatMap(({ place, fate, reasons: why }) =>
    fate === 'cached' ? [] : [`${place} ${fate}: ${why.map(reasonText).join('; ')}`],
  );
}

function impact(change: Partial<WrittenBuild>, builder: 'buildkit' | 'classic' = 'buildkit'): Impact {
  return impactBetween(build, { ...build, ...change, files: { ...build.files, ...change.files } }, builder);
}

describe('the reason', () => {
  test('is a file, then the steps that it has reached', () => {
    expect(reasons(impact({ files: { 'package.json': '{"a":1}' } }))).toEqual([
      'build 3/6 rebuilds: package.json changed',
      'build 4/6 rebuilds: goes on with build 3/6',
      'build 5/6 rebuilds: package.json changed; goes on with build 4/6',
      'build 6/6 rebuilds: goes on with build 5/6',
      'stage-1 2/3 uncertain: unless build 6/6 leaves /app/dist as it was',
      'stage-1 3/3 uncertain: goes on with stage-1 2/3',
    ]);
  });

  test('is a build argument', () => {
    expect(reasons(impact({ args: { MODE: 'slow' } })).slice(0, 2)).toEqual([
      'build 4/6 rebuilds: MODE was "fast", is "slow"',
      'build 5/6 rebuilds: goes on with build 4/6',
    ]);
  });

  test('is an image', () => {
    expect(reasons(impact({ images: { nginx: ['new'] } }))).toEqual([
      'stage-1 1/3 rebuilds: nginx:latest is another image',
      'stage-1 2/3 rebuilds: goes on with stage-1 1/3',
      'stage-1 3/3 rebuilds: goes on with stage-1 2/3',
    ]);
  });

  test('is an edit of the Dockerfile', () => {
    const edited = dockerfile.replace('npm ci', 'npm install').replace('RUN check', 'RUN check\nCOPY docs /docs');
    expect(reasons(impact({ dockerfile: edited })).filter((text) => !text.includes('goes on'))).toEqual([
      'build 4/6 rebuilds: its command was "npm ci"',
      'stage-1 2/4 uncertain: unless build 6/6 leaves /app/dist as it was',
      'stage-1 4/4 rebuilds: new in the Dockerfile',
    ]);
  });

  test('is told of the classic builder, too', () => {
    expect(reasons(impact({ files: { 'src/a.ts': '2' } }, 'classic')).slice(0, 3)).toEqual(
      [
        '6/10 rebuilds: src/a.ts changed; goes on with 5/10',
        '7/10 rebuilds: goes on with 6/10',
        '9/10 uncertain: unless 7/10 leaves app/dist as it was',
      ].map((text) => text.replace('; goes on with 5/10', '')),
    );
  });
});

describe('the sum', () => {
  test('follows the first cause to the first command', () => {
    expect(summaryText(impact({ files: { 'package.json': '1', 'src/a.ts': '2' } }))).toBe(
      'package.json changed -> build 3/6 COPY package*.json ./ -> build 4/6 RUN npm ci rebuilds -> 4 of 9 steps, perhaps 2 more; 1 more cause above',
    );
  });

  test('says that nothing rebuilds', () => {
    expect(summaryText(impact({}))).toBe('nothing rebuilds: all 9 steps are in the cache');
  });
});

const paths = ['a', 'b', 'd/a', 'd/b', 'e/f/g'] as const;
const stage: Arbitrary<readonly string[]> = array(
  constantFrom(
    'COPY a /',
    'COPY d /d',
    'COPY . /all',
    'COPY --link b /l',
    'RUN one',
    'RUN two',
    'WORKDIR /w',
    'ENV A=1',
    'COPY *  x/',
    'USER u',
    'RUN --mount=target=/m three',
  ),
  { maxLength: 6 },
);
const generated = tuple(stage, stage).map(([first, second]) =>
  ['FROM alpine AS a', ...first, 'FROM busybox', ...second, 'COPY --from=a /all /x', 'COPY --from=a / /y', ''].join(
    '\n',
  ),
);
const states = record({ text: generated, changed: subarray([...paths]), more: subarray([...paths]) });

function filesWith(changed: readonly string[]): NonNullable<WrittenBuild['files']> {
  return Object.fromEntries(paths.map((path) => [path, changed.includes(path) ? 'new' : 'old']));
}

describe.each(['buildkit', 'classic'] as const)('any build with %s', (builder) => {
  const between = (text: string, changed: readonly string[]): Impact =>
    impactBetween({ dockerfile: text, files: filesWith([]) }, { dockerfile: text, files: filesWith(changed) }, builder);

  test('is in the cache where nothing has changed', () => {
    assert(
      property(generated, (text) => !/[-?]/.test(fates(between(text, [])))),
      { numRuns: 60 },
    );
  });

  test('finds no more in the cache where more has changed', () => {
    assert(
      property(states, ({ text, changed, more }) => {
        const [less, all] = [fates(between(text, changed)), fates(between(text, [...changed, ...more]))];
        return [...less].every((fate, index) => fate === '+' || all[index] !== '+');
      }),
      { numRuns: 60 },
    );
  });

  test('has a reason for each step that rebuilds', () => {
    assert(
      property(states, ({ text, changed }) =>
        between(text, changed).steps.every(({ fate, reasons: [reason] }) =>
          fate === 'cached' ? reason === undefined : reason !== undefined && reason.kind !== 'combination',
        ),
      ),
      { numRuns: 60 },
    );
  });
});

test('long chains neither overflow nor take for ever', () => {
  const copies = Array.from({ length: 1000 }, (_, index) => `COPY a /${index}`).join('\n');
  const long = { dockerfile: `FROM scratch AS a\n${copies}\nFROM scratch\nCOPY --from=a /1 /x\n`, files: { a: '1' } };
  const { steps } = impactBetween(long, { ...long, files: { a: '2' } });
  expect(steps.filter(({ fate }) => fate === 'rebuilds')).toHaveLength(1001);
});
