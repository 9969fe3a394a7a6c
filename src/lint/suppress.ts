// Comments that allow findings; and names in those of our own form that allow nothing, which are findings themselves.

import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { Dockerfile, Instruction } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';
import { ownWords, suggest } from '../syntax/suggest.ts';
import { isBuildkitName, ruleNames } from './rule-names.ts';
import type { Rules } from './rule.ts';
import { namesInCheck, readSuppression, type SuppressionComment } from './suppression-comment.ts';

/** The rule that reports what allows nothing. Only here is it known, so its own file holds the documentation alone. */
export const UNUSED_SUPPRESSION = 'unused-suppression';

/** A name in a comment. */
interface Entry {
  readonly name: string;
  readonly span: Span;
  /** The rules that it means: one by name, perhaps several by alias. */
  readonly rules: readonly string[];
  /** In a comment of our own form. */
  readonly own: boolean;
  used: boolean;
}

/** What is allowed in one place, by rule. */
type Allowed = Map<string, Entry>;

/**
 * The findings that no comment allows, and those of `unused-suppression` where it is one of the active rules.
 *
 * A comment above an instruction or between its lines counts for the whole instruction, whatever blank lines and other
 * comments lie between. A name is reported when no rule has it, or when the rules that it means are active and silent.
 */
export function withoutSuppressed(
  file: Dockerfile,
  findings: readonly Diagnostic[],
  active: Rules,
  known: Rules,
): Diagnostic[] {
  const entries: Entry[] = [];
  const inFile: Allowed = new Map();
  const inInstructions = new Map<Instruction | undefined, Allowed>();
  const meaning = meaningOf(known);

  for (const { comment, start } of suppressionsOf(file)) {
    const places =
      comment.scope === 'file'
        ? [inFile]
        : instructionsFor(file, comment.scope, start).map((place) => allowedIn(inInstructions, place));
    for (const { text, offset } of comment.names) {
      const span = { start: start + offset, end: start + offset + text.length };
      const entry = {
        name: text,
        span,
        rules: meaning(comment.form, text),
        own: comment.form === 'slipway',
        used: false,
      };
      entries.push(entry);
      for (const allowed of places) for (const rule of entry.rules) if (!allowed.has(rule)) allowed.set(rule, entry);
    }
  }
  if (entries.length === 0) return [...findings];

  const kept = findings.filter(({ rule, span }) => {
    const entry = inFile.get(rule) ?? inInstructions.get(instructionAt(file, span.start))?.get(rule);
    if (entry !== undefined) entry.used = true;
    return entry === undefined;
  });
  const reporter = active.get(UNUSED_SUPPRESSION);
  if (reporter === undefined) return kept;
  const unused = entries.filter(({ own, used, rules }) => own && !used && rules.every((rule) => active.has(rule)));
  return kept.concat(unused.map((entry) => complaint(entry, reporter.severity, known)));
}

function* suppressionsOf(
  file: Dockerfile,
): Generator<{ readonly comment: SuppressionComment; readonly start: number }> {
  for (const { name, value, valueSpan } of file.directives) {
    if (name === 'check')
      yield { comment: { form: 'buildkit', scope: 'file', names: namesInCheck(value) }, start: valueSpan.start };
  }
  for (const { span } of file.comments) {
    const start = span.start + '#'.length;
    const comment = readSuppression(file.source.text.slice(start, span.end));
    if (comment !== undefined) yield { comment, start };
  }
}

/** Which rules a name means. */
function meaningOf(known: Rules): (form: SuppressionComment['form'], name: string) => readonly string[] {
  return (form, name) => {
    if (form === 'buildkit' && name === 'all') {
      return Array.from(known).flatMap(([rule, { aliases }]) => (aliases.some(isBuildkitName) ? [rule] : []));
    }
    return ruleNames(known).get(name) ?? [];
  };
}

/** For a stage those up to the next FROM, where the comment stands in the line above the stage's own. */
function instructionsFor(
  { instructions, source }: Dockerfile,
  scope: 'instruction' | 'stage',
  offset: number,
): readonly (Instruction | undefined)[] {
  const start = indexAt(instructions, offset);
  const first = instructions[start];
  if (scope === 'instruction' || first === undefined) return [first];
  const lineEnds = source.text.slice(offset, first.span.start).split('\n', 3).length - 1;
  if (first.kind !== 'From' || lineEnds !== 1) return [];
  let end = start + 1;
  while (end < instructions.length && instructions[end]?.kind !== 'From') end++;
  return instructions.slice(start, end);
}

/** The instruction that ends after an offset: the one around it, otherwise the next. */
function instructionAt({ instructions }: Dockerfile, offset: number): Instruction | undefined {
  return instructions[indexAt(instructions, offset)];
}

function indexAt(instructions: readonly Instruction[], offset: number): number {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const instruction = instructions[middle];
    if (instruction !== undefined && instruction.span.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function allowedIn(places: Map<Instruction | undefined, Allowed>, place: Instruction | undefined): Allowed {
  const allowed = places.get(place) ?? new Map<string, Entry>();
  places.set(place, allowed);
  return allowed;
}

function complaint({ name, span, rules }: Entry, severity: Severity, known: Rules): Diagnostic {
  const common = { rule: UNUSED_SUPPRESSION, severity, span, related: [] };
  if (rules.length > 0) return { ...common, message: `${name} has nothing to report here`, help: 'Remove it.' };
  const similar = suggest(name, known.keys(), ownWords);
  return {
    ...common,
    message: `there is no rule ${name}`,
    ...(similar === undefined ? {} : { help: `Did you mean ${similar}?` }),
  };
}
