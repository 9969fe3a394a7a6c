// What base images bring along: the program behind /bin/sh, and the folder that a build on them starts in.

import type { ImageReference } from '../syntax/image-reference.ts';
import type { BaseImage } from './base-images/base-image.ts';
import { lookUpBaseImage } from './base-images/lookup.ts';
import { repositoryName } from './base-images/repository-name.ts';

/** `none`: the image has no /bin/sh. */
export type SystemShell = NonNullable<BaseImage['sh']>;

/** What holds for an image by its name and tag; undefined where nobody knows, or where its tags differ. */
export interface BaseImageFacts {
  readonly systemShell: SystemShell | undefined;
  readonly workingFolder: string | undefined;
}

/** Distributions by a word in name or tag: `someone/node:22-alpine`, `someone/ubi9`. For images that the table has not. */
const SHELLS_BY_WORD: readonly (readonly [SystemShell, RegExp])[] = [
  ['none', /\bdistroless\b|-chiseled/],
  ['busybox', /\balpine/],
  ['bash', /\b(?:al2|alma|amazon|centos|corretto|fedora|oracle|rocky|ubi\d)/],
  [
    'dash',
    /\b(?:debian|bookworm|bullseye|buster|jessie|stretch|trixie|ubuntu|bionic|focal|jammy|noble|resolute|xenial)/,
  ],
];

/** Where all images of a repository for Linux end in one folder, but the table does not know that. */
const WORKING_FOLDERS = new Map([
  ...['aspnet', 'runtime', 'runtime-deps', 'sdk'].map((name) => [`mcr.microsoft.com/dotnet/${name}`, '/'] as const),
  ['redis', '/data'],
  ['ubuntu', '/'],
]);

/** With triggers, or on Windows: not what the words say. */
const NOT_ALIKE = /onbuild|windows|nanoserver|servercore/;

/** What is certain of an image. */
export function baseImageFacts(reference: ImageReference): BaseImageFacts {
  const { repository, tag, digest } = reference;
  const known = lookUpBaseImage(reference);
  const isAlike = !(tag === undefined && digest !== undefined) && !NOT_ALIKE.test(`${repository}:${tag ?? ''}`);
  return {
    systemShell: known?.sh ?? (isAlike ? shellByWord(`${repository}:${tag ?? ''}`) : undefined),
    workingFolder: workingFolder(known) ?? (isAlike ? WORKING_FOLDERS.get(repositoryName(reference)) : undefined),
  };
}

function shellByWord(words: string): SystemShell | undefined {
  return SHELLS_BY_WORD.find(([, pattern]) => pattern.test(words))?.[0];
}

/** A build starts in / where the image says nothing; on Windows that would be another folder. */
function workingFolder(image: BaseImage | undefined): string | undefined {
  return image?.workingDir === '' && image.os === 'linux' ? '/' : image?.workingDir || undefined;
}
