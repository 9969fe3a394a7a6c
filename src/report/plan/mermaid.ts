// The plan as a flowchart for Mermaid, which many places that show Markdown draw.

import type { Plan } from '../../plan/plan.ts';
import { diagramOf, type Edge, type Group, type Node, type Source } from './diagram.ts';
import { fitted, fittedInstruction, placeIn } from './words.ts';

const COLUMNS = 60;

/** How stages look; otherwise themes choose colours that hide what is in them. */
export const stageClasses: readonly string[] = [
  '  classDef stage fill:#f6f7f9,stroke:#a0aec0,color:#1a202c',
  '  classDef target fill:#f6f7f9,stroke:#2b6cb0,color:#1a202c,stroke-width:2px',
];

export function planMermaid(plan: Plan): string {
  const { groups, sources, edges } = diagramOf(plan);
  const lines = [
    'flowchart TB',
    ...groups.flatMap(subgraph),
    ...sources.map(sourceNode),
    ...edges.map(edgeLine),
    ...groups.map(
      ({ id, stage }) => `  class ${id} ${stage.isTarget ? 'target' : stage.isReachable ? 'stage' : 'unused'}`,
    ),
    ...stageClasses,
    '  classDef base fill:#e8eaf0,stroke:#4a5568,color:#1a202c',
    '  classDef run fill:#dce8fb,stroke:#2b6cb0,color:#1a202c',
    '  classDef copy fill:#dcf2e3,stroke:#2f855a,color:#1a202c',
    '  classDef folder fill:#f4ecd8,stroke:#97702a,color:#1a202c',
    '  classDef metadata fill:#ffffff,stroke:#a0aec0,color:#4a5568',
    '  classDef source fill:#f6e3ee,stroke:#97266d,color:#1a202c',
    '  classDef unused fill:#f7f7f7,stroke:#c0c0c0,color:#9a9a9a,stroke-dasharray:3 3',
  ];
  return `${lines.join('\n')}\n`;
}

function subgraph({ id, stage, nodes }: Group): readonly string[] {
  const { name, isTarget, isReachable } = stage;
  const title = isTarget ? `${name} (target)` : isReachable ? name : `${name} (not built)`;
  return [
    `  subgraph ${id}[${quoted(fitted(title, COLUMNS))}]`,
    ...nodes.map((node) => `    ${stepNode(node)}`),
    '  end',
  ];
}

function stepNode({ id, text, kind, isBuilt, step }: Node): string {
  const place = step === undefined ? '' : placeIn(step);
  const label = [...(place === '' ? [] : [fitted(place, COLUMNS)]), fittedInstruction(text, COLUMNS)];
  return `${id}[${quoted(label.join('\n'))}]:::${isBuilt ? kind : 'unused'}`;
}

function sourceNode({ id, text }: Source): string {
  return `  ${id}([${quoted(fitted(text, COLUMNS))}]):::source`;
}

const arrows: Readonly<Record<Edge['kind'], string>> = { next: '-->', base: '==>', copy: '-->', mount: '-.->' };

function edgeLine({ from, to, kind, label }: Edge): string {
  const text = label === '' ? '' : `|${quoted(fitted(label, COLUMNS / 2))}|`;
  return `  ${from} ${arrows[kind]}${text} ${to}`;
}

/**
 * Whatever Mermaid or the HTML around it could take for something else is written as its number: a `:` behind `style` anywhere
 * on the line makes it drop the last `;`. For `\n` it would begin another line, whichever way that is written.
 */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll(/\\(?=n)/g, '\\\u200b')
    .replaceAll(/[^\p{L}\p{N} .,/=@+_()\n-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
  return `"${escaped.replaceAll('\n', '<br>')}"`;
}
