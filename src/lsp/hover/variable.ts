// A variable: its value at this place, and where that comes from.

import type { Value } from '../../model/image.ts';
import { variableReferences } from '../../model/variable-references.ts';
import type { Span } from '../../syntax/source.ts';
import { counted } from '../../report/plan/words.ts';
import { codeSpan, prose } from '../markdown.ts';
import { variableReference } from '../reference/variables.ts';
import { type Found, symbolsOf, type VariableSymbol } from '../names/symbols.ts';
import { valueIn, valueRead } from '../names/variable-values.ts';
import type { View } from '../view.ts';
import { isIn, paragraphs, type Site, stepOf, type Told } from './site.ts';

/** The name of a variable where ARG or ENV sets it, or what refers to it, `${name:-…}` as a whole. */
export function variableTopic(site: Site): Told | undefined {
  const { view, offset } = site;
  const around = variableReferences(site.outer, view.analysis.file).filter(({ span }) => isIn(span, offset));
  const [reference] = around.toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  const found = variableAt(view, reference?.nameSpan.start ?? offset);
  if (found === undefined) return undefined;
  const whole = reference?.hasAlternative === true ? expandedText(site, reference.span) : undefined;
  const { span } = reference ?? found.occurrence;
  return { span, markdown: paragraphs(whole, variableMarkdown(site, found)) };
}

function variableAt(view: View, offset: number): Found<VariableSymbol> | undefined {
  const found = symbolsOf(view).at(offset);
  return found?.symbol.kind === 'variable' ? { symbol: found.symbol, occurrence: found.occurrence } : undefined;
}

/** `${X:-y}` gives `y`. */
function expandedText(site: Site, { start, end }: Span): string | undefined {
  const text = site.view.text.slice(start, end);
  const environment = stepOf(site)?.before.environment;
  if (environment === undefined || text.includes('\n')) return undefined;
  const { text: value, unknown } = environment.expand(text, site.view.analysis.file.escape);
  return unknown === undefined ? `${codeSpan(text)} gives ${shown(value)}` : undefined;
}

function variableMarkdown(site: Site, found: Found<VariableSymbol>): string {
  const { name } = found.symbol;
  const entry = variableReference(name);
  const value = valueAt(site, found);
  return paragraphs(
    site.outer === site.instruction ? `**${codeSpan(name)}** ${valueText(name, value)}` : `**${codeSpan(name)}**`,
    originText(site, found, value),
    entry && (entry.details === undefined ? entry.summary : `${entry.summary} ${entry.details}`),
  );
}

function valueText(name: string, value: Value | undefined): string {
  if (value === undefined) return 'is not set here';
  const { text, unknown } = value;
  if (unknown === undefined) return `= ${shown(text)}`;
  for (const start of [`${name} `, `ARG ${name} `]) {
    if (unknown.startsWith(start)) return prose(unknown.slice(start.length));
  }
  return `is known to the build only: ${prose(unknown)}`;
}

/** Undefined where it is not set, as far as anybody knows. */
function valueAt(site: Site, { symbol: { name }, occurrence }: Found<VariableSymbol>): Value | undefined {
  const { view, outer, instruction } = site;
  if (outer !== instruction) return undefined;
  const step = stepOf(site);
  if (occurrence.access !== 'read' && step !== undefined) return valueIn(step.after.environment, name);
  return valueRead(view.analysis.model, instruction, name);
}

function originText(
  site: Site,
  { symbol, occurrence }: Found<VariableSymbol>,
  value: Value | undefined,
): string | undefined {
  const { view, outer, instruction } = site;
  const source = occurrence.source === undefined ? undefined : placeText(view, occurrence.source.span.start);
  const what = value?.unknown === undefined ? 'another one' : 'it';
  const replaced = symbol.isArgument ? ` ${codeSpan(`--build-arg ${symbol.name}=…`)} sets ${what}.` : '';
  if (occurrence.access !== 'read') {
    const reads = symbol.occurrences.filter(({ access }) => access === 'read').length;
    const unread = symbol.isArgument ? 'Nothing in the file reads it.' : 'Nothing in the file reads it; programs may.';
    const uses = reads === 0 ? unread : `Read in ${counted(reads, 'place')}.`;
    return source === undefined ? `${uses}${replaced}` : `From ${source}. ${uses}${replaced}`;
  }
  if (source !== undefined) return `From ${source}.${replaced}`;
  if (outer !== instruction) return 'What it is depends on the build that carries out the trigger.';
  return value === undefined || value.unknown !== undefined ? undefined : `From the base image.`;
}

/** `ARG` in line 3. */
function placeText(view: View, offset: number): string {
  const keyword = view.instructionAt(offset)?.kind.toUpperCase() ?? '';
  return `${codeSpan(keyword)} in line ${view.positions.lineOf(offset) + 1}`;
}

const LONGEST_VALUE = 300;

function shown(text: string): string {
  if (text === '') return 'an empty text';
  return codeSpan(text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text);
}
