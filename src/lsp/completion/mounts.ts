// The `--mount` of RUN: its types, its options, and their values.

import { CompletionItemKind } from 'vscode-languageserver';
import { baseSystem } from '../../knowledge/base-system.ts';
import { placeIn } from '../../knowledge/commands/place.ts';
import { type ToolCache, toolCaches } from '../../knowledge/commands/tool-cache-table.ts';
import { cacheFolders, cachesOf } from '../../knowledge/commands/tool-caches.ts';
import type { Stage } from '../../model/model.ts';
import type { Run } from '../../syntax/ast.ts';
import { canonicalKey } from '../../syntax/mount.ts';
import { codeSpan } from '../markdown.ts';
import { briefMarkdown, entryMarkdown } from '../reference/entry.ts';
import { isMountType, mountOptionReference, mountOptionsOf, mountReference } from '../reference/mounts.ts';
import type { View } from '../view.ts';
import { type Cursor, offersFor, spanOf, type Stretch } from './cursor.ts';
import { type Candidate, type Offer, plainText, valueCandidates } from './offer.ts';
import { contextPathCandidates, typedPath } from './context-paths.ts';
import { stagePathCandidates } from './stage-paths.ts';
import { sourceNamed, sourceOffers } from './sources.ts';
import { stageBefore, stateBefore } from '../surroundings.ts';

const TYPES = ['bind', 'cache', 'secret', 'ssh', 'tmpfs'] as const;

/** One `key=value` of the flag. */
interface Field {
  readonly key: string;
  readonly value: string | undefined;
}

