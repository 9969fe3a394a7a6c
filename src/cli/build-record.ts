// What `slipway verify` keeps of the builds that it has seen: enough to plan them again.

import { join } from 'node:path';
import type { BuildSettings } from '../analysis.ts';
import type { ContextFile } from '../plan/context-tree.ts';
import { parsePlatform, platformOf } from '../syntax/platform.ts';
import type { Build } from './build-options.ts';
import type { HostOptions } from './host-settings.ts';
import type { Io } from './io.ts';
import { keptName, removeOldest } from './kept-files.ts';

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
  /** Those that count for every RUN. */
  readonly host: HostOptions;
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

const VERSION = 2;
/** What the engine made of earlier ones it has most likely thrown away. */
const KEPT = 3;
/** Records of other builds than the last ones are forgotten. */
const MOST_RECORDS = 100;
const FOLDER = 'builds';

/** The records of the builds of one Dockerfile with one build context by one engine. */
export class BuildRecords {
  readonly #kept: Io['kept'];
  readonly #file: string;

  /** `engine` is whatever tells the engine from others: each has a cache of its own. */
  constructor(
    { kept }: Pick<Io, 'kept'>,
    { dockerfile, folder }: Pick<Build, 'dockerfile' | 'folder'>,
    engine: readonly string[],
  ) {
    this.#kept = kept;
    this.#file = `${FOLDER}/${keptName(dockerfile, folder, ...engine)}.json`;
  }

  /** Nothing where nothing, or nothing that can be read, is kept. */
  read(): BuildRecord {
    const nothing = { builds: [], hasGap: false };
    const text = this.#kept?.read(this.#file)?.toString();
    if (text === undefined) return nothing;
    try {
      // The file is ours, and nobody else may write it.
      const { version, ...record }: BuildRecord & { readonly version: unknown } = JSON.parse(text);
      return version === VERSION && Array.isArray(record.builds) ? record : nothing;
    } catch {
      return nothing;
    }
  }

  /** Without an effect where there is no place for it. */
  write({ builds, hasGap }: BuildRecord): void {
    const kept = this.#kept;
    const text = JSON.stringify({ version: VERSION, hasGap, builds: builds.slice(-KEPT) });
    kept?.write(this.#file, text, () => removeOldest(join(kept.path, FOLDER), MOST_RECORDS));
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
