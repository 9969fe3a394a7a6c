// The suites `cache` and `cache-random`: which steps of a second build are in the cache.

import { parseArgs } from 'node:util';
import { readIgnoreList } from '../../src/context/ignore-list.ts';
import { evaluate } from '../../src/model/evaluation/evaluate.ts';
import type { BuildStages } from '../../src/model/model.ts';
import type { ImageSource } from '../../src/model/image-source.ts';
import { fromOci } from '../../src/model/oci-image.ts';
import { BuildkitBuilder, ClassicBuilder } from '../../src/plan/builder.ts';
import type { ContextFile } from '../../src/plan/context-tree.ts';
import type { Answer } from '../../src/plan/file-tree.ts';
import { buildGraph, type Graph, type GraphOptions } from '../../src/plan/graph.ts';
import { parse } from '../../src/syntax/parse.ts';
import { parseSize } from '../../src/syntax/go/size.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { Source } from '../../src/syntax/source.ts';
import { sha256 } from './stand-in-images.ts';

export interface CacheRecord {
  readonly name: string;
  readonly dockerfile: string;
  readonly context: Readonly<Record<string, RecordedFile>>;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  readonly change: Change | null;
  readonly revert?: boolean;
  readonly observe?: 'first build';
  readonly expect: { readonly [builder in 'buildkit' | 'classic']?: readonly ExpectedStep[] | null };
}

interface Change {
  readonly dockerfile?: string;
  /** Null deletes a file. */
  readonly files?: Readonly<Record<string, RecordedFile | null>>;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** The builder forgets the files that it was sent, not what it made of them. */
  readonly dropContext?: boolean;
}

type RecordedFile =
  | string
  | {
      readonly content?: string;
      readonly mode?: string;
      readonly mtime?: number;
      readonly dir?: boolean;
      readonly symlink?: string;
      readonly tar?: object;
      readonly xattr?: object;
    };

interface ExpectedStep {
  readonly line: number;
  readonly hit: boolean | null;
}

interface WrittenFile extends ContextFile {
  readonly text: string;
}

/** A build that a record describes. */
interface Build {
  readonly dockerfile: string;
  readonly files: ReadonlyMap<string, WrittenFile>;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
}

/** What differs between the collections of records. */
interface Manner {
  /** The Dockerfile lies in the build context. */
  readonly hasDockerfile: boolean;
  /** A `COPY --link` hits only if what puts it in its place does, too. */
  readonly countsLink: boolean;
}

/** The builds of one record, one after the other. */
class Builds {
  readonly #manner: Manner;
  readonly #builder: BuildkitBuilder | ClassicBuilder;

  constructor(manner: Manner, builder: BuildkitBuilder | ClassicBuilder) {
    this.#manner = manner;
    this.#builder = builder;
  }

