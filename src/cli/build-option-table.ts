// The options that commands share with `docker build`.

import type { Text } from './options.ts';

export const target: Text = {
  kind: 'text',
  name: 'target',
  value: 'stage',
  summary: 'The stage to build (the last one if not given)',
};
export const buildArg: Text = {
  kind: 'text',
  name: 'build-arg',
  value: 'name=value',
  summary: 'A build argument; without "=" the variable of that name here. May be given several times',
};
export const platform: Text = {
  kind: 'text',
  name: 'platform',
  value: 'platform',
  summary: 'The platform to build for (linux/amd64 if not given)',
};
export const context: Text = {
  kind: 'text',
  name: 'context',
  value: 'folder',
  summary: 'The folder that is the build context (that of the Dockerfile if not given)',
};
export const baseImage: Text = {
  kind: 'text',
  name: 'base-image',
  value: 'image=file',
  summary:
    'What a base image is, from a file: what "docker image inspect" prints, or an OCI image configuration. May be given several times',
};
export const buildContext: Text = {
  kind: 'text',
  name: 'build-context',
  value: 'name=value',
  summary:
    'What takes the place of the stage or image of that name: a folder, a URL, docker-image://image or ' +
    'oci-layout://folder[:tag]. May be given several times',
};

export const buildOptions: readonly Text[] = [target, buildArg, platform, context, buildContext, baseImage];
