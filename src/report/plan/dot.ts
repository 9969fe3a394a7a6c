// The plan as a graph in the language of Graphviz.

import type { Plan } from '../../plan/plan.ts';
import { diagramOf, type Edge, type Group, type Node, type Source } from './diagram.ts';
import { fitted, fittedInstruction, placeIn } from './words.ts';

const COLUMNS = 60;
const GREY = '#9a9a9a';

const fills: Readonly<Record<Node['kind'], string>> = {
  base: '#e8eaf0',
  run: '#dce8fb',
  copy: '#dcf2e3',
  folder: '#f4ecd8',
  metadata: '#ffffff',
};

export function planDot(plan: Plan): string {
  const { groups, sources, edges } = diagramOf(plan);
  const lines = [
    'digraph build {',
    '  rankdir=TB; compound=true; nodesep=0.3; ranksep=0.3;',
    '  node [shape=box, style="rounded,filled", fontname="monospace", fontsize=10];',
    '  edge [fontname="sans-serif", fontsize=9];',
    ...groups.flatMap(cluster),
    ...sources.map(sourceNode),
    ...edges.map(edgeLine),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function cluster({ id, stage, nodes }: Group): readonly string[] {
  const { name, isTarget, isReachable } = stage;
  const title = isTarget ? `${name} (target)` : isReachable ? name : `${name} (not built)`;
  const color = isReachable ? '#4a5568' : GREY;
  return [
    `  subgraph ${quoted(`cluster_${id}`)} {`,
    `    label=${quoted(fitted(title, COLUMNS))}; style="rounded"; fontname="sans-serif"; color=${quoted(color)}; fontcolor=${quoted(color)};`,
    ...nodes.map((node) => `    ${stepNode(node)}`),
    '  }',
  ];
}

function stepNode({ id, text, kind, isBuilt, step }: Node): string {
  const place = step === undefined ? '' : placeIn(step);
  const label = [...(place === '' ? [] : [fitted(place, COLUMNS)]), fittedInstruction(text, COLUMNS)];
  const grey = isBuilt ? '' : `, color="${GREY}", fontcolor="${GREY}"`;
  const fill = isBuilt ? fills[kind] : '#ffffff';
  return `${quoted(id)} [label=${quoted(label.join('\n'))}, fillcolor="${fill}"${grey}];`;
}

function sourceNode({ id, kind, text }: Source): string {
  const shape = kind === 'context' ? 'folder' : kind === 'image' ? 'box3d' : 'note';
  return `  ${quoted(id)} [label=${quoted(fitted(text, COLUMNS))}, shape=${shape}, style=filled, fillcolor="#f6e3ee"];`;
}

const styles: Readonly<Record<Edge['kind'], string>> = { next: 'solid', base: 'bold', copy: 'solid', mount: 'dashed' };

function edgeLine({ from, to, kind, label, isBuilt }: Edge): string {
  const color = isBuilt ? '' : `, color="${GREY}", fontcolor="${GREY}"`;
  const text = label === '' ? '' : `, label=${quoted(fitted(label, COLUMNS / 2))}`;
  return `  ${quoted(from)} -> ${quoted(to)} [style=${styles[kind]}${text}${color}];`;
}

/** A backslash begins an escape in labels, and an ampersand an entity of HTML. */
function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}
