// The ARGs before the first FROM, with the build arguments that replace their defaults.

import type { Arg, Comment, Dockerfile } from '../../syntax/ast.ts';
import { expand, type ExpandResult, type Reference } from '../../syntax/expand.ts';
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

/** What the ARGs are read with. */
export interface GlobalSettings {
  readonly predefined: readonly (readonly [name: string, value: string])[];
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly escape: Dockerfile['escape'];
  readonly open: OpenArguments | undefined;
}

/** What nobody knows before somebody starts a build; undefined where a build is meant that says no more than it does. */
export interface OpenArguments {
  /** Why the value of an ARG without a default is not known. */
  unset(name: string): string;
  /** Why the value of a predefined argument depends on how the build is started; undefined where it does not. */
  predefined(name: string): string | undefined;
}

export interface GlobalReading {
  readonly args: GlobalArguments;
  /** The first default that cannot be expanded; BuildKit stops there (dockerfile2llb: buildMetaArgs). */
  readonly failure: { readonly error: string; readonly at: Arg } | undefined;
}

export class GlobalArguments {
  /** In the order of the last assignment. */
  readonly values: OrderedMap<string>;
  readonly declared: ReadonlyMap<string, DeclaredArgument>;
  /** Of the ARGs with a value: why nobody knows it, or that it is known. */
  readonly #reasons: ReadonlyMap<string, string | undefined>;
  readonly #settings: GlobalSettings;
  #names: readonly string[] | undefined;

  private constructor(
    values: OrderedMap<string>,
    declared: ReadonlyMap<string, DeclaredArgument>,
    reasons: ReadonlyMap<string, string | undefined>,
    settings: GlobalSettings,
  ) {
    this.values = values;
    this.declared = declared;
    this.#reasons = reasons;
    this.#settings = settings;
  }

  static read(args: readonly Arg[], settings: GlobalSettings): GlobalReading {
    let values = OrderedMap.from(settings.predefined);
    const declared = new Map<string, DeclaredArgument>();
    const reasons = new Map<string, string | undefined>();
    const scope = (): GlobalArguments => new GlobalArguments(values, declared, reasons, settings);
    let failure: GlobalReading['failure'];
    for (const arg of args) {
      for (const { name: word, value } of arg.variables) {
        const name = word.text;
        const given = settings.buildArgs.get(name);
        const result = given === undefined && value !== undefined ? scope().expand(value.text) : undefined;
        if (result !== undefined && !result.ok) failure ??= { error: result.error, at: arg };
        const reason = result && (scope().whyUnknown(result) ?? (result.ok ? undefined : result.error));
        const text = given ?? (result?.ok === true ? result.value.text : undefined);
        if (text !== undefined) values = values.setLast(name, text);
        if (reason !== undefined || text !== undefined) reasons.set(name, reason);
        const uses = result?.ok === true ? result.value.matched : noNames;
        declared.set(name, { name, value: text ?? '', comments: arg.comments, line: arg.lines.first, uses });
      }
    }
    return { args: scope(), failure };
  }

  /** Fails, too, where the text has no room in any build request. */
  expand(text: string): ExpandResult {
    return expand(text, (name) => this.values.get(name), { escape: this.#settings.escape });
  }

  /** Why the outcome of an expansion may be another one: by an option of the build. */
  whyUnknown(result: ExpandResult): string | undefined {
    const { open } = this.#settings;
    if (open === undefined) return undefined;
    if (!result.ok) {
      const name = [...result.unmatched].find((candidate) => this.declared.has(candidate));
      return name === undefined ? undefined : open.unset(name);
    }
    const { references } = result.value;
    const optional = new Set(references.flatMap((reference) => (hasAlternative(reference) ? [reference.name] : [])));
    for (const { name } of references) {
      const reason = this.whyOpen(name);
      if (reason !== undefined) return reason;
      const isUnset = this.declared.has(name) && !this.values.has(name);
      if (isUnset && !optional.has(name)) return open.unset(name);
    }
    return undefined;
  }

  /** Why nobody knows a value; that in `values` then holds for a build that is started without any option. */
  whyOpen(name: string): string | undefined {
    return this.#reasons.has(name) ? this.#reasons.get(name) : this.#settings.open?.predefined(name);
  }

  /** Why the value of an ARG that has none is not known to be missing. */
  whyUnset(name: string): string | undefined {
    return this.whyOpen(name) ?? this.#settings.open?.unset(name);
  }

  /** What a misspelt name in FROM may stand for. */
  get names(): readonly string[] {
    this.#names ??= [...new Set([...this.values.entries().map(([name]) => name), ...this.declared.keys()])];
    return this.#names;
  }
}

/** `${name:-…}` and its kin say themselves what holds when the variable is not set. */
function hasAlternative({ modifier = '' }: Reference): boolean {
  return /^:?[-+]$/.test(modifier);
}
