// A builder between builds: what it keeps, and what it says of the steps of the next build.

import type { BuildStages } from '../model/model.ts';
import type { Step } from '../model/evaluation/build-stage.ts';
import { CacheStore } from './cache-store.ts';
import { type ClassicCommand, ClassicStore, lookUpClassic } from './classic.ts';
import { sentFiles } from './context-transfer.ts';
import { type ContextFile, SentContext, treeOf } from './context-tree.ts';
import type { Answer, Entry, FolderEntry } from './file-tree.ts';
import type { Graph } from './graph.ts';
import { lookUp, type Outcome } from './invalidation.ts';

/** A build as a builder sees it. */
export interface BuildRequest {
  readonly stages: BuildStages;
  /** For the classic builder that of all stages. */
  readonly graph: Graph;
  /** What is sent: without what the ignore file leaves out. */
  readonly context: readonly ContextFile[];
  /** The files of folders that `--build-context` names, by its names. */
  readonly namedContexts?: ReadonlyMap<string, readonly ContextFile[]>;
  readonly buildArgs: ReadonlyMap<string, string>;
  /** `--no-cache`; BuildKit has it in the graph. */
  readonly ignoresCache?: boolean;
  /** The identities of an image: its manifest and, if it is known, its layers. */
  imageIds(reference: string): readonly string[];
}

export interface StepAnswer {
  readonly hit: Answer;
  /** Of `COPY --link`: whether the layer is also where it was, on top of the same layers. */
  readonly isPlaced: Answer;
  /** How BuildKit came to it; the classic builder has no such thing. */
  readonly outcome: Outcome | undefined;
  /** What the classic builder compares. */
  readonly command?: ClassicCommand;
  /** The id of the image behind the step; BuildKit makes one only at the end. */
  readonly image?: string;
}

export interface Builder {
  /** What becomes of each step that is built; the results are there for the next build. */
  build(request: BuildRequest): ReadonlyMap<Step, StepAnswer>;
}

export class BuildkitBuilder implements Builder {
  readonly #store = new CacheStore();
  /** By the name of `--build-context`: each is sent by itself. */
  readonly #named = new Map<string, SentContext>();
  #sent = new SentContext();

  /** The files that were sent are gone; what was made of them is not. */
  forgetContext(): void {
    this.#sent = new SentContext();
    this.#named.clear();
  }

  /** A `COPY --link` is in the cache when its files are, whatever lies below. */
  build({ stages, graph, context, namedContexts = new Map(), imageIds }: BuildRequest): ReadonlyMap<Step, StepAnswer> {
    const root = this.#sent.send(sentFiles(context, graph.contextPaths));
    const named = new Map([...namedContexts].map(([name, files]) => [name, this.#sendNamed(name, files)]));
    const outcomes = lookUp(graph.operations, this.#store, {
      context: (identifier) =>
        identifier === 'local://context' ? root : named.get(identifier.slice('local://'.length)),
      image: imageIds,
    });
    const answers = new Map<Step, StepAnswer>();
    for (const step of stages.all.flatMap(({ steps }) => steps)) {
      const operation = graph.operationOf(step);
      if (operation === undefined) continue;
      const files = operation.kind === 'merge' ? operation.inputs.at(-1) : operation;
      const outcome = files && outcomes.get(files);
      const isPlaced = outcomes.get(operation)?.hit ?? 'no';
      if (outcome !== undefined) answers.set(step, { hit: outcome.hit, isPlaced, outcome });
    }
    return answers;
  }

  #sendNamed(name: string, files: readonly ContextFile[]): Entry {
    const sent = this.#named.get(name) ?? new SentContext();
    this.#named.set(name, sent);
    return sent.send(files);
  }
}

export class ClassicBuilder implements Builder {
  readonly #store = new ClassicStore();
  #context: FolderEntry | undefined;

  build({
    stages,
    graph,
    context,
    buildArgs,
    ignoresCache = false,
    imageIds,
  }: BuildRequest): ReadonlyMap<Step, StepAnswer> {
    const written = stages.all.filter(({ from }) => from !== undefined);
    this.#context = treeOf(context, { withAttributes: false, before: this.#context });
    const last = stages.target === undefined ? -1 : written.indexOf(stages.target);
    const hits = lookUpClassic(last === -1 ? written : written.slice(0, last + 1), {
      graph,
      store: this.#store,
      sources: {
        context: this.#context,
        image: (reference) => imageIds(reference)[0] ?? reference,
        buildArgs,
        ignoresCache,
      },
    });
    return new Map(
      [...hits].map(([step, { hit, image, command }]) => [
        step,
        { hit, isPlaced: hit, outcome: undefined, image, command },
      ]),
    );
  }
}
