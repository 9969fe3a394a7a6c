import { expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import { finalStages, originalImage } from '../../src/model/final-stages.ts';
import { Source } from '../../src/syntax/source.ts';

test('what others start from is not run itself, and what nobody builds neither', () => {
  const text = 'FROM debian:13 AS base\nFROM base AS test\nFROM base AS app\n';
  const { model } = new Analysis(new Source('Dockerfile', text));
  expect(finalStages(model).map(({ name }) => name)).toEqual(['app']);
  const [base, , app] = model.stages;
  expect(app && originalImage(app)).toBe(base?.start?.image);
  expect(app && originalImage(app)?.cmd).toEqual(['bash']);
});
