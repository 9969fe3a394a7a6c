// The plan as a picture: stages stand in columns, their steps below each other, lines show what is copied and mounted.

import type { Plan, PlannedStep } from '../../plan/plan.ts';
import { visible } from '../visible.ts';
import { type Attributes, xmlElement, xmlTextElement } from '../xml.ts';
import { diagramOf, type Diagram, type Edge, type Group, type Node, type Source } from './diagram.ts';
import { layOut, type Layout, type Point } from './layout.ts';
import { pictureStyle } from './picture-style.ts';
import { fitted, fittedInstruction, placeIn, remarks, stepsById, titleOf } from './words.ts';

const MARGIN = 24;
const COLUMN = 400;
const GUTTER = 96;
const GAP = 28;
const PADDING = 10;
const HEAD = 30;
/** Distance of two nodes. */
const STEP = 6;
/** Where the text of a node begins. */
const TEXT = 64;
/** Of a monospaced character at 12px. */
const CHARACTER = 7.25;
const COLUMNS = Math.floor((COLUMN - 2 * PADDING - TEXT - 8) / CHARACTER);
const SMALL_COLUMNS = Math.floor(((COLUMN - 2 * PADDING - TEXT - 8) / CHARACTER) * 1.12);
const SOURCE = 32;

/** A node, its remarks, and where it stands in its group. */
interface Row {
  readonly node: Node;
  readonly remarks: readonly string[];
  readonly y: number;
  readonly height: number;
}

interface Drawing {
  readonly plan: Plan;
  readonly diagram: Diagram;
  /** By group. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** By node. */
  readonly rowOf: ReadonlyMap<string, Row>;
  readonly layout: Layout;
  /** The group or source of a node. */
  readonly boxOf: ReadonlyMap<string, string>;
  /** Where a step leads to on the page that the picture is part of. */
  readonly link: ((step: PlannedStep) => string) | undefined;
}

export interface PictureOptions {
  /** The address of what is said of a step elsewhere on the page. */
  readonly link?: (step: PlannedStep) => string;
}

/** A file of its own. */
export function planSvg(plan: Plan, path: string): string {
  const { attributes, children } = picture(plan, path, {});
  const root = xmlElement('svg', { xmlns: 'http://www.w3.org/2000/svg', role: 'img', ...attributes }, [
    ...styleElement(pictureStyle),
    ...children,
  ]);
  return `${root.join('\n')}\n`;
}

/** Nothing in it is escaped: HTML reads a style as it stands. */
export function styleElement(style: string): readonly string[] {
  return xmlElement('style', {}, style.trim().split('\n'));
}

/** The inside of the picture, and how large it is. */
export function picture(
  plan: Plan,
  path: string,
  { link }: PictureOptions,
): { readonly attributes: Attributes; readonly children: readonly string[] } {
  const diagram = drawnDiagram(plan);
  const steps = stepsById(plan);
  const rows = new Map(diagram.groups.map((group) => [group.id, rowsOf(group, plan, steps)]));
  const boxOf = new Map([
    ...diagram.groups.flatMap(({ id, nodes }) => nodes.map((node) => [node.id, id] as const)),
    ...diagram.sources.map(({ id }) => [id, id] as const),
  ]);
  const layout = layOut(boxesOf(diagram, rows, boxOf), { column: COLUMN, gutter: GUTTER, gap: GAP });
  const rowOf = new Map([...rows.values()].flatMap((all) => all.map((row) => [row.node.id, row] as const)));
  const drawing: Drawing = { plan, diagram, rows, rowOf, layout, boxOf, link };
  const width = layout.width + 2 * MARGIN;
  const height = layout.height + 2 * MARGIN;
  const title = `The build of ${titleOf(plan, path)}`;
  return {
    attributes: { viewBox: `0 0 ${width} ${height}`, width, height, class: 'plan', 'aria-labelledby': 'plan-title' },
    children: [
      xmlTextElement('title', { id: 'plan-title' }, visible(title)),
      ...xmlElement('rect', { class: 'page', width, height }),
      ...xmlElement('g', { transform: `translate(${MARGIN} ${MARGIN})` }, [
        ...diagram.groups.flatMap((group) => frame(group, drawing)),
        ...diagram.edges.flatMap((edge) => line(edge, drawing)),
        ...diagram.groups.flatMap((group) => nodesOf(group, drawing)),
        ...diagram.sources.flatMap((source) => sourceBox(source, drawing)),
      ]),
    ],
  };
}

/** What comes from the context or an address stands in words at its step: lines to all of them would hide the others. */
function drawnDiagram(plan: Plan): Diagram {
  const diagram = diagramOf(plan);
  const sources = diagram.sources.filter(({ kind }) => kind === 'image');
  const hidden = new Set(diagram.sources.filter(({ kind }) => kind !== 'image').map(({ id }) => id));
  return { ...diagram, sources, edges: diagram.edges.filter(({ from }) => !hidden.has(from)) };
}

function rowsOf({ nodes }: Group, plan: Plan, steps: ReadonlyMap<string, PlannedStep>): readonly Row[] {
  let y = HEAD;
  return nodes.map((node) => {
    const said = node.step === undefined || !node.isBuilt ? [] : remarks(node.step, plan, steps);
    const height = node.kind === 'metadata' ? 20 : said.length === 0 ? 26 : 42;
    const row = { node, remarks: said, y, height };
    y += height + STEP;
    return row;
  });
}

