// Which part of a run each rule takes for itself.

import { Analysis, type Rule, type Rules, Source } from '../../src/index.ts';
import { lint } from '../../src/lint/lint.ts';

/** A rule that takes more is too slow. */
export const LARGEST_SHARE = 0.05;

export interface Share {
  readonly name: string;
  /** Of the whole run. */
  readonly share: number;
}

/**
 * Lints `texts` with all `rules`, `rounds` times, and gives what every rule takes, the largest share first, and what no
 * rule takes for itself: the tree, the model and the scripts are made before the rules ask for them.
 * What several rules ask for and one of them computes counts for that one.
 */
export function ruleShares(texts: readonly string[], rules: Rules, rounds: number): readonly Share[] {
  const times = new Map([...rules.keys()].map((name) => [name, 0]));
  const timed: Rules = new Map([...rules].map(([name, rule]) => [name, timedRule(name, rule, times)]));
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const text of texts) lint(prepared(text), timed);
  }
  const total = performance.now() - start;
  const own = [...times].map(([name, time]) => ({ name, share: time / total }));
  const shared = { name: '(shared)', share: 1 - own.reduce((sum, { share }) => sum + share, 0) };
  return [shared, ...own].toSorted((a, b) => b.share - a.share);
}

function prepared(text: string): Analysis {
  const analysis = new Analysis(new Source('Dockerfile', text));
  void analysis.model;
  for (const instruction of analysis.file.instructions) {
    if (instruction.kind === 'Run') analysis.shell(instruction);
  }
  return analysis;
}

/** The rule, with the time of all that it does added to its entry in `times`. */
function timedRule(name: string, rule: Rule, times: Map<string, number>): Rule {
  const timed = <Result>(work: () => Result): Result => {
    const start = performance.now();
    const result = work();
    times.set(name, (times.get(name) ?? 0) + performance.now() - start);
    return result;
  };
  return {
    ...rule,
    create(context) {
      const visitor = timed(() => rule.create(context));
      return new Proxy(visitor, {
        get(handlers, kind) {
          const handle: unknown = Reflect.get(handlers, kind);
          if (typeof handle !== 'function') return handle;
          return (...nodes: readonly unknown[]): unknown => timed(() => Reflect.apply(handle, handlers, nodes));
        },
      });
    },
  };
}
