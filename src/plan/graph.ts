// The build as a graph of operations, as BuildKit's frontend hands it to the solver (dockerfile2llb: dispatchStages).

import { reachableFrom } from '../model/evaluation/dependencies.ts';
import type { BuildStage, Step } from '../model/evaluation/build-stage.ts';
import type { BuildStages } from '../model/model.ts';
import { isOnlyHeredoc } from '../model/evaluation/dispatch-run.ts';
import { toSlash } from '../model/evaluation/system-path.ts';
import type { Instruction } from '../syntax/ast.ts';
import { cleanPath } from '../syntax/go/path.ts';
import { findFlag } from '../syntax/flag-table.ts';
import { formatPlatformAll, normalizePlatform, type Platform } from '../syntax/platform.ts';
import { assemble } from './assemble.ts';
import { execVertex } from './exec.ts';
import { folderVertex, linkVertex, transferVertex } from './files.ts';
import type { HostSettings, Operation } from './operation.ts';
import { imageVertex, LocalContext, remoteContext } from './sources.ts';
import { displayText, StepNames } from './step-names.ts';
import type { Vertex } from './vertex.ts';

export interface GraphOptions {
  /** The platform of operations of stages that name none. */
  readonly platform: Platform;
  readonly escape: '\\' | '`';
  /** `--no-cache`: all stages; `--no-cache-filter`: those of these names, in lower case. */
  readonly noCache?: boolean | ReadonlySet<string> | undefined;
  /** `BUILDKIT_CACHE_MOUNT_NS`. */
  readonly cacheNamespace?: string;
  readonly host?: Partial<HostSettings> | undefined;
  /** All stages, needed or not; they must have been evaluated. */
  readonly allStages?: boolean;
  /** The build is for several platforms: names of steps say for which. */
  readonly isMultiPlatform?: boolean;
  /** False for a builder that cannot merge layers: on it `COPY --link` is COPY. The store of images decides that. */
  readonly merges?: boolean;
}

export interface Graph {
  /** What the target needs, each operation behind its inputs. */
  readonly operations: readonly Operation[];
  /** The file system of the image; undefined where it is empty. */
  readonly result: Operation | undefined;
  /** The paths of the build context that are sent; undefined for all of them, empty where it is not needed. */
  readonly contextPaths: readonly string[] | undefined;
  /** What a step does; undefined where it changes no file, or nobody needs what it changes. */
  operationOf(step: Step): Operation | undefined;
  /** What a stage starts from; undefined for the empty file system and for a stage that nobody needs. */
  baseOf(stage: BuildStage): Operation | undefined;
  /** The name of a step, or of the FROM of a stage, before it became one with an equal one; undefined where there is none. */
  nameOf(step: Step | BuildStage): string | undefined;
}

/** The graph of `model.target`. What is not known before the build stands in it as it is written. */
export function buildGraph(stages: BuildStages, options: GraphOptions): Graph {
  const builder = new GraphBuilder(options);
  const { target } = stages;
  const needed = neededStages(stages, options);
  // Images that instructions name come last in the list, and are there before any instruction.
  const sites = stages.all.filter((stage) => needed.has(stage)).map((stage) => builder.open(stage));
  for (const site of sites) builder.addSteps(site);
  const result = target && builder.ends.get(target);
  const results = options.allStages === true ? [...builder.ends.values()] : [result];
  const { operations, operationOf } = assemble(results);
  const find = (vertex: Vertex | undefined): Operation | undefined => vertex && operationOf(vertex);
  return {
    operations,
    result: find(result),
    contextPaths: builder.context.paths,
    operationOf: (step) => find(builder.steps.get(step)),
    baseOf: (stage) => find(builder.starts.get(stage)),
    nameOf: (step) => builder.names.get(step),
  };
}

function neededStages({ all, target }: BuildStages, { allStages = false }: GraphOptions): ReadonlySet<BuildStage> {
  if (allStages) return new Set(all);
  return target === undefined ? new Set() : reachableFrom(target);
}

const noHost: HostSettings = {
  name: '',
  cgroupParent: '',
  extraHosts: [],
  ulimits: [],
  network: 'UNSET',
  sharedMemory: undefined,
};

/** A stage while its steps are added. */
interface StageSite {
  readonly stage: BuildStage;
  readonly names: StepNames;
  readonly platform: string;
  readonly os: string;
  readonly ignoresCache: boolean;
}

class GraphBuilder {
  readonly ends = new Map<BuildStage, Vertex | undefined>();
  readonly starts = new Map<BuildStage, Vertex | undefined>();
  readonly steps = new Map<Step, Vertex>();
  readonly names = new Map<Step | BuildStage, string>();
  readonly context = new LocalContext();
  /** By the stage that such a folder takes the place of. */
  readonly #folders = new Map<BuildStage, LocalContext>();
  readonly #options: GraphOptions;
  readonly #host: HostSettings;

  constructor(options: GraphOptions) {
    this.#options = options;
    this.#host = { ...noHost, ...options.host };
  }

  /** Makes what a stage starts from, unless that is a stage. */
  open(stage: BuildStage): StageSite {
    const { noCache = false, platform: standard, isMultiPlatform = false } = this.#options;
    const platform = stage.platform ?? standard;
    const ignoresCache = typeof noCache === 'boolean' ? noCache : noCache.has(stage.name);
    const site = {
      stage,
      names: new StepNames(stage, isMultiPlatform ? platform : undefined),
      platform: formatPlatformAll(normalizePlatform(platform)),
      os: platform.os,
      ignoresCache,
    };
    const start = this.#replacement(stage) ?? this.#baseVertex(site, formatPlatformAll(platform));
    this.starts.set(stage, start);
    this.ends.set(stage, start);
    return site;
  }