function boxesOf(
  { groups, sources, edges }: Diagram,
  rows: Drawing['rows'],
  boxOf: ReadonlyMap<string, string>,
): Parameters<typeof layOut>[0] {
  const needs = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    const [source, target] = [boxOf.get(from), boxOf.get(to)];
    if (source === undefined || target === undefined || source === target) continue;
    const known = needs.get(target);
    if (known === undefined) needs.set(target, new Set([source]));
    else known.add(source);
  }
  return [
    ...groups.map(({ id, stage }) => {
      const last = rows.get(id)?.at(-1);
      const height = (last === undefined ? HEAD : last.y + last.height) + PADDING;
      return { id, height, needs: [...(needs.get(id) ?? [])], isSecondary: !stage.isReachable };
    }),
    ...sources.map(({ id }) => ({ id, height: SOURCE, needs: [], isSecondary: false })),
  ];
}

function frame({ id, stage }: Group, { layout, rows, plan }: Drawing): readonly string[] {
  const { x, y } = layout.placeOf(id);
  const last = rows.get(id)?.at(-1);
  const height = (last === undefined ? HEAD : last.y + last.height) + PADDING;
  const state = stage.isTarget ? 'target' : stage.isReachable ? (stage.platform ?? '') : 'not built';
  const shown = stage.isReachable && !stage.isTarget && stage.platform === plan.target.platform ? '' : state;
  const kind = stage.isTarget ? 'stage target' : stage.isReachable ? 'stage' : 'stage unused';
  return xmlElement('g', { class: kind }, [
    ...xmlElement('rect', { x, y, width: COLUMN, height, rx: 8 }),
    xmlTextElement('text', { class: 'name', x: x + PADDING, y: y + 20 }, fitted(stage.name, 38)),
    ...(shown === ''
      ? []
      : [xmlTextElement('text', { class: 'state', x: x + COLUMN - PADDING, y: y + 20 }, fitted(shown, 24))]),
  ]);
}

function nodesOf(group: Group, drawing: Drawing): readonly string[] {
  const { x, y } = drawing.layout.placeOf(group.id);
  return (drawing.rows.get(group.id) ?? []).flatMap((row) => {
    const shapes = nodeShapes(row, { x: x + PADDING, y: y + row.y });
    const { step, isBuilt, kind, id } = row.node;
    const classes = `step ${kind}${isBuilt ? '' : ' unused'}`;
    if (step === undefined) return xmlElement('g', { class: classes }, shapes);
    if (drawing.link === undefined) return xmlElement('g', { class: classes, 'data-step': step.id }, shapes);
    const label = visible(step.name);
    return xmlElement('a', { class: classes, id, href: drawing.link(step), 'aria-label': label }, shapes);
  });
}

function nodeShapes({ node, remarks: said, height }: Row, { x, y }: Point): readonly string[] {
  const { step, text, kind } = node;
  const [, place = ''] = /(\S+\/\d+)$/.exec(step === undefined ? '' : placeIn(step)) ?? [];
  const baseline = y + (kind === 'metadata' ? 14 : 17);
  const full = [step?.name ?? text, ...said].map(visible).join('\n');
  return [
    xmlTextElement('title', {}, full),
    ...xmlElement('rect', { class: 'body', x, y, width: COLUMN - 2 * PADDING, height, rx: 4 }),
    ...xmlElement('rect', { class: 'mark', x, y, width: 4, height, rx: 2 }),
    ...(place === ''
      ? []
      : [xmlTextElement('text', { class: 'place', x: x + TEXT - 10, y: baseline }, fitted(place, 8))]),
    xmlTextElement('text', { class: 'what', x: x + TEXT, y: baseline }, fittedInstruction(text, COLUMNS)),
    ...(said.length === 0
      ? []
      : [xmlTextElement('text', { class: 'note', x: x + TEXT, y: y + 33 }, fitted(said.join(' · '), SMALL_COLUMNS))]),
  ];
}

function sourceBox({ id, text }: Source, { layout }: Drawing): readonly string[] {
  const { x, y } = layout.placeOf(id);
  return xmlElement('g', { class: 'source' }, [
    xmlTextElement('title', {}, visible(text)),
    ...xmlElement('rect', { x: x + COLUMN - 240, y, width: 240, height: SOURCE, rx: 16 }),
    xmlTextElement('text', { x: x + COLUMN - 224, y: y + 20 }, fitted(`image ${text}`, 29)),
  ]);
}

/** From the right side of a node to the left side of another, through the columns between them. */
function line(edge: Edge, drawing: Drawing): readonly string[] {
  const { boxOf, layout } = drawing;
  const [source, target] = [boxOf.get(edge.from), boxOf.get(edge.to)];
  if (source === undefined || target === undefined || source === target) return [];
  const start = sideOf(edge.from, source, 'right', drawing);
  const end = sideOf(edge.to, target, 'left', drawing);
  const path = [`M${start.x} ${start.y}`];
  let from = start;
  for (const { left, right, y } of layout.crossings(source, target)) {
    path.push(curve(from, { x: left, y }), `L${right} ${y}`);
    from = { x: right, y };
  }
  path.push(curve(from, end), `m-6 -3.5l6 3.5l-6 3.5`);
  const kind = `line ${edge.kind}${edge.isBuilt ? '' : ' unused'}`;
  return xmlElement('path', { class: kind, d: path.join('') });
}

function curve(from: Point, to: Point): string {
  const middle = (from.x + to.x) / 2;
  return `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}

function sideOf(node: string, box: string, side: 'left' | 'right', { layout, rowOf }: Drawing): Point {
  const { x, y } = layout.placeOf(box);
  const row = rowOf.get(node);
  if (row === undefined) return { x: x + COLUMN, y: y + SOURCE / 2 };
  return { x: side === 'left' ? x + PADDING : x + COLUMN - PADDING, y: y + row.y + Math.min(row.height / 2, 14) };
}
