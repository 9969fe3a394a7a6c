// Operations while the graph is put together: what each needs is known, not yet which of them are the same.

import type { Operation } from './operation.ts';

/** A file system that an operation makes; undefined stands for the empty one. */
export interface Vertex {
  /** In the order in which BuildKit follows them. */
  readonly inputs: readonly Vertex[];
  make(resolve: Resolve): Operation;
}

/** The operation that a vertex has become. */
export type Resolve = (vertex: Vertex) => Operation;

/** The inputs of an operation: each operation once, whatever asks for it. */
export class Inputs {
  readonly operations: Operation[] = [];
  readonly #places = new Map<Operation, number>();
  readonly #resolve: Resolve;

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  /** The index of an input; undefined for the empty file system. */
  add(vertex: Vertex | undefined): number | undefined {
    if (vertex === undefined) return undefined;
    const operation = this.#resolve(vertex);
    const known = this.#places.get(operation);
    if (known !== undefined) return known;
    const place = this.operations.push(operation) - 1;
    this.#places.set(operation, place);
    return place;
  }
}

/** Those that are there, each once. */
export function distinct(vertices: readonly (Vertex | undefined)[]): readonly Vertex[] {
  return [...new Set(vertices.flatMap((vertex) => vertex ?? []))];
}
