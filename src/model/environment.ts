// The variables that an instruction of a stage can refer to, those of ENV and of ARG, as BuildKit orders and resolves them.

import { expand } from '../syntax/expand.ts';
import type { Value } from './image.ts';
import { OrderedMap } from './ordered-map.ts';

const none = OrderedMap.empty<Value>();

/**
 * BuildKit keeps ENV and valued ARGs in one list in which the last assignment wins. At the start of a stage it assigns
 * the environment of the base image once more: ENV of a parent stage then wins over its ARGs.
 */
export class Environment {
  /** The image's variables at the start of the stage. */
  readonly #image: OrderedMap<Value>;
  /** The valued ARGs of this stage and its parents, by last assignment. */
  readonly #args: OrderedMap<Value>;
  /** What the stage assigned itself, by last assignment. */
  readonly #assigned: OrderedMap<Value>;
  /** Why other variables may be set, too. */
  readonly unknown: string | undefined;

  private constructor(
    image: OrderedMap<Value>,
    args: OrderedMap<Value>,
    assigned: OrderedMap<Value>,
    unknown: string | undefined,
  ) {
    this.#image = image;
    this.#args = args;
    this.#assigned = assigned;
    this.unknown = unknown;
  }

  /** At the start of a stage whose image has the variables `image`; `parent` is the stage that it starts from, at its end. */
  static open(
    image: OrderedMap<Value>,
    { parent, unknown }: { readonly parent: Environment | undefined; readonly unknown: string | undefined },
  ): Environment {
    return new Environment(image, parent === undefined ? none : parent.#args, none, unknown);
  }

  get(name: string): Value | undefined {
    return this.#assigned.get(name) ?? this.#image.get(name) ?? this.#args.get(name);
  }

  /** A word as BuildKit expands it; unknown, too, where BuildKit refuses that. */
  expand(text: string, escape: '\\' | '`'): Value {
    let unknown: string | undefined;
    const lookup = (name: string): string | undefined => {
      const value = this.get(name);
      unknown ??= value === undefined ? this.unknown : value.unknown;
      return value?.text;
    };
    const result = expand(text, lookup, { escape });
    return result.ok ? { text: result.value.text, unknown } : { text, unknown: result.error };
  }

  withEnv(name: string, value: Value): Environment {
    return new Environment(this.#image, this.#args, this.#assigned.setLast(name, value), this.unknown);
  }

  withArg(name: string, value: Value): Environment {
    const args = this.#args.setLast(name, value);
    return new Environment(this.#image, args, this.#assigned.setLast(name, value), this.unknown);
  }

  /** All variables in the order of their last assignment. */
  entries(): readonly (readonly [name: string, value: Value])[] {
    const isCurrent = (name: string): boolean => !this.#assigned.has(name);
    return [
      ...this.#args.entries().filter(([name]) => isCurrent(name) && !this.#image.has(name)),
      ...this.#image.entries().filter(([name]) => isCurrent(name)),
      ...this.#assigned.entries(),
    ];
  }
}
