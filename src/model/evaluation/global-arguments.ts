// The ARGs before the first FROM, with the build arguments that replace their defaults.

import type { Arg, Comment, Dockerfile } from '../../syntax/ast.ts';
import { expand, type ExpandResult, type Lookup } from '../../syntax/expand.ts';
import { OrderedMap } from '../ordered-map.ts';

/** One name that an ARG declares, as `docker build --call=outline` tells of it. */
export interface DeclaredArgument {
  readonly name: string;
  /** Empty where it has none. */
  readonly value: string;
  readonly comments: readonly Comment[];
  readonly line: number;
  /** The global ARGs that its default refers to. */
  readonly uses: ReadonlySet<string>;
}

const noNames: ReadonlySet<string> = new Set();

export type GlobalArgumentsResult =
  | { readonly ok: true; readonly value: GlobalArguments }
  | {
      readonly ok: false;
      readonly error: string;
      readonly at: Arg;
      /** What is declared before. */
      readonly before: GlobalArguments;
    };

export class GlobalArguments {
  /** In the order of the last assignment. */
  readonly values: OrderedMap<string>;
  readonly declared: ReadonlyMap<string, DeclaredArgument>;
  readonly #escape: Dockerfile['escape'];
  #names: readonly string[] | undefined;

  private constructor(
    values: OrderedMap<string>,
    declared: ReadonlyMap<string, DeclaredArgument>,
    escape: Dockerfile['escape'],
  ) {
    this.values = values;
    this.declared = declared;
    this.#escape = escape;
  }

  /** Stops at the first default that cannot be expanded (dockerfile2llb: buildMetaArgs). */
  static read(
    args: readonly Arg[],
    predefined: readonly (readonly [name: string, value: string])[],
    buildArgs: ReadonlyMap<string, string>,
    escape: Dockerfile['escape'],
  ): GlobalArgumentsResult {
    let values = OrderedMap.from(predefined);
    const declared = new Map<string, DeclaredArgument>();
    for (const arg of args) {
      for (const { name, value } of arg.variables) {
        const given = buildArgs.get(name.text);
        let text = given;
        let uses = noNames;
        if (given === undefined && value !== undefined) {
          const result = expand(value.text, lookupIn(values), { escape });
          if (!result.ok) {
            return { ok: false, error: result.error, at: arg, before: new GlobalArguments(values, declared, escape) };
          }
          text = result.value.text;
          uses = result.value.matched;
        }
        if (text !== undefined) values = values.setLast(name.text, text);
        declared.set(name.text, {
          name: name.text,
          value: text ?? '',
          comments: arg.comments,
          line: arg.lines.first,
          uses,
        });
      }
    }
    return { ok: true, value: new GlobalArguments(values, declared, escape) };
  }

  expand(text: string): ExpandResult {
    return expand(text, lookupIn(this.values), { escape: this.#escape });
  }

  /** What a misspelt name in FROM may stand for. */
  get names(): readonly string[] {
    this.#names ??= [...new Set([...this.values.entries().map(([name]) => name), ...this.declared.keys()])];
    return this.#names;
  }
}

function lookupIn(values: OrderedMap<string>): Lookup {
  return (name) => values.get(name);
}
