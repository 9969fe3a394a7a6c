// What a document is, told by its name.

import { basename } from 'node:path';
import { configurationNames } from '../../config/find.ts';

/** Whatever language a client says it has: a document that is nothing else is a Dockerfile. */
export type DocumentKind = 'dockerfile' | 'configuration' | 'ignore-file';

export function documentKind(name: string): DocumentKind {
  const file = basename(name);
  if (configurationNames.includes(file) || file === 'package.json') return 'configuration';
  return /\.?(?:docker|container)ignore$/.test(file) ? 'ignore-file' : 'dockerfile';
}

/** Whether a document is the package.json of a project that does not configure Slipway there. */
export function isForeign({ name, text }: { readonly name: string; readonly text: string }): boolean {
  return basename(name) === 'package.json' && !text.includes('"slipway"');
}

/** The files whose changes can change what is said of a Dockerfile, as patterns of the protocol. */
export const watchedPatterns: readonly string[] = [
  '**/{Dockerfile,Containerfile}*',
  '**/*.{dockerfile,Dockerfile,containerfile,Containerfile}',
  '**/*.{dockerignore,containerignore}',
  `**/{${[...configurationNames, 'package.json'].join(',')}}`,
  '**/*compose*.{yaml,yml}',
  '**/*bake*.{hcl,json}',
  '**/.github/workflows/*.{yaml,yml}',
  '**/.gitlab-ci.yml',
];
