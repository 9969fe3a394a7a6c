// A build that the engine is asked for: a Dockerfile, its context, the options.

/** A file of the context. Folders that have files need none. */
export interface RandomFile {
  readonly kind: 'file' | 'link' | 'folder';
  /** Of a link its target. */
  readonly content: string;
  readonly mode: number;
  /** Seconds since 1970. */
  readonly time: number;
}

/** A stage as lines that can be changed one by one. */
export interface RandomStage {
  readonly from: string;
  readonly name: string;
  readonly instructions: readonly string[];
}

export interface RandomBuild {
  /** In front of the first FROM. */
  readonly globals: readonly string[];
  readonly stages: readonly RandomStage[];
  readonly files: ReadonlyMap<string, RandomFile>;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly target: string | undefined;
  /** Of stages; all of them for `true`. */
  readonly noCache: true | readonly string[];
}

export function dockerfileOf({ globals, stages }: RandomBuild): string {
  const blocks = stages.map(({ from, name, instructions }) =>
    [`FROM ${from}${name === '' ? '' : ` AS ${name}`}`, ...instructions].join('\n'),
  );
  return [...globals, ...blocks].map((block) => `${block}\n`).join('');
}

/**
 * The build with its Dockerfile in its context. Of one that lies outside, the classic builder's client writes a copy into the
 * context, with a random name that it adds to the ignore file: whatever takes the ignore file is never cached.
 */
export function withDockerfile(build: RandomBuild): RandomBuild {
  const file = { kind: 'file', content: dockerfileOf(build), mode: 0o644, time: 1_700_000_000 } as const;
  return { ...build, files: new Map([...build.files, ['Dockerfile', file]]) };
}

/** Those of `docker build`, without the file and the context. */
export function optionsOf({ buildArgs, target, noCache }: RandomBuild): readonly string[] {
  return [
    ...[...buildArgs].map(([name, value]) => `--build-arg=${name}=${value}`),
    ...(target === undefined ? [] : [`--target=${target}`]),
    ...(noCache === true ? ['--no-cache'] : noCache.map((name) => `--no-cache-filter=${name}`)),
  ];
}
