// The random builds of `npm run test:engine -- --random`, and what an engine has taught about pairs of them.

import { describe, expect, test } from 'vitest';
import { dockerfileOf, type RandomBuild, type RandomFile, withDockerfile } from '../../scripts/engine/random/build.ts';
import { compareHits } from '../../scripts/engine/random/compare.ts';
import { editBuild } from '../../scripts/engine/random/edit.ts';
import { generateBuild } from '../../scripts/engine/random/generate.ts';
import { randomFrom } from '../../scripts/random-numbers.ts';
import { Predictor } from '../../scripts/engine/random/predict.ts';

const base = {
  id: 'sha256:1',
  os: 'linux',
  architecture: 'amd64',
  config: { Env: ['PATH=/bin'] },
  author: '',
  created: undefined,
  layers: 1,
  history: [],
};
const seeds = Array.from({ length: 25 }, (_, index) => index);

function pair(seed: number, builder: 'buildkit' | 'classic'): readonly [RandomBuild, RandomBuild] {
  const random = randomFrom(seed);
  const first = generateBuild(random, builder);
  return [first, editBuild(random, first, builder)];
}

describe('random builds', () => {
  test('are the same for the same seed', () => {
    for (const seed of seeds) expect(pair(seed, 'buildkit')).toEqual(pair(seed, 'buildkit'));
    expect(new Set(seeds.map((seed) => dockerfileOf(pair(seed, 'buildkit')[0]))).size).toBeGreaterThan(20);
  });

  test('can be planned, whatever the edit', () => {
    for (const seed of seeds) {
      const predictor = new Predictor(base, { merges: seed % 2 === 0 });
      for (const build of pair(seed, 'buildkit')) expect(predictor.buildkit(build).size).toBeGreaterThanOrEqual(0);
      const classic = new Predictor(base, { merges: false });
      for (const build of pair(seed, 'classic')) expect(classic.classic(build).refusal).toBeUndefined();
    }
  });

  test('of which nothing changes are cached as a whole', () => {
    for (const seed of seeds) {
      const predictor = new Predictor(base, { merges: true });
      const [build] = pair(seed, 'buildkit');
      predictor.buildkit(build);
      const hits = [...predictor.buildkit(build).values()].filter((hit) => hit !== undefined);
      expect(hits.filter((hit) => hit !== 'yes')).toEqual([]);
    }
  });
});

const TIME = 1_700_000_000;

function file(content: string): RandomFile {
  return { kind: 'file', content, mode: 0o644, time: TIME };
}

function link(content: string): RandomFile {
  return { kind: 'link', content, mode: 0o777, time: TIME + content.length };
}

function buildOf(dockerfile: string, files: Readonly<Record<string, RandomFile>>): RandomBuild {
  const [from = '', ...instructions] = dockerfile.split('\n');
  return {
    globals: [],
    stages: [{ from, name: '', instructions }],
    files: new Map(Object.entries(files)),
    buildArgs: new Map(),
    target: undefined,
    noCache: [],
  };
}

/** What we say of the steps of the second build. */
function hitsOf(first: RandomBuild, second: RandomBuild): readonly unknown[] {
  const predictor = new Predictor(base, { merges: true });
  predictor.buildkit(first);
  return [...predictor.buildkit(second).values()];
}

function cachedOf(first: RandomBuild, second: RandomBuild): readonly boolean[] {
  const predictor = new Predictor(base, { merges: false });
  predictor.classic(withDockerfile(first));
  return predictor.classic(withDockerfile(second)).steps.map(({ isCached }) => isCached);
}

describe('a link', () => {
  const equal = { 'a.txt': file('same'), 'other.txt': file('same') };
  const before = { ...equal, 'link.txt': link('a.txt') };
  const after = { ...equal, 'link.txt': link('other.txt') };

  test('that a pattern matches is the file that it leads to', () => {
    expect(hitsOf(buildOf('busybox\nCOPY link.* /', before), buildOf('busybox\nCOPY link.* /', after))).toEqual([
      'yes',
    ]);
    const changed = { ...before, 'a.txt': { ...file('changed'), time: 1 } };
    expect(hitsOf(buildOf('busybox\nCOPY link.* /', before), buildOf('busybox\nCOPY link.* /', changed))).toEqual([
      'no',
    ]);
  });

  test('in a folder that is copied is itself', () => {
    const inFolder = (target: string): RandomBuild =>
      buildOf('busybox\nCOPY dir /dir', { 'dir/a.txt': file(''), 'dir/b.txt': file(''), 'dir/link': link(target) });
    expect(hitsOf(inFolder('a.txt'), inFolder('b.txt'))).toEqual(['no']);
  });

  test('is to the classic builder the name of the file that it leads to', () => {
    for (const source of ['link.txt', 'link.*', '*.txt']) {
      const [first, second] = [before, after].map((files) => buildOf(`busybox\nCOPY ${source} /`, files));
      expect(first && second && cachedOf(first, second)).toEqual([false, false]);
    }
    expect(cachedOf(buildOf('busybox\nCOPY link.txt /', before), buildOf('busybox\nCOPY a.txt /', before))).toEqual([
      false,
      true,
    ]);
  });
});

test('how ONBUILD is written does not matter to the classic builder', () => {
  const [first, second] = ['ONBUILD', 'onbuild'].map((word) => buildOf(`busybox\n${word} RUN echo  x`, {}));
  expect(first && second && cachedOf(first, second)).toEqual([false, true]);
});

test('the classic builder runs the triggers of all stages', () => {
  const predictor = new Predictor(base, { merges: false });
  const stages = [
    { from: 'busybox', name: 'base', instructions: ['ONBUILD RUN echo'] },
    { from: 'base', name: 'unused', instructions: ['RUN make'] },
    { from: 'busybox', name: '', instructions: ['RUN make'] },
  ];
  const { steps } = predictor.classic({ ...buildOf('', {}), stages });
  expect(steps.map(({ number }) => number)).toEqual([1, 2, 3, undefined, 4, 5, 6]);
});

describe('a step without an input', () => {
  const build = buildOf('scratch\nWORKDIR /app\nCOPY a.txt /', { 'a.txt': file('') });

  test('may be shown as done where it is cached', () => {
    expect(hitsOf(build, build)).toEqual([undefined, 'yes']);
    const predictor = new Predictor(base, { merges: true });
    const seen = [
      { digest: '1', name: '[1/2] WORKDIR /app', isCached: false, error: '', seconds: 0 },
      { digest: '2', name: '[2/2] COPY a.txt /', isCached: false, error: '', seconds: 0 },
    ];
    const compared = compareHits(predictor.buildkit(build), seen);
    expect(compared).toEqual({ steps: 1, uncertain: 0, differences: [] });
  });
});
