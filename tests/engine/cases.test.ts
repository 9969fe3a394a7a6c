// The cases for a real engine, as far as they can be looked at without one.

import { expect, test } from 'vitest';
import { parseCases, readCases } from '../../scripts/engine/cases.ts';
import { compareRun } from '../../scripts/engine/compare.ts';
import type { RunAnswer, Seen } from '../../scripts/engine/containers.ts';
import differences from '../../scripts/engine/differences.json' with { type: 'json' };
import { fromOci } from '../../src/model/oci-image.ts';
import { runPlan } from '../../src/model/run-plan.ts';

const cases = readCases('test-fixtures/engine');

test('there are enough of them, each with a name of its own', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200);
  expect(cases.flatMap(({ runs }) => runs).length).toBeGreaterThanOrEqual(40);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  expect(new Set(cases.map(({ dockerfile, options }) => `${options.join(' ')}\n${dockerfile}`)).size).toBe(
    cases.length,
  );
});

test('every known difference names a case', () => {
  const names = new Set(cases.map(({ name }) => name));
  expect(differences.flatMap(({ cases: listed }) => listed).filter((name) => !names.has(name))).toEqual([]);
});

test('a case is options, a Dockerfile and runs', () => {
  expect(
    parseCases(
      '==== one --target a\nFROM x AS a\n\n==== two\n\nFROM y\n---- run\n---- run a b\n---- run ["", "c d"]\n',
    ),
  ).toEqual([
    { name: 'one', options: ['--target', 'a'], dockerfile: 'FROM x AS a\n', runs: [] },
    { name: 'two', options: [], dockerfile: '\nFROM y\n', runs: [[], ['a', 'b'], ['', 'c d']] },
  ]);
});

const image = fromOci({
  os: 'linux',
  architecture: 'amd64',
  config: { Cmd: ['sleep', '9'], Env: ['PATH=/bin'], User: '7:8', WorkingDir: '/w', Volumes: { '/v': {} } },
});
const seen: Seen = {
  started: ['sleep', '9'],
  ports: [],
  published: [],
  volumes: ['/v'],
  stopSignal: '',
  health: [],
  signals: 2,
  exitCode: 137,
  first: {
    argv: ['sleep', '9'],
    workdir: '/w',
    uid: 7,
    gid: 8,
    environment: new Map([
      ['PATH', '/bin'],
      ['HOSTNAME', 'abc'],
      ['HOME', '/'],
    ]),
  },
};

test('a run that is as planned has no difference', () => {
  expect(compareRun({ seen }, runPlan(image, [], undefined))).toEqual({ part: 'run', text: undefined });
});

test.each<[name: string, answer: RunAnswer]>([
  ['words', { seen: { ...seen, started: ['sleep', '8'] } }],
  ['volumes', { seen: { ...seen, volumes: [] } }],
  ['signal', { seen: { ...seen, stopSignal: 'SIGINT' } }],
  ['health', { seen: { ...seen, health: ['CMD', 'true'] } }],
  ['stop', { seen: { ...seen, signals: 1 } }],
  ['end', { seen: { ...seen, exitCode: 0 } }],
  ['user', { seen: { ...seen, first: { ...seen.first, uid: 0 } } }],
  ['group', { seen: { ...seen, first: { ...seen.first, gid: 0 } } }],
  ['folder', { seen: { ...seen, first: { ...seen.first, workdir: '/' } } }],
  ['process 1', { seen: { ...seen, first: { ...seen.first, argv: ['sh', '-c', 'sleep 9'] } } }],
  ['variable', { seen: { ...seen, first: { ...seen.first, environment: new Map() } } }],
  [
    'more variables',
    { seen: { ...seen, first: { ...seen.first, environment: new Map([...seen.first.environment, ['A', '']]) } } },
  ],
  ['refusal', { refused: 'no command specified' }],
])('a run of other %s has one', (_, answer) => {
  expect(compareRun(answer, runPlan(image, [], undefined)).text).toBeTypeOf('string');
});