/** `value` is all that stands behind `--mount=`. Nothing is offered where fields are in quotes. */
export function mountOffers(cursor: Cursor, value: Stretch): readonly Offer[] {
  const { line, at } = cursor;
  const text = line.text.slice(value.start, value.end);
  if (/["']/.test(text)) return [];
  const start =
    line.text.lastIndexOf(',', at - 1) + 1 > value.start ? line.text.lastIndexOf(',', at - 1) + 1 : value.start;
  const comma = line.text.indexOf(',', at);
  const end = comma === -1 || comma > value.end ? value.end : comma;
  const equals = line.text.slice(start, end).indexOf('=');
  const before = text.slice(0, Math.max(0, start - value.start));
  const others = fieldsOf(`${before}${text.slice(Math.min(text.length, end + 1 - value.start))}`);
  if (equals === -1 || at <= start + equals) {
    const word = { start, end: equals === -1 ? end : start + equals };
    return offersFor(cursor, word, optionCandidates(others, equals !== -1));
  }
  const key = canonicalKey(line.text.slice(start, start + equals).toLowerCase());
  return valueOffers(cursor, { key, word: { start: start + equals + 1, end }, others });
}

function fieldsOf(text: string): readonly Field[] {
  return text.split(',').flatMap((field) => {
    if (field === '') return [];
    const equals = field.indexOf('=');
    const key = canonicalKey((equals === -1 ? field : field.slice(0, equals)).toLowerCase());
    return [{ key, value: equals === -1 ? undefined : field.slice(equals + 1) }];
  });
}

function valueOfField(fields: readonly Field[], name: string): string | undefined {
  return fields.findLast(({ key, value }) => key === name && value !== undefined)?.value;
}

/** What may be left out has its value as its default. */
const SWITCHES: ReadonlySet<string> = new Set(['readonly', 'readwrite', 'required']);

/** The options that the type takes and that are not given yet; without a type, all types first. */
function optionCandidates(others: readonly Field[], hasValue: boolean): readonly Candidate[] {
  const given = new Set(others.map(({ key }) => key));
  const type = valueOfField(others, 'type')?.toLowerCase() ?? 'bind';
  const types = given.has('type') || hasValue ? [] : TYPES.map((name) => typeCandidate(`type=${name}`, name));
  const options = isMountType(type) ? mountOptionsOf(type).filter((name) => name !== 'type' && !given.has(name)) : [];
  return [
    ...types,
    ...options.map((name) => {
      const entry = mountOptionReference(name, type);
      const isSwitch = SWITCHES.has(name) || hasValue;
      return {
        label: isSwitch ? name : `${name}=`,
        kind: CompletionItemKind.Property,
        detail: plainText(entry?.summary),
        documentation: entry && briefMarkdown(entry),
        goesOn: !isSwitch,
      };
    }),
  ];
}

function typeCandidate(label: string, name: string): Candidate {
  const entry = mountReference(name);
  return {
    label,
    kind: CompletionItemKind.EnumMember,
    detail: plainText(entry?.summary),
    documentation: entry && entryMarkdown(entry),
  };
}

interface TypedValue {
  readonly key: string;
  readonly word: Stretch;
  readonly others: readonly Field[];
}

function valueOffers(cursor: Cursor, { key, word, others }: TypedValue): readonly Offer[] {
  const { view, outer } = cursor;
  const { start } = outer.span;
  const type = valueOfField(others, 'type')?.toLowerCase() ?? 'bind';
  switch (key) {
    case 'type':
      return offersFor(
        cursor,
        word,
        TYPES.map((name) => typeCandidate(name, name)),
      );
    case 'from': {
      const span = spanOf(cursor, word);
      const typed = cursor.line.text.slice(word.start, cursor.at);
      return span === undefined ? [] : sourceOffers(view, start, { typed, span }, false);
    }
    case 'id':
      return offersFor(cursor, word, idCandidates(view, type, start));
    case 'source':
      return type === 'bind' || type === 'cache' ? sourcePaths(cursor, word, valueOfField(others, 'from')) : [];
    case 'target':
      return type === 'cache' ? offersFor(cursor, word, cacheTargets(cursor)) : targetPaths(cursor, word);
    default:
      return offersFor(cursor, word, listedValues(key, type));
  }
}

/** The values of which there are only some. */
function listedValues(key: string, type: string): readonly Candidate[] {
  const { values = SWITCHES.has(key) ? { true: '', false: '' } : {} } = mountOptionReference(key, type) ?? {};
  return valueCandidates(values);
}

/** Those that other mounts of the file and of that type have; of SSH also the one that is always there. */
function idCandidates({ analysis: { file } }: View, type: string, start: number): readonly Candidate[] {
  const ids = new Set<string>(type === 'ssh' ? ['default'] : []);
  for (const instruction of file.instructions) {
    if (instruction.kind !== 'Run' || instruction.span.start === start) continue;
    for (const mount of instruction.mounts) if (mount.type === type && mount.id !== undefined) ids.add(mount.id.text);
  }
  return Array.from(ids, (label) => ({ label, kind: CompletionItemKind.Value, detail: 'in this file' }));
}

function sourcePaths(cursor: Cursor, word: Stretch, from: string | undefined): readonly Offer[] {
  const { view, line, at, outer } = cursor;
  const path = typedPath(line.text.slice(word.start, at));
  const name = { start: at - path.name.length, end: word.end };
  if (from === undefined) return offersFor(cursor, name, contextPathCandidates(view, path, false));
  const stage = sourceNamed(view, outer.span.start, from);
  if (stage === undefined || stage === 'image') return [];
  return offersFor(
    cursor,
    name,
    stagePathCandidates(view, stage, path, { start: Infinity, directory: '/', foldersOnly: false }),
  );
}

function targetPaths(cursor: Cursor, word: Stretch): readonly Offer[] {
  const { view, line, at, outer } = cursor;
  const stage = stageBefore(view, outer.span.start);
  if (stage === undefined) return [];
  const path = typedPath(line.text.slice(word.start, at));
  const name = { start: at - path.name.length, end: word.end };
  const directory = stateBefore(stage, outer.span.start)?.image.workdir ?? '/';
  return offersFor(
    cursor,
    name,
    stagePathCandidates(view, stage, path, { start: outer.span.start, directory, foldersOnly: true }),
  );
}

/** The caches of the tools that the command runs, then of those that the image has, then of all others that the table has. */
function cacheTargets({ view, instruction, outer }: Cursor): readonly Candidate[] {
  const stage = stageBefore(view, outer.span.start);
  const state = stage && stateBefore(stage, outer.span.start);
  if (stage === undefined || state === undefined || instruction.kind !== 'Run') return [];
  const place = placeIn(state, 'posix');
  const [used, likely] = [usedCaches(view, instruction), likelyCaches(stage)];
  const weight = (cache: ToolCache): number => (used.has(cache) ? 0 : likely(cache) ? 1 : 2);
  const sorted = toolCaches().toSorted((a, b) => weight(a) - weight(b));
  const found = new Map<string, Candidate>();
  for (const cache of sorted) {
    for (const { path } of cacheFolders(cache, place)) {
      if (path !== undefined && !found.has(path)) found.set(path, cacheCandidate(path, cache));
    }
  }
  return [...found.values()];
}

function cacheCandidate(label: string, { name, programs, holds }: ToolCache): Candidate {
  const documentation = `Here ${programs.map(codeSpan).join(', ')} keep${programs.length === 1 ? 's' : ''} ${holds}.`;
  return { label, kind: CompletionItemKind.Folder, detail: name, documentation };
}

function usedCaches({ analysis }: View, run: Run): ReadonlySet<ToolCache> {
  return new Set(analysis.shell(run)?.commands.flatMap((command) => cachesOf(command)) ?? []);
}

function likelyCaches({ origin }: Stage): (cache: ToolCache) => boolean {
  const system = baseSystem(origin);
  return ({ programs }) =>
    programs.some(
      (program) => program === system.packageManager?.replace(/^apt$/, 'apt-get') || system.has(program) === true,
    );
}
