// Variables while a file is read: two that prove to be one are joined.

import type { Stage } from '../../model/model.ts';
import type { Obstacle, Occurrence, VariableSymbol } from './symbols.ts';

export interface Draft {
  readonly name: string;
  readonly occurrences: Occurrence[];
  readonly obstacles: Obstacle[];
  readonly families: Set<Stage | undefined>;
  isArgument: boolean;
  isFromOutside: boolean;
  /** The draft that it has been joined with. */
  joined: Draft | undefined;
}

export class Drafts {
  readonly #all: Draft[] = [];
  readonly #arguments = new Map<string, Draft>();

  create(name: string): Draft {
    const draft: Draft = {
      name,
      occurrences: [],
      obstacles: [],
      families: new Set(),
      isArgument: false,
      isFromOutside: false,
      joined: undefined,
    };
    this.#all.push(draft);
    return draft;
  }

  /** All ARGs of a name are set by one build argument. */
  argument(name: string): Draft {
    let draft = this.#arguments.get(name);
    if (draft === undefined) {
      draft = this.create(name);
      draft.isArgument = true;
      this.#arguments.set(name, draft);
    }
    return draft;
  }

  join(a: Draft, b: Draft): void {
    const [kept, other] = [rootOf(a), rootOf(b)];
    if (kept !== other) other.joined = kept;
  }

  /** In the order of their first places. */
  symbols(): readonly VariableSymbol[] {
    for (const draft of this.#all) {
      const root = rootOf(draft);
      if (root !== draft) addTo(root, draft);
    }
    const symbols = this.#all.flatMap((draft) => (draft.joined === undefined ? symbolOf(draft) : []));
    return symbols.toSorted((a, b) => firstPlace(a) - firstPlace(b));
  }
}

function rootOf(draft: Draft): Draft {
  let root = draft;
  while (root.joined !== undefined) root = root.joined;
  for (let each = draft; each.joined !== undefined;) {
    const next = each.joined;
    each.joined = root;
    each = next;
  }
  return root;
}

function addTo(root: Draft, draft: Draft): void {
  for (const occurrence of draft.occurrences) root.occurrences.push(occurrence);
  for (const obstacle of draft.obstacles) root.obstacles.push(obstacle);
  for (const family of draft.families) root.families.add(family);
  root.isArgument ||= draft.isArgument;
  root.isFromOutside ||= draft.isFromOutside;
}

function symbolOf({ name, occurrences, obstacles, families, isArgument, isFromOutside }: Draft): VariableSymbol {
  const inOrder = occurrences.toSorted((a, b) => a.span.start - b.span.start);
  return { kind: 'variable', name, occurrences: inOrder, obstacles, families, isArgument, isFromOutside };
}

function firstPlace({ occurrences }: VariableSymbol): number {
  return occurrences[0]?.span.start ?? 0;
}
