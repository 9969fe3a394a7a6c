// Where paths in reports start.

import { expect, test } from 'vitest';
import { reportRoot } from '../../src/cli/report-root.ts';

test.each([
  ['/work', {}, '/work'],
  ['/work/app', { GITHUB_WORKSPACE: '/work' }, '/work'],
  ['/work/app', { CI_PROJECT_DIR: '/work/' }, '/work'],
  ['/work', { GITHUB_WORKSPACE: '/work' }, '/work'],
  ['/elsewhere', { GITHUB_WORKSPACE: '/work' }, '/elsewhere'],
  ['/work2', { GITHUB_WORKSPACE: '/work' }, '/work2'],
  ['/work/..app', { CI_PROJECT_DIR: '/work' }, '/work'],
  ['/work/app', { GITHUB_WORKSPACE: '', CI_PROJECT_DIR: 'work' }, '/work/app'],
])('in %s with %j: %s', (workingFolder, environment, root) => {
  expect(reportRoot({ workingFolder, environment })).toBe(root);
});
