import { expect, test } from 'vitest';
import { Analysis } from '../../../src/analysis.ts';
import { placeIn } from '../../../src/knowledge/commands/place.ts';
import type { StageState } from '../../../src/model/evaluation/build-stage.ts';
import { Source } from '../../../src/syntax/source.ts';

/** The state before the last instruction of a stage that starts from nothing. */
function stateOf(...lines: readonly string[]): StageState {
  const { file, model } = new Analysis(new Source('Dockerfile', ['FROM scratch', ...lines, 'RUN x', ''].join('\n')));
  const run = file.instructions.at(-1);
  const state = run && model.stepOf(run)?.before;
  if (state === undefined) throw new Error('no step');
  return state;
}

test('a place has the folder, the home and the variables of its RUN', () => {
  const place = placeIn(stateOf('ENV A=1', 'ARG B=2', 'ARG C', 'WORKDIR /srv'), 'bash');
  expect([place.directory, place.home, place.expandsBraces]).toEqual(['/srv', '/root', true]);
  expect(['A', 'B', 'C', 'D'].map((name) => place.variable(name))).toEqual(['1', '2', undefined, undefined]);
  expect([place.isUnset('A'), place.isUnset('D')]).toEqual([false, true]);
});

test('without WORKDIR it is the root folder, and only the home of root is known', () => {
  expect(placeIn(stateOf(), 'posix').directory).toBe('/');
  expect(placeIn(stateOf('USER app'), 'posix').home).toBeUndefined();
  expect(placeIn(stateOf('USER 0:0'), 'posix').home).toBe('/root');
  expect(placeIn(stateOf('ENV HOME=/home/app', 'USER app'), 'posix').home).toBe('/home/app');
});

test('the same state gives the same place', () => {
  const state = stateOf();
  expect(placeIn(state, 'posix')).toBe(placeIn(state, 'posix'));
  expect(placeIn(state, 'bash')).not.toBe(placeIn(state, 'posix'));
});
