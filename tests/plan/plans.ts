// Graphs and plans of texts, with images made for the tests.

import type { EvaluateOptions } from '../../src/model/evaluation/options.ts';
import { evaluate } from '../../src/model/evaluation/evaluate.ts';
import type { ImageSource } from '../../src/model/image-source.ts';
import type { BuildStage, Step } from '../../src/model/evaluation/build-stage.ts';
import { fromOci } from '../../src/model/oci-image.ts';
import { buildGraph, type Graph, type GraphOptions } from '../../src/plan/graph.ts';
import type { ExecOperation, FileOperation, Operation, SourceOperation } from '../../src/plan/operation.ts';
import { type Plan, planOf } from '../../src/plan/plan.ts';
import { parse } from '../../src/syntax/parse.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { Source } from '../../src/syntax/source.ts';

export type PlanOptions = Partial<GraphOptions> & EvaluateOptions;

/** Knows every image: `triggers` has an ONBUILD, `empty` no layers; of `strange` nobody knows anything. */
const images: ImageSource = {
  lookup({ familiar }, { os, architecture }) {
    const name = familiar.replace(/:.*$/, '');
    if (name === 'strange') return { kind: 'unknown', reason: 'nobody has looked up the image strange' };
    const onbuild = name === 'triggers' ? ['COPY . /app', 'RUN make'] : undefined;
    const config = { Env: ['PATH=/bin'], Cmd: ['sh'], OnBuild: onbuild };
    const layers = name === 'empty' ? [] : ['sha256:1'];
    return {
      kind: 'found',
      image: fromOci({ os, architecture, config, rootfs: { type: 'layers', diff_ids: layers } }),
    };
  },
};

/** The model of a text and the graph of its target; throws where BuildKit refuses it. */
export function planned(
  text: string,
  options: PlanOptions = {},
): { readonly graph: Graph; readonly plan: Plan; readonly stages: readonly BuildStage[] } {
  const parsed = parse(new Source('Dockerfile', text));
  const { build, error } = evaluate(parsed, { images, mode: 'build', ...options });
  if (error !== undefined) throw new Error(error.message);
  const platform = options.platform ?? platformOf('linux', 'amd64');
  const graph = buildGraph(build, { escape: parsed.file.escape, ...options, platform });
  const plan = planOf(build, graph);
  if (plan === undefined) throw new Error('there is no target');
  return { graph, plan, stages: build.all };
}

export function namesOf({ operations }: Graph): readonly string[] {
  return operations.map(({ name }) => name);
}

export function stepsOf(stages: readonly BuildStage[]): readonly Step[] {
  return stages.flatMap(({ steps }) => steps);
}

/** The last RUN of a text. */
export function execOf(text: string, options?: PlanOptions): ExecOperation {
  return last(operationsOf(text, options).flatMap((one) => (one.kind === 'exec' ? [one] : [])));
}

/** The last COPY, ADD or WORKDIR of a text. */
export function fileOf(text: string, options?: PlanOptions): FileOperation {
  return last(operationsOf(text, options).flatMap((one) => (one.kind === 'file' ? [one] : [])));
}

/** What a text takes from outside. */
export function sourcesOf(text: string, options?: PlanOptions): readonly SourceOperation[] {
  return operationsOf(text, options).flatMap((one) => (one.kind === 'source' ? [one] : []));
}

function operationsOf(text: string, options: PlanOptions | undefined): readonly Operation[] {
  return planned(text, options).graph.operations;
}

function last<Item>(items: readonly Item[]): Item {
  const item = items.at(-1);
  if (item === undefined) throw new Error('there is none');
  return item;
}
