// SOURCE_DATE_EPOCH: the time that a build pretends to have (dockerfile2llb/epoch.go).

import type { Add } from '../../syntax/ast.ts';
import { parseGitReference } from '../../syntax/git-reference.ts';
import { parseInt } from '../../syntax/go/number.ts';
import { quote } from '../../syntax/go/quote.ts';
import { toLower } from '../../syntax/go/unicode.ts';
import type { NamedContexts } from '../named-context.ts';
import type { GlobalArguments } from './global-arguments.ts';
import { Refusal } from './refusal.ts';
import type { Section } from './sections.ts';

export interface EpochSettings {
  readonly args: GlobalArguments;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly contexts: NamedContexts;
  readonly sections: readonly Section[];
}

/** The time as the history has it; undefined where there is none or where only the build will know. */
export function sourceDateEpoch({ args, buildArgs, contexts, sections }: EpochSettings): string | undefined {
  const text = buildArgs.get('SOURCE_DATE_EPOCH') ?? args.values.get('SOURCE_DATE_EPOCH') ?? '';
  if (text === '') return undefined;
  const seconds = parseInt(text, 64);
  if (seconds.ok) return formatTime(seconds.value);
  if (text === 'context' || contexts.has(text)) return undefined;
  const section = sections.findLast(({ name }) => name !== '' && name === toLower(text));
  if (section === undefined) throw new Refusal(`invalid SOURCE_DATE_EPOCH: ${text}`);
  const problem = sourceProblem(section, args);
  if (problem !== undefined) throw new Refusal(problem, [section.from]);
  return undefined;
}

/** What keeps a stage from being nothing but one file or repository from the network. */
function sourceProblem({ from, instructions }: Section, args: GlobalArguments): string | undefined {
  const written = from.image?.text ?? '';
  const base = args.expand(written);
  if (!base.ok) return `failed to process source stage base name ${quote(written)}: ${base.error}`;
  if (base.value.text !== 'scratch') return 'SOURCE_DATE_EPOCH stage must use FROM scratch';
  const adds: Add[] = [];
  for (const instruction of instructions) {
    if (instruction.kind === 'Add') adds.push(instruction);
    else if (instruction.kind !== 'Arg') {
      const name = instruction.keyword.text;
      return `SOURCE_DATE_EPOCH stage does not meet source-only requirements: unsupported ${name} instruction`;
    }
  }
  const [add, ...others] = adds;
  if (add === undefined || others.length > 0) return 'SOURCE_DATE_EPOCH stage must contain exactly one remote ADD';
  const [source, ...more] = add.sources;
  if (source === undefined || more.length > 0 || add.inline.length > 0) {
    return 'SOURCE_DATE_EPOCH stage must contain exactly one remote ADD source';
  }
  const text = args.expand(source.text);
  if (!text.ok) return text.error;
  const git = parseGitReference(text.value.text);
  const isRemote = /^https?:\/\//.test(text.value.text) || (git !== undefined && git.ok && !git.value.looksLocal);
  return isRemote ? undefined : 'SOURCE_DATE_EPOCH stage source must be a single HTTP(S) or Git ADD';
}

/** Go prints a time without fraction in UTC; beyond what JavaScript's dates hold, nothing. */
function formatTime(seconds: bigint): string | undefined {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000Z', 'Z');
}
