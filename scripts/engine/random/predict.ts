// What we say of random builds: the names of the steps, and which are in the cache.

import { readIgnoreList } from '../../../src/context/ignore-list.ts';
import { evaluate } from '../../../src/model/evaluation/evaluate.ts';
import type { BuildStages, Model } from '../../../src/model/model.ts';
import type { ImageSource } from '../../../src/model/image-source.ts';
import { fromOci } from '../../../src/model/oci-image.ts';
import { BuildkitBuilder, type BuildRequest, ClassicBuilder } from '../../../src/plan/builder.ts';
import { type ClassicRun, classicRun } from '../../../src/plan/classic-run.ts';
import type { ContextFile } from '../../../src/plan/context-tree.ts';
import type { Answer } from '../../../src/plan/file-tree.ts';
import { buildGraph } from '../../../src/plan/graph.ts';
import { expectedSteps } from '../../../src/plan/verification.ts';
import { parse, type Parsed } from '../../../src/syntax/parse.ts';
import { platformOf } from '../../../src/syntax/platform.ts';
import { Source } from '../../../src/syntax/source.ts';
import type { BuiltImage } from '../answers.ts';
import { dockerfileOf, type RandomBuild } from './build.ts';

/** Whether each step is in the cache, by the name that BuildKit shows. */
export type Prediction = ReadonlyMap<string, Answer | undefined>;

interface Planned {
  readonly parsed: Parsed;
  readonly model: Model;
  readonly request: BuildRequest;
}

/** Builds one after the other on one base image. */
export class Predictor {
  readonly #buildkit = new BuildkitBuilder();
  readonly #classic = new ClassicBuilder();
  readonly #images: ImageSource;
  /** Whether the engine has an operation for `COPY --link`. */
  readonly #merges: boolean;

  constructor(base: BuiltImage, { merges }: { readonly merges: boolean }) {
    const image = fromOci({
      os: base.os,
      architecture: base.architecture,
      config: base.config,
      rootfs: { type: 'layers', diff_ids: Array.from({ length: base.layers }, String) },
    });
    this.#images = { lookup: () => ({ kind: 'found', image }) };
    this.#merges = merges;
  }

  buildkit(build: RandomBuild): Prediction {
    const { request } = this.#plan(build, 'build');
    const steps = expectedSteps(request, this.#buildkit.build(request));
    return new Map(steps.map(({ name, hit }) => [name, hit]));
  }

  classic(build: RandomBuild): ClassicRun {
    const { request, parsed } = this.#plan(build, 'classic');
    const first = parsed.file.instructions.findIndex(({ kind }) => kind === 'From');
    return classicRun(request.stages, this.#classic.build(request), {
      globals: parsed.file.instructions.slice(0, first),
      imageId: (reference) => reference,
    });
  }

  #plan(build: RandomBuild, mode: 'build' | 'classic'): Planned {
    const { buildArgs, target, noCache } = build;
    const parsed = parse(new Source('Dockerfile', dockerfileOf(build)));
    const model = evaluate(parsed, {
      images: this.#images,
      buildArgs,
      mode,
      target: mode === 'build' ? target : undefined,
    });
    if (model.error !== undefined) throw new Error(`we refuse the build: ${model.error.message}`);
    const stages = mode === 'build' ? model.build : withTarget(model.build, target);
    const graph = buildGraph(stages, {
      platform: platformOf('linux', 'amd64'),
      escape: parsed.file.escape,
      noCache: noCache === true || new Set(noCache),
      merges: this.#merges,
      allStages: mode === 'classic',
    });
    const context = contextOf(build);
    const request = {
      stages,
      graph,
      context,
      buildArgs,
      ignoresCache: noCache === true,
      imageIds: (reference: string) => [reference],
    };
    return { parsed, model, request };
  }
}

function withTarget({ all, target }: BuildStages, name: string | undefined): BuildStages {
  const named = name === undefined ? undefined : all.find((stage) => stage.name === name);
  return { all, target: named?.from === undefined ? target : named };
}

function contextOf({ files }: RandomBuild): readonly ContextFile[] {
  const ignoreFile = files.get('.dockerignore');
  const list = ignoreFile === undefined ? undefined : readIgnoreList(ignoreFile.content);
  return [...files]
    .filter(([path]) => {
      const answer = list?.ok === true ? list.value.ignores(path) : undefined;
      return answer?.ok !== true || !answer.value;
    })
    .map(([path, file]) => Object.assign({ path, size: Buffer.byteLength(file.content) }, file));
}
