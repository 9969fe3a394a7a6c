import { expect, test } from 'vitest';
import { isForWorkshop, isTemplateName, isTestData } from '../../src/knowledge/file-purpose.ts';

test.each([
  ['Dockerfile', false],
  ['Dockerfile.dev', true],
  ['.gitpod.Dockerfile', true],
  ['test/e2e-image/Dockerfile', true],
  ['unsupported_images/ubuntu/Dockerfile', true],
  ['compose/local/django/Dockerfile', true],
  ['src/latest/Dockerfile', false],
  // Only the nearest folders of an absolute path belong to the project.
  ['/home/dev/work/shop/images/api/Dockerfile', false],
  ['/home/dev/shop/examples/Dockerfile', true],
  ['C:\\shop\\examples\\Dockerfile', true],
])('%s is for those who work on the project: %s', (path, expected) => {
  expect(isForWorkshop(path)).toBe(expected);
});

test('an image is for those who work on the project where its last stage is named so', () => {
  expect(isForWorkshop('Dockerfile', 'dev-envs')).toBe(true);
  expect(isForWorkshop('Dockerfile', 'runtime')).toBe(false);
});

test.each([
  ['parser/testfiles/health/Dockerfile', true],
  ['pkg/testdata/Dockerfile', true],
  ['examples/Dockerfile', false],
  ['test/Dockerfile', false],
])('%s is test data: %s', (path, expected) => {
  expect(isTestData(path)).toBe(expected);
});

test.each([
  ['Dockerfile.template', true],
  ['Dockerfile-template', true],
  ['docker/Dockerfile.j2', true],
  ['eng/dockerfile-templates/runtime/Dockerfile.linux', true],
  ['templates/node/Dockerfile', false],
])('%s becomes a Dockerfile: %s', (path, expected) => {
  expect(isTemplateName(path)).toBe(expected);
});
