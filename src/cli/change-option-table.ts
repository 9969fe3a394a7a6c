// The options that say what has changed: one list, declared once.

import type { Text } from './options.ts';

export const changed: Text = {
  kind: 'text',
  name: 'changed',
  value: 'path',
  summary: 'A file or folder of the build context that has changed, or is gone. May be given several times',
};
export const since: Text = {
  kind: 'text',
  name: 'since',
  value: 'commit',
  summary:
    'All that has changed since the current branch left this commit or branch, in the working tree, as git tells it',
};
export const buildArgBefore: Text = {
  kind: 'text',
  name: 'build-arg-before',
  value: 'name=value',
  summary: 'What a build argument was before; otherwise as if it had not been given. May be given several times',
};
export const newBase: Text = {
  kind: 'text',
  name: 'base',
  value: 'image',
  summary: 'A base image of which there is a new version. May be given several times',
};
export const dockerfileBefore: Text = {
  kind: 'text',
  name: 'dockerfile-before',
  value: 'file',
  summary: 'The Dockerfile as it was before',
};

export const changeOptions: readonly Text[] = [changed, since, buildArgBefore, newBase, dockerfileBefore];
