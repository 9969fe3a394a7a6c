// What is known of an image without asking a registry.

import type { Fact, Single } from './packed.ts';

/**
 * A field that is absent is unknown; one that is empty (`''`, `[]`) is known to be empty.
 * Of variables, labels, accounts and programs there may be others.
 */
export interface BaseImage extends Omit<Single, 'distribution' | 'distroless'> {
  readonly distribution?: Distribution;
  /** Undefined where only the name is known. */
  readonly env: ReadonlyMap<string, string | undefined>;
  readonly labels: ReadonlyMap<string, string | undefined>;
  /** Above those of the distribution; of an image with nothing below it, those worth knowing. */
  readonly accounts: readonly Account[];
  /** Programs that are certain to be there. */
  readonly tools: ReadonlySet<string>;
  /** Programs that are certain not to be there. */
  readonly lacks: ReadonlySet<string>;
}

export interface Distribution {
  readonly name: string;
  /** `12`, `3.22`, `24.04`, `unstable`. */
  readonly release: string | undefined;
  readonly codename: string | undefined;
  /** Without shell and package manager. */
  readonly distroless: boolean;
}

export interface Account {
  readonly name: string;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly home: string | undefined;
  readonly shell: string | undefined;
}

/** The image of which these facts hold. */
export function baseImage(facts: readonly Fact[], release: Pick<Distribution, 'release' | 'codename'>): BaseImage {
  const single: Single = {};
  const [env, labels] = [new Map<string, string | undefined>(), new Map<string, string | undefined>()];
  const accounts: string[] = [];
  const [tools, lacks] = [new Set<string>(), new Set<string>()];
  for (const fact of facts) {
    if (fact.env !== undefined) env.set(...assignment(fact.env));
    else if (fact.label !== undefined) labels.set(...assignment(fact.label));
    else if (fact.accounts !== undefined) accounts.push(...wordsOf(fact.accounts));
    else if (fact.varyingEnv !== undefined) for (const name of wordsOf(fact.varyingEnv)) env.set(name, env.get(name));
    else if (fact.varyingLabels !== undefined)
      for (const name of wordsOf(fact.varyingLabels)) labels.set(name, labels.get(name));
    else if (fact.tools !== undefined) for (const program of wordsOf(fact.tools)) tools.add(program);
    else if (fact.lacks !== undefined) for (const program of wordsOf(fact.lacks)) lacks.add(program);
    else Object.assign(single, fact);
  }
  const { distribution: name, distroless = false, ...config } = single;
  return {
    ...config,
    ...(name !== undefined && { distribution: { name, ...release, distroless } }),
    env,
    labels,
    accounts: accounts.map(accountOf),
    tools,
    lacks,
  };
}

/** The facts that stand in every list; of a variable that all set, at least the name. */
export function agreement([first = [], ...others]: readonly (readonly Fact[])[]): readonly Fact[] {
  if (others.length === 0) return first;
  const known = others.map((facts) => new Set(facts.flatMap(partsOf).map(textOf)));
  return first.flatMap(partsOf).filter((fact) => known.every((texts) => texts.has(textOf(fact))));
}

/** Facts of one value each, which can be compared. */
function partsOf(fact: Fact): readonly Fact[] {
  const { env, varyingEnv, label, varyingLabels, accounts, tools, lacks } = fact;
  if (env !== undefined) return [fact, { varyingEnv: assignment(env)[0] }];
  if (label !== undefined) return [fact, { varyingLabels: assignment(label)[0] }];
  if (varyingEnv !== undefined) return wordsOf(varyingEnv).map((word) => ({ varyingEnv: word }));
  if (varyingLabels !== undefined) return wordsOf(varyingLabels).map((word) => ({ varyingLabels: word }));
  if (accounts !== undefined) return wordsOf(accounts).map((word) => ({ accounts: word }));
  if (tools !== undefined) return wordsOf(tools).map((word) => ({ tools: word }));
  if (lacks !== undefined) return wordsOf(lacks).map((word) => ({ lacks: word }));
  return [fact];
}

function wordsOf(text: string): readonly string[] {
  return text.split(' ');
}

function textOf(fact: Fact): string {
  return JSON.stringify(fact);
}

function assignment(text: string): [name: string, value: string] {
  const equals = text.indexOf('=');
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function accountOf(text: string): Account {
  const [name = '', uid, gid, home, shell] = text.split(':');
  return { name, uid: numberOf(uid), gid: numberOf(gid), home: home || undefined, shell: shell || undefined };
}

function numberOf(text: string | undefined): number | undefined {
  return text ? Number(text) : undefined;
}
