// The plan as a picture before it is drawn: groups of nodes, and the edges between them.

import type { Plan, PlannedStage, PlannedStep } from '../../plan/plan.ts';
import type { Input } from '../../plan/step-inputs.ts';
import { baseText, originText, pathsText, stepsById } from './words.ts';

export interface Diagram {
  /** One a stage. */
  readonly groups: readonly Group[];
  /** What files come from besides stages: the context, images, addresses. */
  readonly sources: readonly Source[];
  readonly edges: readonly Edge[];
}

export interface Group {
  readonly id: string;
  readonly stage: PlannedStage;
  /** At least the FROM. */
  readonly nodes: readonly Node[];
}

export interface Node {
  /** Letters, digits and `_`. */
  readonly id: string;
  readonly text: string;
  readonly kind: 'base' | 'run' | 'copy' | 'folder' | 'metadata';
  readonly isBuilt: boolean;
  /** Undefined for a FROM that is no step of its own. */
  readonly step: PlannedStep | undefined;
}

export interface Source {
  readonly id: string;
  readonly kind: 'context' | 'image' | 'address';
  readonly text: string;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** `next` leads to the next node of a group, `base` from one group into another. */
  readonly kind: 'next' | 'base' | 'copy' | 'mount';
  /** The paths that are taken. */
  readonly label: string;
  readonly isBuilt: boolean;
}

export function diagramOf(plan: Plan): Diagram {
  const groups = plan.stages.map((stage) => groupOf(stage, plan));
  const sources = new Map<string, Source>();
  const edges: Edge[] = [];
  const steps = stepsById(plan);
  for (const group of groups) {
    const { stage, nodes } = group;
    if (stage.base.kind === 'stage') {
      const from = groups[stage.base.stage]?.nodes.at(-1)?.id;
      const to = nodes[0]?.id;
      const isBuilt = stage.isReachable;
      if (from !== undefined && to !== undefined) edges.push({ from, to, kind: 'base', label: '', isBuilt });
    }
    for (const [index, { id, isBuilt }] of nodes.entries()) {
      const before = nodes[index - 1];
      if (before !== undefined) edges.push({ from: before.id, to: id, kind: 'next', label: '', isBuilt });
    }
    for (const { id, step, isBuilt } of nodes) {
      for (const input of step?.inputs ?? []) {
        if (input.as === 'base') continue;
        const from = input.origin.kind === 'step' ? nodeId(input.origin.step) : addSource(sources, input, plan, steps);
        if (from !== undefined) edges.push({ from, to: id, kind: input.as, label: pathsText(input), isBuilt });
      }
    }
  }
  return { groups, sources: [...sources.values()], edges };
}

/** The id of the node of a step. */
export function nodeId(step: string): string {
  return `step_${step.replace('.', '_')}`;
}

function groupOf(stage: PlannedStage, plan: Plan): Group {
  const { index, isReachable, steps } = stage;
  const nodes = steps.map((step): Node => ({
    id: nodeId(step.id),
    text: step.text,
    kind: kindOf(step),
    isBuilt: step.isBuilt && isReachable,
    step,
  }));
  const from: Node = {
    id: nodeId(`${index}.0`),
    text: `FROM ${baseText(stage, plan)}`,
    kind: 'base',
    isBuilt: isReachable,
    step: undefined,
  };
  const hasBase = steps[0]?.makes === 'base';
  return { id: `stage_${index}`, stage, nodes: hasBase ? nodes : [from, ...nodes] };
}

function kindOf({ makes, keyword }: PlannedStep): Node['kind'] {
  if (makes === 'base') return 'base';
  if (makes !== 'layer') return 'metadata';
  return keyword === 'RUN' ? 'run' : keyword === 'WORKDIR' ? 'folder' : 'copy';
}

/** Undefined for text of the file itself, which is part of the step. */
function addSource(
  sources: Map<string, Source>,
  { origin }: Input,
  plan: Plan,
  steps: ReadonlyMap<string, PlannedStep>,
): string | undefined {
  if (origin.kind === 'inline') return undefined;
  const text =
    origin.kind === 'context' && origin.name === undefined ? 'build context' : originText(origin, plan, steps);
  const kind = origin.kind === 'context' || origin.kind === 'image' ? origin.kind : 'address';
  const key = `${kind} ${text}`;
  const known = sources.get(key);
  if (known !== undefined) return known.id;
  const id = `source_${sources.size}`;
  sources.set(key, { id, kind, text });
  return id;
}
