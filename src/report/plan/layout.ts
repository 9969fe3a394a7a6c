// Where the boxes of a picture stand: columns from what is needed to what needs it, and ways for the lines between them.

export interface Box {
  readonly id: string;
  readonly height: number;
  /** The boxes that it needs. */
  readonly needs: readonly string[];
  /** Boxes of less weight stand below the others. */
  readonly isSecondary: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of a box. */
  placeOf(id: string): Point;
  /** Where a line from one box to another crosses the columns between them. */
  crossings(from: string, to: string): readonly Crossing[];
}

/** A line crosses a column at one height, from its left side to its right one. */
export interface Crossing {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

export interface Measures {
  readonly column: number;
  readonly gutter: number;
  readonly gap: number;
}

/** What stands in a column: a box, or the way of a line between others. */
interface Item {
  readonly box: Box | undefined;
  readonly height: number;
  readonly sources: readonly string[];
  readonly key: string;
  readonly order: number;
}

const WAY = 8;

/** Boxes that need each other in a circle stand where their number says. */
export function layOut(boxes: readonly Box[], measures: Measures): Layout {
  const columns = columnsOf(boxes);
  const { items, ways } = itemsOf(boxes, columns);
  const middles = new Map<string, number>();
  const places = new Map<string, Point>();
  const widths = measures.column + measures.gutter;
  let height = 0;
  for (const [index, column] of items.entries()) {
    let y = 0;
    for (const item of column.toSorted((left, right) => compare(left, right, middles))) {
      places.set(item.key, { x: index * widths, y });
      middles.set(item.key, y + item.height / 2);
      y += item.height + (item.box === undefined ? WAY : measures.gap);
    }
    height = Math.max(height, y - measures.gap);
  }
  const placeOf = (id: string): Point => places.get(id) ?? { x: 0, y: 0 };
  return {
    width: Math.max(items.length * widths - measures.gutter, measures.column),
    height: Math.max(height, 0),
    placeOf,
    crossings: (from, to) =>
      (ways.get(wayKey(from, to)) ?? []).map((key) => {
        const { x, y } = placeOf(key);
        return { left: x, right: x + measures.column, y: y + WAY / 2 };
      }),
  };
}

/** Each box as far to the right as what needs it allows, and all to the right of what they need. */
function columnsOf(boxes: readonly Box[]): ReadonlyMap<string, number> {
  const order = inOrder(boxes);
  const first = new Map<string, number>();
  for (const { id, needs } of order) {
    first.set(id, Math.max(0, ...needs.map((need) => (first.get(need) ?? -1) + 1)));
  }
  const columns = new Map<string, number>();
  const limits = new Map<string, number>();
  for (const { id, needs } of order.toReversed()) {
    const column = limits.get(id) ?? first.get(id) ?? 0;
    columns.set(id, column);
    for (const need of needs) limits.set(need, Math.min(limits.get(need) ?? Infinity, column - 1));
  }
  return columns;
}

/** Each box behind those that it needs. */
function inOrder(boxes: readonly Box[]): readonly Box[] {
  const open = new Map(boxes.map(({ id, needs }) => [id, needs.length]));
  const users = new Map<string, Box[]>();
  for (const box of boxes) {
    for (const need of box.needs) {
      const known = users.get(need);
      if (known === undefined) users.set(need, [box]);
      else known.push(box);
    }
  }
  const order = boxes.filter(({ needs }) => needs.length === 0);
  for (const { id } of order) {
    for (const user of users.get(id) ?? []) {
      const left = (open.get(user.id) ?? 0) - 1;
      open.set(user.id, left);
      if (left === 0) order.push(user);
    }
  }
  return order;
}

function itemsOf(
  boxes: readonly Box[],
  columns: ReadonlyMap<string, number>,
): { readonly items: readonly (readonly Item[])[]; readonly ways: ReadonlyMap<string, readonly string[]> } {
  const items: Item[][] = [];
  const ways = new Map<string, readonly string[]>();
  const add = (column: number, item: Item): void => {
    while (items.length <= column) items.push([]);
    items[column]?.push(item);
  };
  for (const [order, box] of boxes.entries()) {
    const column = columns.get(box.id) ?? 0;
    add(column, { box, height: box.height, sources: box.needs, key: box.id, order });
    for (const need of box.needs) {
      const keys: string[] = [];
      let source = need;
      for (let between = (columns.get(need) ?? 0) + 1; between < column; between++) {
        const key = `${wayKey(need, box.id)} ${between}`;
        add(between, { box: undefined, height: 0, sources: [source], key, order });
        keys.push(key);
        source = key;
      }
      ways.set(wayKey(need, box.id), keys);
    }
  }
  return { items, ways };
}

function wayKey(from: string, to: string): string {
  return `${from} > ${to}`;
}

/** At the height of what they need, so that few lines cross; boxes without weight last. */
function compare(left: Item, right: Item, middles: ReadonlyMap<string, number>): number {
  const weight = Number(left.box?.isSecondary ?? false) - Number(right.box?.isSecondary ?? false);
  return weight || middleOf(left, middles) - middleOf(right, middles) || left.order - right.order;
}

function middleOf({ sources }: Item, middles: ReadonlyMap<string, number>): number {
  if (sources.length === 0) return 0;
  return sources.reduce((sum, source) => sum + (middles.get(source) ?? 0), 0) / sources.length;
}
