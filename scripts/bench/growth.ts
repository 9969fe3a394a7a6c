// How the cost of a plan, of its keys and of its pictures grows with the number of steps.

import { Analysis } from '../../src/analysis.ts';
import { BuildkitBuilder, type BuildRequest } from '../../src/plan/builder.ts';
import type { ContextFile } from '../../src/plan/context-tree.ts';
import { buildGraph, type Graph } from '../../src/plan/graph.ts';
import { impactOf } from '../../src/plan/impact.ts';
import { type Plan, planOf } from '../../src/plan/plan.ts';
import { plain } from '../../src/report/palette.ts';
import { planDot } from '../../src/report/plan/dot.ts';
import { planHtml } from '../../src/report/plan/html.ts';
import { planJson } from '../../src/report/plan/json.ts';
import { planMermaid } from '../../src/report/plan/mermaid.ts';
import { planSvg } from '../../src/report/plan/svg.ts';
import { planText } from '../../src/report/plan/text.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { Source } from '../../src/syntax/source.ts';
import { median, time } from './timing.ts';

const SIZES = [10, 100, 1_000, 10_000];
/** So many steps in all, whatever the size: small plans are made more often. */
const STEPS_A_MEASUREMENT = 2_000;
const STAGE = 10;

/** The lines of the report. */
export function measureGrowth(): readonly string[] {
  const sizes = SIZES.map((count) => count.toLocaleString('en')).join(' / ');
  const costs = SIZES.map(costsOf);
  const names = [...(costs[0]?.keys() ?? [])];
  return [
    `growth: µs per step of ${sizes} steps:`,
    ...names.map((name) => `  ${name}: ${costs.map((cost) => cost.get(name)?.toFixed(0) ?? '').join(' / ')}`),
  ];
}

/** By what it is for, in microseconds a step. */
function costsOf(count: number): ReadonlyMap<string, number> {
  const source = new Source('Dockerfile', dockerfileOf(count));
  const { graph, request } = planned(source);
  const { image } = new Analysis(source, { mode: 'build' }).model;
  const plan = planOf(request.stages, graph);
  if (plan === undefined || image === undefined) throw new Error('the Dockerfile has no plan');
  const works = new Map<string, () => unknown>([
    ['model and graph', () => planned(source)],
    ['plan', () => planOf(request.stages, graph)],
    ['keys', () => new BuildkitBuilder().build(request)],
    ['impact', () => impactOf('buildkit', request, request)],
    ...reportsOf(plan, image),
  ]);
  const rounds = Math.max(3, STEPS_A_MEASUREMENT / count);
  return new Map(
    [...works].map(([name, work]) => [name, (median(Array.from({ length: rounds }, () => time(work))) * 1000) / count]),
  );
}

function reportsOf(plan: Plan, image: Parameters<typeof planJson>[1]['image']): readonly [string, () => string][] {
  const path = 'Dockerfile';
  return [
    ['text', () => planText(plan, { path, palette: plain, width: 100 })],
    ['json', () => planJson(plan, { path, image })],
    ['dot', () => planDot(plan)],
    ['mermaid', () => planMermaid(plan)],
    ['svg', () => planSvg(plan, path)],
    ['html', () => planHtml(plan, path)],
  ];
}

/** Stages of ten steps, each of which takes files of the context and of the stage before. */
export function dockerfileOf(steps: number): string {
  return Array.from({ length: Math.max(1, steps / STAGE) }, (_, stage) => {
    const from = stage === 0 ? '' : `COPY --from=s${stage - 1} /out /in\n`;
    const runs = Array.from({ length: STAGE - 3 }, (__, step) => `RUN make ${stage} ${step}\n`).join('');
    return `FROM alpine AS s${stage}\n${from}COPY d${stage} /d/\nCOPY . /all/\n${runs}`;
  }).join('');
}

function planned(
  source: Source,
  files: readonly ContextFile[] = [],
): { readonly graph: Graph; readonly request: BuildRequest } {
  const { model } = new Analysis(source, { mode: 'build' });
  const stages = model.build;
  const graph = buildGraph(stages, { platform: platformOf('linux', 'amd64'), escape: '\\' });
  return { graph, request: { stages, graph, context: files, buildArgs: new Map(), imageIds: knownByName } };
}

function knownByName(reference: string): readonly string[] {
  return [reference];
}

/** How many steps have keys. */
export function keysOf(dockerfile: string, files: readonly ContextFile[]): number {
  return new BuildkitBuilder().build(planned(new Source('Dockerfile', dockerfile), files).request).size;
}
