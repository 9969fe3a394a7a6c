// Vertices -> operations: the same operation on the same inputs is one (client/llb: marshal).

import type { Operation } from './operation.ts';
import { distinct, type Resolve, type Vertex } from './vertex.ts';

export interface Assembly {
  /** Each behind its inputs. */
  readonly operations: readonly Operation[];
  /** Undefined for a vertex that the result does not need. */
  operationOf(vertex: Vertex): Operation | undefined;
}

/** What the results need, and only that. */
export function assemble(results: readonly (Vertex | undefined)[]): Assembly {
  const made = new Map<Vertex, Operation>();
  const assembler = new Assembler();
  const resolve: Resolve = (vertex) => {
    const operation = made.get(vertex);
    if (operation === undefined) throw new Error('an operation is made before its inputs');
    return operation;
  };
  for (const vertex of inOrder(distinct(results))) made.set(vertex, assembler.add(vertex.make(resolve)));
  return { operations: assembler.operations, operationOf: (vertex) => made.get(vertex) };
}

/** An operation whose name may still change. */
type Draft = Operation & { name: string; ignoresCache: boolean };

class Assembler {
  readonly operations: Operation[] = [];
  readonly #ids = new Map<Operation, number>();
  readonly #byKey = new Map<string, Draft>();

  /** The operation, or an earlier one that does the same: it takes the name of the later, as in BuildKit. */
  add(operation: Operation): Operation {
    const key = this.#keyOf(operation);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      known.name = operation.name;
      known.ignoresCache ||= operation.ignoresCache;
      return known;
    }
    this.#byKey.set(key, operation);
    this.#ids.set(operation, this.operations.length);
    this.operations.push(operation);
    return operation;
  }

  #keyOf({ name: _name, ignoresCache: _ignoresCache, inputs, ...rest }: Operation): string {
    const ids = inputs.map((input) => this.#ids.get(input));
    return JSON.stringify({ ...rest, ids }, (_key, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
  }
}

/** Depth first, each vertex behind its inputs; no stack grows with the file. */
function* inOrder(results: readonly Vertex[]): Generator<Vertex> {
  const seen = new Set<Vertex>();
  for (const result of results) {
    if (seen.has(result)) continue;
    seen.add(result);
    const path = [{ vertex: result, next: 0 }];
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const input = last.vertex.inputs[last.next++];
      if (input === undefined) {
        yield last.vertex;
        path.pop();
      } else if (!seen.has(input)) {
        seen.add(input);
        path.push({ vertex: input, next: 0 });
      }
    }
  }
}
