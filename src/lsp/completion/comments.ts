// Comments that mean something: parser directives, and what allows findings.

import { CompletionItemKind } from 'vscode-languageserver';
import type { Diagnostic } from '../../diagnostic.ts';
import { isBuildkitName, ruleNames } from '../../lint/rule-names.ts';
import type { Rules } from '../../lint/rule.ts';
import { lastAt } from '../../model/last-at.ts';
import type { Span } from '../../syntax/source.ts';
import { prose } from '../markdown.ts';
import { directiveNames, directiveReference } from '../reference/directives.ts';
import { entryMarkdown } from '../reference/entry.ts';
import type { View } from '../view.ts';
import { type Candidate, type Offer, plainText, valueCandidates } from './offer.ts';

/** Undefined where the cursor is in no comment; nothing for what is there for people. */
export function commentOffers(view: View, offset: number): readonly Offer[] | undefined {
  const { file } = view.analysis;
  const start = commentAround(view, offset);
  if (start === undefined) return undefined;
  const before = view.text.slice(start, offset);
  const row = view.positions.lineOf(offset);
  const end = view.positions.lineEnd(row);
  const line: TypedComment = { view, offset, start, end, before };
  const isHead = row <= file.directives.length;
  return (isHead ? directiveOffers(line) : undefined) ?? suppressionOffers(line) ?? formOffers(line);
}

/** Directives where the first line of a comment could be one, for a line that is still empty. */
export function directiveCandidates({ analysis: { file } }: View): readonly Candidate[] {
  const given = new Set<string>(file.directives.map(({ name }) => name));
  return directiveNames
    .filter((name) => !given.has(name))
    .map((name) => {
      const entry = directiveReference(name);
      const [value = ''] =
        name === 'check' ? ['skip='] : Object.keys(entry?.values ?? {}).slice(name === 'escape' ? 1 : 0);
      return {
        label: `# ${name}=${value}`,
        kind: CompletionItemKind.Property,
        detail: plainText(entry?.summary),
        documentation: entry && entryMarkdown(entry),
        goesOn: name === 'check',
      };
    });
}

/** The offset of the `#` of the comment or directive that the cursor is in. */
function commentAround({ analysis: { file }, positions }: View, offset: number): number | undefined {
  const row = positions.lineOf(offset);
  const starts = [file.directives, file.comments].map((list: readonly { readonly span: Span }[]) => {
    return lastAt(list, offset - 1, ({ span }) => span.start)?.span.start;
  });
  return starts.find((start) => start !== undefined && positions.lineOf(start) === row);
}

interface TypedComment {
  readonly view: View;
  readonly offset: number;
  /** Of the `#`. */
  readonly start: number;
  /** Of the line. */
  readonly end: number;
  /** From the `#` to the cursor. */
  readonly before: string;
}

function offerAt(
  { view, offset, end }: TypedComment,
  typed: string,
  ends: RegExp,
  candidates: readonly Candidate[],
): readonly Offer[] {
  const rest = view.text.slice(offset, end);
  const length = rest.search(ends);
  const span = { start: offset - typed.length, end: offset + (length === -1 ? rest.length : length) };
  return [{ span, typed, candidates }];
}

