// `npm run test:engine -- --random 500`: random pairs of builds on a real engine, step by step what is in the cache.

import type { Settings } from './command.ts';
import { type BuiltImage, readImage } from './answers.ts';
import { mapSome } from './docker.ts';
import { dockerfileOf, optionsOf, type RandomBuild, withDockerfile } from './random/build.ts';
import { compareHits, compareNames, type Comparison, compareTranscripts } from './random/compare.ts';
import { editBuild } from './random/edit.ts';
import { type BuilderName, generateBuild } from './random/generate.ts';
import { randomFrom } from '../random-numbers.ts';
import { forgetBuilds, Site } from './random/observe.ts';
import { Predictor } from './random/predict.ts';

export interface RandomRequest {
  readonly count: number;
  /** That of the first pair; the next ones count on. */
  readonly seed: number;
  readonly builder: BuilderName;
}

type Outcome = Comparison | { readonly failed: string };

/** Gives 1 where a step differs and no known difference explains it. What the engine refuses to build tells nothing. */
export async function randomTest({ count, seed, builder }: RandomRequest, settings: Settings): Promise<number> {
  const { print } = settings;
  const base = await readImage('busybox:latest');
  const merges = builder === 'buildkit' && (await canMerge());
  const totals = { steps: 0, uncertain: 0, failed: 0, wrong: 0 };
  const seeds = Array.from({ length: count }, (_, index) => seed + index);
  // One after the other: each starts with an empty cache.
  await mapSome(seeds, 1, async (one) => {
    const pair = makePair(one, builder);
    const outcome = await (builder === 'classic' ? classicPair : buildkitPair)(pair, base, merges);
    if ('failed' in outcome) {
      totals.failed++;
      print(`seed ${one}: no build: ${outcome.failed}`);
      return;
    }
    totals.steps += outcome.steps;
    totals.uncertain += outcome.uncertain;
    if (outcome.differences.length === 0) return;
    totals.wrong++;
    print([`seed ${one}:`, ...outcome.differences.map((line) => `  ${line}`)].join('\n'));
    print(describe(pair));
  });
  await forgetBuilds();
  const { steps, uncertain, failed, wrong } = totals;
  print(
    `random ${builder}: ${count - failed - wrong}/${count - failed} pairs, ${steps} steps, ${uncertain} of them uncertain`,
  );
  return wrong === 0 ? 0 : 1;
}

interface Pair {
  readonly first: RandomBuild;
  readonly second: RandomBuild;
}

function makePair(seed: number, builder: BuilderName): Pair {
  const random = randomFrom(seed);
  const first = generateBuild(random, builder);
  const second = editBuild(random, first, builder);
  return builder === 'classic' ? { first: withDockerfile(first), second: withDockerfile(second) } : { first, second };
}

/** Both builds on an empty cache, one after the other. */
async function buildkitPair({ first, second }: Pair, base: BuiltImage, merges: boolean): Promise<Outcome> {
  await forgetBuilds();
  const site = new Site();
  const predictor = new Predictor(base, { merges });
  try {
    const cold = await site.buildkit(first);
    if ('failed' in cold) return cold;
    const names = compareNames(predictor.buildkit(first), cold.told);
    const warm = await site.buildkit(second);
    if ('failed' in warm) return warm;
    const compared = compareHits(predictor.buildkit(second), warm.told);
    return { ...compared, differences: [...names, ...compared.differences] };
  } finally {
    site.remove();
  }
}

async function classicPair({ first, second }: Pair, base: BuiltImage): Promise<Outcome> {
  await forgetBuilds();
  const site = new Site();
  const predictor = new Predictor(base, { merges: false });
  try {
    const cold = await site.classic(first);
    if ('failed' in cold) return cold;
    const before = compareTranscripts(predictor.classic(first), cold.told);
    const warm = await site.classic(second);
    if ('failed' in warm) return warm;
    const compared = compareTranscripts(predictor.classic(second), warm.told);
    return { ...compared, differences: [...before.differences, ...compared.differences] };
  } finally {
    site.remove();
  }
}

/** Whether `COPY --link` is an operation of its own on this engine. */
async function canMerge(): Promise<boolean> {
  const site = new Site();
  const stage = { from: 'busybox', name: '', instructions: ['COPY --link a.txt /'] };
  const file = { kind: 'file', content: '', mode: 0o644, time: 1_700_000_000 } as const;
  const build = {
    globals: [],
    stages: [stage],
    files: new Map([['a.txt', file]]),
    buildArgs: new Map<string, string>(),
  };
  try {
    const observed = await site.buildkit({ ...build, target: undefined, noCache: [] });
    return 'told' in observed && observed.told.some(({ name }) => name.includes('] LINK '));
  } finally {
    site.remove();
  }
}

function describe({ first, second }: Pair): string {
  return [first, second].map((build) => `--- ${optionsOf(build).join(' ')}\n${dockerfileOf(build)}`).join('');
}
