// Users and groups that there are where an instruction stands.

import { CompletionItemKind } from 'vscode-languageserver';
import { lookUpBaseImage } from '../../knowledge/base-images/lookup.ts';
import { distributionAccounts } from '../../knowledge/commands/package-facts.ts';
import { type AccountKind, type Accounts, accountsAfter } from '../../knowledge/stage-accounts.ts';
import type { Stage } from '../../model/model.ts';
import { OrderedMap } from '../../model/ordered-map.ts';
import type { View } from '../view.ts';
import type { Candidate } from './offer.ts';
import { chainOf, stepsBefore } from '../surroundings.ts';

/** Those that the stage makes come first, then those of its base image, then those of every image of the distribution. */
export function accountCandidates(view: View, stage: Stage, start: number, kind: AccountKind): readonly Candidate[] {
  const { own, common } = accountsOfOrigin(stage, kind);
  const made = madeAccounts(view, stage, start)[kind].entries().toReversed();
  const names = new Map<string, string>();
  for (const [name, word] of made)
    names.set(name, word === undefined ? 'made by a package' : madeIn(view, word.span.start));
  for (const name of own) if (!names.has(name)) names.set(name, 'of the base image');
  for (const name of common) if (!names.has(name)) names.set(name, 'of the distribution');
  return Array.from(names, ([label, detail]) => ({ label, kind: CompletionItemKind.Constant, detail }));
}

function madeIn({ source }: View, offset: number): string {
  return `made in line ${source.position(offset).line}`;
}

function madeAccounts({ analysis }: View, stage: Stage, start: number): Accounts {
  let accounts: Accounts = {
    user: OrderedMap.empty(),
    group: OrderedMap.empty(),
    packages: OrderedMap.empty(),
    isComplete: false,
  };
  for (const each of chainOf(stage)) {
    for (const step of each === stage ? stepsBefore(each, start) : each.steps) {
      accounts = accountsAfter(accounts, step, (instruction) => analysis.shell(instruction));
    }
  }
  return accounts;
}

function accountsOfOrigin(
  { origin }: Stage,
  kind: AccountKind,
): { readonly own: readonly string[]; readonly common: readonly string[] } {
  const image = origin.kind === 'image' ? lookUpBaseImage(origin.reference) : undefined;
  if (image === undefined) return { own: origin.kind === 'scratch' ? [] : ['root'], common: [] };
  const [user = '', group = user] = (image.user ?? '').split(':');
  const named = [...image.accounts.map(({ name }) => name), kind === 'user' ? user : group];
  const common = image.distribution && distributionAccounts(image.distribution.name);
  const standard = (kind === 'user' ? common?.users : common?.groups) ?? [];
  return { own: named.filter((name) => name !== '' && !standard.includes(name)), common: standard };
}
