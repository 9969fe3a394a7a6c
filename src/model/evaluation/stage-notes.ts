// The checks that BuildKit makes of all stages before it builds any (dockerfile2llb/validations.go).

import type { From, Instruction } from '../../syntax/ast.ts';
import type { Expansion, ExpandResult } from '../../syntax/expand.ts';
import { toLower, toUpper } from '../../syntax/go/unicode.ts';
import { parseImageReference } from '../../syntax/image-reference.ts';
import { parsePlatform, type Platform } from '../../syntax/platform.ts';
import type { NoteList } from '../note-list.ts';
import type { Budget } from './budget.ts';
import type { GlobalArguments } from './global-arguments.ts';
import type { Section } from './sections.ts';

/** Names of stages that mean something else to BuildKit. */
export const reservedStageNames: ReadonlySet<string> = new Set(['context', 'scratch']);

export function addStageNameNotes(notes: NoteList, sections: readonly Section[]): void {
  const used = new Set<string>();
  for (const { from, name } of sections) {
    if (name === '') continue;
    const place = { instruction: from, span: from.name?.span };
    if (reservedStageNames.has(name)) notes.add({ check: 'ReservedStageName', name }, place);
    if (used.has(name)) notes.add({ check: 'DuplicateStageName', name }, place);
    used.add(name);
  }
}

const UPPER = /^[A-Z]+$/;

/** Keywords in mixed case do not count for the majority, but never belong to it. */
export function addCasingNotes(notes: NoteList, sections: readonly Section[]): void {
  const odd: Instruction[] = [];
  let surplus = 0;
  for (const { from, instructions } of sections) {
    for (const instruction of [from, ...instructions]) {
      const { text } = instruction.keyword;
      const isUpper = UPPER.test(text) || (text === toUpper(text) && text !== toLower(text));
      if (isUpper) surplus--;
      else odd.push(instruction);
      if (!isUpper && text === toLower(text)) surplus++;
    }
  }
  const convert = surplus > 0 ? toLower : toUpper;
  const majority = surplus > 0 ? 'lowercase' : 'uppercase';
  const suspects = surplus > 0 ? sections.flatMap(({ from, instructions }) => [from, ...instructions]) : odd;
  for (const instruction of suspects) {
    const { text, span } = instruction.keyword;
    if (text === convert(text)) continue;
    notes.add({ check: 'ConsistentInstructionCasing', keyword: text, majority }, { instruction, span });
  }
}

/** `defaults` are the global arguments as they are without any build argument. */
export function addDefaultNotes(notes: NoteList, sections: readonly Section[], defaults: GlobalArguments): void {
  for (const { from } of sections) {
    const base = from.image?.text ?? '';
    const result = defaults.expand(base);
    if (!result.ok) return;
    const { text } = result.value;
    if ((text === base && from.image?.reference !== undefined) || parseImageReference(text).ok) continue;
    notes.add({ check: 'InvalidDefaultArgInFrom', base }, { instruction: from, span: from.image?.span });
  }
}

/** The variables of FROM that nobody declares, in the order in which they are used. */
export function addUndefinedInFrom(
  notes: NoteList,
  from: From,
  { result, part }: { readonly result: ExpandResult; readonly part: { readonly span: From['span'] } | undefined },
  { args, budget }: { readonly args: GlobalArguments; readonly budget: Budget },
): void {
  for (const name of (result.ok ? result.value : result).unmatched) {
    if (args.declared.has(name)) continue;
    const suggestion = budget.suggest(name, () => args.names, 'alphabetical');
    notes.add({ check: 'UndefinedArgInFrom', name, suggestion }, { instruction: from, span: part?.span });
  }
}

export function addPlatformNotes(
  notes: NoteList,
  { from, name }: Section,
  { matched, unmatched, text }: Expansion,
  { args, host }: { readonly args: GlobalArguments; readonly host: Platform },
): void {
  const place = { instruction: from, span: from.platform?.span };
  const written = from.platform?.value?.text ?? '';
  if (
    unmatched.size === 0 &&
    matched.size === 1 &&
    matched.has('TARGETPLATFORM') &&
    text === args.values.get('TARGETPLATFORM')
  ) {
    notes.add({ check: 'RedundantTargetPlatform', platform: written }, place);
  }
  if (matched.size > 0 || unmatched.size > 0) return;
  const platform = parsePlatform(text, host);
  if (!platform.ok || name.includes(platform.value.os) || name.includes(platform.value.architecture)) return;
  notes.add({ check: 'FromPlatformFlagConstDisallowed', platform: text }, place);
}
