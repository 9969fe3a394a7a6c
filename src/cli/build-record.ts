// What `slipway verify` keeps of the builds that it has seen: enough to plan them again, and how long steps took.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { BuildSettings } from '../analysis.ts';
import type { ContextFile } from '../plan/context-tree.ts';
import { readTimings, Timings, timingsText } from '../plan/timings.ts';
import { parsePlatform, platformOf } from '../syntax/platform.ts';
import { cacheFolder, readPrivate, writePrivate } from './cache-folder.ts';
import type { Io } from './io.ts';

/** A build that the engine has carried out to its end. */
export interface RecordedBuild {
  readonly dockerfile: string;
  /** Options of the build that its plan depends on. */
  readonly options: RecordedOptions;
  /** What was sent. */
  readonly files: readonly RecordedFile[];
  readonly folders: Readonly<Record<string, readonly RecordedFile[]>>;
  /** The digests of base images, by reference, as far as the engine has told them. */
  readonly images: Readonly<Record<string, string>>;
}

export interface RecordedOptions {
  readonly target: string | undefined;
  readonly platform: string | undefined;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly noCache: boolean | readonly string[];
  /** Whether the engine has merged layers for `COPY --link`. */
  readonly merges: boolean;
}

/** Path, kind, content, size, mode, time, attributes. */
type RecordedFile = readonly [string, ContextFile['kind'], string, number, number, string, string];

export interface BuildRecord {
  readonly builds: readonly RecordedBuild[];
  /** A build has failed since: some of its steps may be in the cache. */
  readonly hasGap: boolean;
}

const VERSION = 1;
/** What the engine made of earlier ones it has most likely thrown away. */
const KEPT = 3;

/** The records of the builds of one Dockerfile in one context. */
export class BuildRecords {
  readonly #path: string | undefined;

  /** `dockerfile` and `folder` are absolute. */
  constructor({ environment }: Io, dockerfile: string | undefined, folder: string) {
    const caches = cacheFolder(environment);
    const name = createHash('sha256')
      .update(JSON.stringify([dockerfile, folder]))
      .digest('hex')
      .slice(0, 32);
    this.#path = caches && join(caches, 'builds', name);
  }

  /** Nothing where nothing, or nothing that can be read, is kept. */
  read(): BuildRecord {
    const nothing = { builds: [], hasGap: false };
    const text = this.#path === undefined ? undefined : readPrivate(`${this.#path}.json`)?.toString();
    if (text === undefined) return nothing;
    try {
      // The file is ours, and nobody else may write it.
      const kept: BuildRecord & { readonly version: unknown } = JSON.parse(text);
      const { version, ...record } = kept;
      return version === VERSION && Array.isArray(record.builds) ? record : nothing;
    } catch {
      return nothing;
    }
  }

  /** False where there is no place for it. */
  write({ builds, hasGap }: BuildRecord): boolean {
    if (this.#path === undefined) return false;
    return writePrivate(
      `${this.#path}.json`,
      JSON.stringify({ version: VERSION, hasGap, builds: builds.slice(-KEPT) }),
    );
  }

  readTimings(): Timings {
    const timings = new Timings();
    const text = this.#path === undefined ? undefined : readPrivate(`${this.#path}.timings.json`)?.toString();
    const read = text === undefined ? undefined : readTimings(text);
    if (read?.ok === true) for (const timing of read.value) timings.add(timing);
    return timings;
  }

  /** The path of the file; undefined where there is no place for it. */
  writeTimings(timings: Timings): string | undefined {
    const path = this.#path && `${this.#path}.timings.json`;
    return path !== undefined && writePrivate(path, timingsText(timings)) ? path : undefined;
  }
}

/** Reads the whole of the files: what is recorded must be what they were before the build. */
export function recordFiles(files: readonly ContextFile[]): readonly RecordedFile[] {
  return files.map(({ path, kind, content, size, mode, time, attributes = '' }) => {
    return [path, kind, kind === 'folder' ? '' : content, size, mode, String(time), attributes];
  });
}

export function recordedFiles(files: readonly RecordedFile[]): readonly ContextFile[] {
  return files.map(([path, kind, content, size, mode, time, attributes]) => {
    return { path, kind, content, size, mode, time, attributes };
  });
}

/** What the model of a recorded build is made with, over the settings of the build of now. */
export function recordedSettings({ options }: RecordedBuild, now: BuildSettings): BuildSettings {
  const { target, platform, buildArgs } = options;
  const parsed = platform === undefined ? undefined : parsePlatform(platform, platformOf('linux', 'amd64'));
  const { target: _target, platform: _platform, ...others } = now;
  return {
    ...others,
    buildArgs: new Map(Object.entries(buildArgs)),
    ...(target !== undefined && { target }),
    ...(parsed?.ok === true && { platform: parsed.value }),
  };
}
