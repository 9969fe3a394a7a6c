// The system that a stage is built on: what the image at the start of its FROM chain brings along.

import type { OriginImage } from '../model/model.ts';
import { type ImageReference, parseImageReference } from '../syntax/image-reference.ts';
import type { BaseImage, Distribution } from './base-images/base-image.ts';
import { type Deprecation, deprecationOf, type Lifetime, lifetimesOf } from './base-images/end-of-life.ts';
import { lookUpBaseImage } from './base-images/lookup.ts';
import { repositoryName } from './base-images/repository-name.ts';

/** The program behind /bin/sh; `none`: the image has no /bin/sh. */
export type SystemShell = NonNullable<BaseImage['sh']>;

/**
 * Undefined stands for what nobody knows, everywhere. It is the image as it is published: what the instructions of the
 * Dockerfile change is not in it.
 */
export interface BaseSystem {
  readonly systemShell: SystemShell | undefined;
  readonly distribution: Distribution | undefined;
  /** `apt`, `apk`, `dnf`, `microdnf`, `none` … */
  readonly packageManager: string | undefined;
  readonly libc: BaseImage['libc'];
  /** The folder that a build on it starts in. */
  readonly workingFolder: string | undefined;
  /** Whose wget it has. */
  readonly wget: 'busybox' | 'gnu' | 'none' | undefined;
  /** How long its program and its distribution are supported, as far as its tag tells. */
  readonly lifetimes: readonly Lifetime[];
  /** Its publisher has given it up. */
  readonly deprecation: Deprecation | undefined;
  /** Whether it has a program. */
  has(program: string): boolean | undefined;
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

const SHELLS: ReadonlySet<string> = new Set(['bash', 'busybox', 'dash', 'sh']);

const nothing: BaseSystem = {
  systemShell: undefined,
  distribution: undefined,
  packageManager: undefined,
  libc: undefined,
  workingFolder: undefined,
  wget: undefined,
  lifetimes: [],
  deprecation: undefined,
  has: () => undefined,
};

const empty: BaseSystem = {
  ...nothing,
  systemShell: 'none',
  packageManager: 'none',
  libc: 'none',
  workingFolder: '/',
  wget: 'none',
  has: () => false,
};

/** Takes the origin of a stage, so that all stages of a FROM chain have the same answer. */
export function baseSystem(origin: OriginImage): BaseSystem {
  switch (origin.kind) {
    case 'image':
      return new ImageSystem(origin.reference);
    case 'scratch':
      return empty;
    case 'unknown':
      return nothing;
    default:
      return origin satisfies never;
  }
}

/** Looks up what it is asked for. */
class ImageSystem implements BaseSystem {
  readonly #reference: ImageReference;
  readonly #image: BaseImage | undefined;

  constructor(reference: ImageReference) {
    this.#reference = reference;
    this.#image = lookUpBaseImage(reference);
  }

  get systemShell(): SystemShell | undefined {
    if (this.#image?.sh !== undefined || !this.#isAlike) return this.#image?.sh;
    return SHELLS_BY_WORD.find(([, pattern]) => pattern.test(this.#words))?.[0];
  }

  get distribution(): Distribution | undefined {
    return this.#image?.distribution;
  }

  get packageManager(): string | undefined {
    return this.#image?.packageManager;
  }

  get libc(): BaseImage['libc'] {
    return this.#image?.libc;
  }

  /** A build starts in / where the image says nothing; on Windows that would be another folder. */
  get workingFolder(): string | undefined {
    const { os, workingDir = undefined } = this.#image ?? {};
    if (workingDir !== undefined && (workingDir !== '' || os === 'linux')) return workingDir || '/';
    return this.#isAlike ? WORKING_FOLDERS.get(repositoryName(this.#reference)) : undefined;
  }

  /** The wget of Alpine Linux and of busybox is BusyBox's until somebody installs another. */
  get wget(): BaseSystem['wget'] {
    const isThere = this.has('wget');
    if (isThere !== true) return isThere === undefined ? undefined : 'none';
    const isOwn = this.#image?.tools.has('wget') === true && this.#image.lacks.size === 0;
    return this.systemShell === 'busybox' && !isOwn ? 'busybox' : 'gnu';
  }

  get lifetimes(): readonly Lifetime[] {
    return lifetimesOf(this.#reference, this.#image);
  }

  get deprecation(): Deprecation | undefined {
    return deprecationOf(this.#reference);
  }

  has(program: string): boolean | undefined {
    if (this.#image?.tools.has(program) === true) return true;
    if (this.#image?.lacks.has(program) === true) return false;
    const { systemShell } = this;
    if (program === 'sh' && systemShell !== undefined) return systemShell !== 'none';
    if (SHELLS.has(program) && program === systemShell) return true;
    return distributionImage(this.distribution)?.tools.has(program) === true ? true : undefined;
  }

  get #words(): string {
    return `${this.#reference.repository}:${this.#reference.tag ?? ''}`;
  }

  /** It is one of those that name and tag describe. */
  get #isAlike(): boolean {
    const { tag, digest } = this.#reference;
    return !(tag === undefined && digest !== undefined) && !NOT_ALIKE.test(this.#words);
  }
}

/** What the distribution publishes itself is in all that is built on it, but where somebody took it out again. */
function distributionImage(distribution: Distribution | undefined): BaseImage | undefined {
  if (distribution?.release === undefined || distribution.distroless) return undefined;
  const reference = parseImageReference(`${distribution.name}:${distribution.release}`);
  return reference.ok ? lookUpBaseImage(reference.value) : undefined;
}