  forgetContext(): void {
    if (this.#builder instanceof BuildkitBuilder) this.#builder.forgetContext();
  }

  /** What becomes of the steps, by their line. */
  build(build: Build): ReadonlyMap<number, Answer> {
    const isClassic = this.#builder instanceof ClassicBuilder;
    const { stages, graph } = planned(build, isClassic);
    const answers = this.#builder.build({
      stages,
      graph,
      context: withoutIgnored(build, this.#manner),
      namedContexts: namedContexts(build),
      buildArgs: new Map(Object.entries(build.buildArgs)),
      ignoresCache: build.flags.includes('--no-cache'),
      imageIds: identitiesOf,
    });
    const hits = new Map<number, Answer>();
    for (const [{ command }, { hit, isPlaced }] of answers) {
      const { trigger, instruction } = command;
      if (trigger === undefined) hits.set(instruction.lines.first, this.#manner.countsLink ? isPlaced : hit);
    }
    return hits;
  }
}

/** The classic builder builds all stages up to the target, needed or not. */
function planned(
  { dockerfile, buildArgs, flags }: Build,
  isClassic: boolean,
): { readonly stages: BuildStages; readonly graph: Graph } {
  const { target, noCache, host } = readFlags(flags);
  const parsed = parse(new Source('Dockerfile', dockerfile));
  const evaluated = evaluate(parsed, {
    images: busyboxes,
    buildArgs: new Map(Object.entries(buildArgs)),
    mode: isClassic ? 'classic' : 'build',
    target: isClassic ? undefined : target,
    contexts: new Map(
      [...namedContexts({ files: new Map(), flags }).keys()].map((name) => [name, { kind: 'files', text: name }]),
    ),
  });
  const { build } = evaluated;
  const named = target === undefined ? undefined : build.all.find(({ name }) => name === target);
  const stages = { all: build.all, target: named?.from === undefined ? build.target : named };
  const graph = buildGraph(stages, {
    platform: platformOf('linux', 'amd64'),
    escape: parsed.file.escape,
    noCache,
    cacheNamespace: buildArgs['BUILDKIT_CACHE_MOUNT_NS'] ?? '',
    host: { ...host, name: buildArgs['BUILDKIT_SANDBOX_HOSTNAME'] ?? '' },
    allStages: isClassic,
  });
  return { stages, graph };
}

/** `--build-context name={{CTX}}/folder`: a folder of the build context. */
function namedContexts({ files, flags }: Pick<Build, 'files' | 'flags'>): ReadonlyMap<string, readonly ContextFile[]> {
  const found = new Map<string, readonly ContextFile[]>();
  for (const flag of flags) {
    const [, name, folder] = /^(\w+)=\{\{CTX\}\}\/(\w+)$/.exec(flag) ?? [];
    if (name === undefined || folder === undefined) continue;
    const inside = [...files.values()].filter(({ path }) => path.startsWith(`${folder}/`));
    found.set(
      name,
      inside.map((file) => Object.assign({}, file, { path: file.path.slice(folder.length + 1) })),
    );
  }
  return found;
}

function readFlags(
  flags: readonly string[],
): Pick<GraphOptions, 'noCache' | 'host'> & { readonly target: string | undefined } {
  const text = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({
    args: [...flags],
    strict: false,
    options: {
      target: text,
      'no-cache': { type: 'boolean' },
      'no-cache-filter': text,
      'add-host': text,
      ulimit: text,
      network: text,
      'shm-size': text,
    },
  });
  const texts = (name: string): readonly string[] => [values[name] ?? []].flat().map(String);
  const [size] = texts('shm-size');
  return {
    target: texts('target').at(-1),
    noCache: values['no-cache'] === true || new Set(texts('no-cache-filter').map((name) => name.toLowerCase())),
    host: {
      extraHosts: texts('add-host').map((host) => host.split(':')[0] ?? ''),
      ulimits: texts('ulimit'),
      network: texts('network').includes('host') ? 'HOST' : 'UNSET',
      sharedMemory: size === undefined ? undefined : parseSize(size),
    },
  };
}

function withoutIgnored({ files, dockerfile }: Build, { hasDockerfile }: Manner): readonly ContextFile[] {
  const ignore = files.get('.dockerignore');
  const list = ignore === undefined ? undefined : readIgnoreList(ignore.text);
  const all = [...files.values(), ...(hasDockerfile ? [fileOf('Dockerfile', dockerfile, 0)] : [])];
  return all.filter(({ path }) => {
    const answer = list?.ok === true ? list.value.ignores(path) : undefined;
    return answer?.ok !== true || !answer.value;
  });
}

/** The last build of a record. */
function lastBuild(record: CacheRecord, builds: Builds): ReadonlyMap<number, Answer> {
  const { dockerfile, buildArgs = {}, flags = [], change } = record;
  const first = { dockerfile, buildArgs, flags, files: filesOf(record.context, 1) };
  const cold = builds.build(first);
  if (record.observe === 'first build') return cold;
  const files = new Map(first.files);
  for (const [path, file] of Object.entries(change?.files ?? {})) {
    if (file === null) files.delete(path);
    else for (const [name, one] of filesOf({ [path]: file }, 2)) files.set(name, one);
  }
  if (change?.dropContext === true) builds.forgetContext();
  const second = { ...first, ...change, buildArgs: { ...buildArgs, ...change?.buildArgs }, files };
  const warm = builds.build(second);
  return record.revert === true ? builds.build({ ...first, files: filesOf(record.context, 3) }) : warm;
}

function filesOf(context: Readonly<Record<string, RecordedFile>>, time: number): ReadonlyMap<string, WrittenFile> {
  return new Map(Object.entries(context).map(([path, file]) => [path, fileOf(path, file, time)]));
}

function fileOf(path: string, recorded: RecordedFile, time: number): WrittenFile {
  const file = typeof recorded === 'string' ? { content: recorded } : recorded;
  const kind = file.dir === true ? 'folder' : file.symlink === undefined ? 'file' : 'link';
  const text = file.symlink ?? file.content ?? JSON.stringify(file.tar ?? '');
  const content = kind === 'file' ? sha256(text) : text;
  const mode = Number.parseInt(file.mode ?? (kind === 'folder' ? '755' : '644'), 8);
  const attributes = file.xattr === undefined ? {} : { attributes: JSON.stringify(file.xattr) };
  return { path, kind, text, content, size: text.length, mode, time: file.mtime ?? time, ...attributes };
}

/** The images that the records start from. */
const busyboxes: ImageSource = {
  lookup({ familiar, normalized }) {
    const variant = familiar.replace(/:latest$/, '').replace(/^busybox-?/, '');
    const image = fromOci({
      architecture: 'amd64',
      os: 'linux',
      config: {
        Env: [
          'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
          ...(variant === 'env' ? ['EXTRA=1'] : []),
        ],
        ...(variant === 'onbuild' ? { OnBuild: ['COPY a.txt /onb'] } : {}),
      },
      rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(variant === 'layer' ? 'layer' : 'busybox')}`] },
    });
    return { kind: 'found', image, digest: `sha256:${sha256(normalized)}` };
  },
};

/** Its manifest and its layers: all but one of the images have the same. */
function identitiesOf(reference: string): readonly string[] {
  return [reference, reference.includes('busybox-layer') ? 'other layers' : 'layers'];
}

export function compareScenario(record: CacheRecord): string | undefined {
  return compareBuilds(record, { hasDockerfile: true, countsLink: false });
}

export function compareRandomBuilds(record: CacheRecord): string | undefined {
  return compareBuilds(record, { hasDockerfile: false, countsLink: true });
}

function compareBuilds(record: CacheRecord, manner: Manner): string | undefined {
  const { buildkit } = record.expect;
  const { classic } = record.expect;
  return (
    (buildkit ? stepDifference(buildkit, lastBuild(record, new Builds(manner, new BuildkitBuilder()))) : undefined) ??
    (classic
      ? stepDifference(classic, lastBuild(record, new Builds(manner, new ClassicBuilder())), 'classic: ')
      : undefined)
  );
}

function stepDifference(
  expected: readonly ExpectedStep[],
  hits: ReadonlyMap<number, Answer>,
  builder = '',
): string | undefined {
  for (const { line, hit } of expected) {
    const answer = hits.get(line);
    if (hit === null || answer === 'maybe') continue;
    if (answer === undefined) return `${builder}line ${line}: no answer`;
    if ((answer === 'yes') !== hit) return `${builder}line ${line}: expected ${hit ? 'a hit' : 'a miss'}`;
  }
  return undefined;
}