  addSteps(site: StageSite): void {
    const { stage } = site;
    if (stage.parent !== undefined) this.starts.set(stage, this.ends.get(stage.parent));
    let state = this.starts.get(stage);
    for (const step of stage.steps) {
      const next = this.#stepVertex(step, state, site);
      if (next === undefined) continue;
      this.steps.set(step, next);
      state = next;
    }
    this.ends.set(stage, state);
  }

  /** Undefined for an instruction that changes no file. */
  #stepVertex(step: Step, base: Vertex | undefined, site: StageSite): Vertex | undefined {
    const { work, command, after } = step;
    const { instruction, trigger } = command;
    const { before } = step;
    const naming = { isTrigger: trigger !== undefined, environment: before.environment };
    const { names, os, ignoresCache } = site;
    const nameStep = (text: string): string => {
      const name = names.next(text, naming);
      this.names.set(step, name);
      return name;
    };
    if (instruction.kind === 'Workdir') {
      const path = cleanPath(toSlash(after.image.workdir, os));
      if (path === '/') return undefined;
      const name = nameStep(this.#text(instruction, step));
      return folderVertex(base, { name, path, user: after.image.user, timestamp: undefined });
    }
    if (instruction.kind === 'Run' && work?.kind === 'execution') {
      return execVertex(instruction, work, step, {
        name: nameStep(this.#runText(instruction, step)),
        root: base,
        platform: site.platform,
        os,
        ignoresCache,
        context: this.context,
        cacheNamespace: this.#options.cacheNamespace ?? '',
        host: this.#host,
        vertexOf: (stage) => this.ends.get(stage),
      });
    }
    if ((instruction.kind !== 'Copy' && instruction.kind !== 'Add') || work?.kind !== 'transfer') return undefined;
    const [source] = command.sources;
    this.#useContext(source, instruction.kind, work.sources);
    const text = this.#text(instruction, step);
    const name = nameStep(text);
    const from = source === undefined ? this.context.vertex : this.ends.get(source);
    const workdir = toSlash(before.image.workdir, os);
    const { merges = true } = this.#options;
    const isLinked = merges && findFlag(instruction.flags, 'link') !== undefined && (work.chmod?.text ?? '') === '';
    const settings = { name, from, workdir, os, ignoresCache };
    if (!isLinked) return transferVertex(instruction, work, { ...settings, base });
    const files = transferVertex(instruction, work, { ...settings, base: undefined });
    return linkVertex(base, files, names.current(`LINK ${text}`, naming), ignoresCache);
  }

  /** Undefined for `scratch` and for an image without layers. */
  #baseVertex({ stage, names }: StageSite, platform: string): Vertex | undefined {
    const { reference, image, parent } = stage;
    if (stage.baseName === 'scratch' || reference === undefined || parent !== undefined) return undefined;
    if (image?.layers?.length === 0) return undefined;
    const name = names.next(`FROM ${reference}`, { isTrigger: false });
    this.names.set(stage, name);
    return imageVertex(reference, name, platform);
  }

  /** What `--build-context` puts in the place of a stage or of its base, if that is no image. */
  #replacement(stage: BuildStage): Vertex | undefined {
    const { replacement } = stage;
    if (replacement?.context.kind !== 'files') return undefined;
    const name = replacement.of === 'stage' ? stage.name : stage.baseName;
    const { text } = replacement.context;
    if (/^(?:https?|git|ssh):\/\/|^git@/.test(text)) return remoteContext(text, name);
    const folder = new LocalContext(name);
    this.#folders.set(stage, folder);
    return folder.vertex;
  }

  /** BuildKit asks for a repository's address as if it were a path. */
  #useContext(
    source: BuildStage | undefined,
    kind: 'Add' | 'Copy',
    sources: readonly { readonly text: string }[],
  ): void {
    const folder = source === undefined ? this.context : this.#folders.get(source);
    for (const { text } of sources) {
      if (kind === 'Copy' || !/^https?:\/\//.test(text)) folder?.use(text);
    }
  }

  #text(instruction: Instruction, step: Step): string {
    const state = instruction.kind === 'Workdir' ? step.after : step.before;
    return displayText({ instruction }, state.environment, { escape: this.#options.escape });
  }

  #runText(instruction: Instruction & { readonly kind: 'Run' }, { before, work }: Step): string {
    const [heredoc] = instruction.heredocs;
    const isOnly = heredoc !== undefined && isOnlyHeredoc(instruction.args[0]?.text ?? '');
    const mounts = work?.kind === 'execution' ? work.mounts : [];
    const hidden = new Set(mounts.flatMap((mount) => (mount?.type === 'secret' ? (mount.env ?? []) : [])));
    return displayText({ instruction }, before.environment, {
      escape: this.#options.escape,
      rawQuotes: true,
      skipUnsetEnv: true,
      hidden,
      suffix: isOnly ? ` (${summary(heredoc.content)})` : '',
    });
  }
}

/** The first line of a script. */
function summary(text: string): string {
  const [first = '', ...others] = text.trim().split(/\r?\n/);
  return others.length > 0 ? `${first}...` : first;
}