function directiveOffers(line: TypedComment): readonly Offer[] | undefined {
  const { view, before, end, offset } = line;
  const named = /^#\s*(syntax|escape)\s*=\s*(\S*)$/i.exec(before);
  if (named !== null) {
    const [, name = '', typed = ''] = named;
    return offerAt(line, typed, /\s/, valueCandidates(directiveReference(name.toLowerCase())?.values ?? {}));
  }
  const typed = /^#\s*[a-z]*$/i.test(before) ? before : undefined;
  if (typed === undefined || /\S/.test(view.text.slice(offset, end))) return undefined;
  const forms = typed.replaceAll(/[#\s]/g, '') === '' ? [] : formOffers(line);
  return [...offerAt(line, typed, /$/, directiveCandidates(view)), ...forms];
}

const SUPPRESSION = /^#\s*(?:slipway\s+ignore(-file)?|hadolint\s+(?:(global|stage)\s+)?ignore)\s*=\s*/;
const CHECK = /^#\s*check\s*=\s*/i;
/** A remark begins behind a name, with a blank that is beside no comma; with the first `#` for hadolint. */
const REMARK = /[^\s,]\s+(?![\s,])|#/;

function suppressionOffers(line: TypedComment): readonly Offer[] | undefined {
  const { view, before, start } = line;
  const check = CHECK.exec(before);
  if (check !== null) return checkOffers(line, before.slice(check[0].length));
  const head = SUPPRESSION.exec(before);
  if (head === null) return undefined;
  const list = before.slice(head[0].length);
  if (REMARK.test(list)) return [];
  const typed = list.slice(Math.max(list.lastIndexOf(','), list.search(/\s\S*$/)) + 1);
  const isOfFile = head[1] !== undefined || head[2] !== undefined;
  const { knownRules } = view.settings;
  const near = new Set(findingsNear(view, start, isOfFile).map(({ rule }) => rule));
  const isHadolint = /^#\s*hadolint/.test(before);
  const all = isHadolint
    ? aliasCandidates(knownRules, near, (alias) => /^(?:DL|SC)\d+$/.test(alias))
    : ruleCandidates(knownRules, near);
  return offerAt(line, typed, /[\s,]/, without(all, list));
}

/** The options of BuildKit: in a directive all of them, in another comment the skipped checks. */
function checkOffers(line: TypedComment, value: string): readonly Offer[] {
  if (/\s/.test(value)) return [];
  const { view, start } = line;
  const option = value.slice(value.lastIndexOf(';') + 1);
  const names = /^(?:skip|experimental)=(.*)$/.exec(option)?.[1];
  if (names !== undefined) {
    const isOfFile = view.positions.lineOf(start) < view.analysis.file.directives.length;
    const near = new Set(findingsNear(view, start, isOfFile).map(({ rule }) => rule));
    const all = { label: 'all', kind: CompletionItemKind.Keyword, detail: 'every check' };
    const checks = aliasCandidates(view.settings.knownRules, near, isBuildkitName);
    return offerAt(line, names.slice(names.lastIndexOf(',') + 1), /[\s,;]/, without([...checks, all], names));
  }
  const options: readonly Candidate[] = [
    { label: 'skip=', kind: CompletionItemKind.Property, detail: 'checks that are left out', goesOn: true },
    { label: 'error=true', kind: CompletionItemKind.Property, detail: 'what a check reports fails the build' },
    {
      label: 'experimental=',
      kind: CompletionItemKind.Property,
      detail: 'checks that are being tried out',
      goesOn: true,
    },
  ];
  return option.includes('=') ? [] : offerAt(line, option, /[\s=;]/, options);
}

function without(candidates: readonly Candidate[], list: string): readonly Candidate[] {
  const given = new Set(list.split(/[\s,]+/).slice(0, -1));
  return candidates.filter(({ label }) => !given.has(label));
}

/** The findings that a comment at `start` would allow: in the next instruction, or the one around it; in the whole file. */
function findingsNear(view: View, start: number, isOfFile: boolean): readonly Diagnostic[] {
  if (isOfFile) return view.findings;
  const next = view.analysis.file.instructions.find(({ span }) => span.end > start);
  if (next === undefined) return [];
  return view.findings.filter(({ span }) => span.start >= next.span.start && span.start <= next.span.end);
}

function ruleCandidates(rules: Rules, near: ReadonlySet<string>): readonly Candidate[] {
  const all = Array.from(rules, ([label, { summary, why }]) => ({
    label,
    kind: CompletionItemKind.Value,
    detail: plainText(near.has(label) ? `reported here: ${summary}` : summary),
    documentation: prose(why),
  }));
  return [...all.filter(({ label }) => near.has(label)), ...all.filter(({ label }) => !near.has(label))];
}

/** Names that other tools have for our rules. */
function aliasCandidates(
  rules: Rules,
  near: ReadonlySet<string>,
  counts: (alias: string) => boolean,
): readonly Candidate[] {
  const all = Array.from(ruleNames(rules)).filter(([alias]) => counts(alias));
  const isNear = ([, meant]: (typeof all)[number]): boolean => meant.some((rule) => near.has(rule));
  return [...all.filter(isNear), ...all.filter((each) => !isNear(each)).toSorted(([a], [b]) => (a < b ? -1 : 1))].map(
    ([label, meant]) => ({
      label,
      kind: CompletionItemKind.Value,
      detail: meant.join(', '),
      documentation: meant.map((rule) => prose(rules.get(rule)?.summary ?? '')).join('\n\n'),
    }),
  );
}

const FORMS: readonly (readonly [form: string, meaning: string])[] = [
  ['slipway ignore=', 'allows findings of rules in the next instruction'],
  ['slipway ignore-file=', 'allows findings of rules in this file'],
  ['hadolint ignore=', 'the same, as hadolint writes it'],
  ['check=skip=', 'leaves out checks of BuildKit for the next instruction'],
];

/** For who has begun to type one of them. */
function formOffers(line: TypedComment): readonly Offer[] {
  const typed = /^#\s*(\S[^#]*)$/.exec(line.before)?.[1];
  if (typed === undefined) return [];
  const fitting = FORMS.filter(([form]) => form.startsWith(typed) && form !== typed);
  const candidates = fitting.map(([label, detail]) => ({
    label,
    kind: CompletionItemKind.Property,
    detail,
    goesOn: true,
  }));
  return candidates.length === 0 ? [] : offerAt(line, typed, /\s|$/, candidates);
}
