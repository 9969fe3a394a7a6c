// The command `npm run test:engine`: asks the engine and us about every case, and prints where we differ.

import { join } from 'node:path';
import { askEngine, readImage } from './answers.ts';
import { type Case, readCases } from './cases.ts';
import { compareAnswers, compareRun, type Comparison, parts } from './compare.ts';
import { type RunAnswer, runContainer } from './containers.ts';
import { docker, mapSome, whyNoEngine } from './docker.ts';
import { Answerer, type Ours } from './ours.ts';
import { randomTest, type RandomRequest } from './random.ts';
import { copyShells, SHELLS } from './shells.ts';

/** Why we differ from some engine in a part of these cases, and mean to. */
export interface KnownDifference {
  readonly part: string;
  readonly reason: string;
  readonly cases: readonly string[];
}

export interface Settings {
  readonly differences: readonly KnownDifference[];
  print(line: string): void;
}

const FOLDER = join('test-fixtures', 'engine');
const CONTEXT = join(FOLDER, 'context');
const BASE = 'busybox:latest';
/** Most of the time passes in waiting. */
const AT_ONCE = 4;

/**
 * Compares all cases, those that are named, or for `--every 4` each fourth one; for `--random 500 --seed 7` random builds.
 * Gives 1 for a difference that nobody expects, 0 where there is no engine.
 */
export async function engineTest(args: readonly string[], settings: Settings): Promise<number> {
  const reason = await whyNoEngine();
  if (reason !== undefined) {
    settings.print(`skipped: ${reason}`);
    return 0;
  }
  const [first] = args;
  if (first === '--random' || first === '--random-classic') return randomTest(readRandomRequest(args), settings);
  const cases = selectCases(readCases(FOLDER), args, settings);
  const answerer = new Answerer(await readImage(BASE), CONTEXT);
  const images = new Set<string>();
  try {
    const results = await mapSome(cases, AT_ONCE, async (testCase) => {
      const ours = answerer.answer(testCase);
      const answers = await askEngine(testCase, CONTEXT);
      const id = 'image' in answers.build ? answers.build.image.id : undefined;
      if (id !== undefined) images.add(id);
      return { testCase, ours, id, comparisons: compareAnswers(answers, ours) };
    });
    const runs = await compareRuns(results);
    return report([...results.map(({ testCase, comparisons }) => ({ testCase, comparisons })), ...runs], settings);
  } finally {
    await docker(['image', 'rm', '--force', ...images]);
  }
}

/** `--random 500 --seed 7`, or `--random-classic 100`; without a seed one that nobody has tried. */
function readRandomRequest([builder, count, option, seed]: readonly string[]): RandomRequest {
  return {
    builder: builder === '--random' ? 'buildkit' : 'classic',
    count: Number(count ?? 100),
    seed: option === '--seed' ? Number(seed) : Date.now() % 1_000_000,
  };
}

function selectCases(cases: readonly Case[], args: readonly string[], { print }: Settings): readonly Case[] {
  const missing = copyShells();
  const possible = missing === undefined ? cases : cases.filter(({ options }) => !options.includes(`shells=${SHELLS}`));
  if (missing !== undefined) print(`without the cases for other shells: ${missing}`);
  const [first, step] = args;
  if (first === '--every') return possible.filter((_, index) => index % Number(step) === 0);
  return args.length === 0 ? possible : possible.filter(({ name }) => args.includes(name));
}

interface Compared {
  readonly testCase: Case;
  readonly comparisons: readonly Comparison[];
}

interface Built {
  readonly testCase: Case;
  readonly ours: Ours;
  readonly id: string | undefined;
}

async function compareRuns(built: readonly Built[]): Promise<readonly Compared[]> {
  const tasks = built.flatMap(({ testCase, ours, id }) => {
    return testCase.runs.map((words, index) => ({ testCase, words, id, plan: ours.plans[index] }));
  });
  return mapSome(tasks, AT_ONCE, async ({ testCase, words, id, plan }) => {
    const answer: RunAnswer = id === undefined ? { refused: 'there is no image' } : await runContainer(id, words);
    return { testCase, comparisons: [compareRun(answer, plan)] };
  });
}

function report(compared: readonly Compared[], { differences, print }: Settings): number {
  const known = new Map<string, string>();
  for (const { part, reason, cases } of differences) for (const name of cases) known.set(`${part} ${name}`, reason);
  const met = new Set<string>();
  let surprises = 0;
  for (const part of parts) {
    const ofPart = compared.flatMap(({ testCase, comparisons }) => {
      return comparisons.flatMap((comparison) =>
        comparison.part === part ? [{ name: testCase.name, ...comparison }] : [],
      );
    });
    const lines: string[] = [];
    for (const { name, text } of ofPart) {
      if (text === undefined) continue;
      const reason = known.get(`${part} ${name}`);
      met.add(`${part} ${name}`);
      surprises += reason === undefined ? 1 : 0;
      lines.push(`  ${name}: ${text}${reason === undefined ? '' : ` (expected: ${reason})`}`);
    }
    print(`${part}: ${ofPart.length - lines.length}/${ofPart.length}`);
    for (const line of lines) print(line);
  }
  // An engine of another version may agree with us.
  for (const { testCase, comparisons } of compared) {
    for (const { part } of comparisons) {
      const key = `${part} ${testCase.name}`;
      if (known.has(key) && !met.has(key)) print(`no difference with this engine: ${testCase.name} [${part}]`);
    }
  }
  return surprises === 0 ? 0 : 1;
}
