// The flags of instructions and their values.

import { CompletionItemKind } from 'vscode-languageserver';
import { FLAGS } from '../../syntax/flag-table.ts';
import type { Kind } from '../../syntax/node.ts';
import { briefMarkdown, entryMarkdown } from '../reference/entry.ts';
import { flagReference, flagsOf } from '../reference/flags.ts';
import { isKeyword, type Keyword } from '../reference/instructions.ts';
import { accountCandidates } from './accounts.ts';
import { type Cursor, offersFor, spanOf, type Stretch } from './cursor.ts';
import { mountOffers } from './mounts.ts';
import { type Candidate, type Offer, plainText, valueCandidates } from './offer.ts';
import { contextPathCandidates, typedPath } from './context-paths.ts';
import { sourceOffers } from './sources.ts';
import { stageBefore } from '../surroundings.ts';

/** The name under which the reference has an instruction. */
function keywordOf(kind: Kind): Keyword | undefined {
  const name = kind.toUpperCase();
  return isKeyword(name) ? name : undefined;
}

/** The flags that can be given here: those that are given stand there once, but for lists. `hasValue`: a `=` follows. */
export function flagCandidates(
  { instruction, at, line }: Cursor,
  word: Stretch,
  hasValue: boolean,
): readonly Candidate[] {
  const { kind, flags } = instruction;
  const keyword = keywordOf(kind);
  if (keyword === undefined) return [];
  const here = line.toSource(word.start);
  const isEmpty = word.start === word.end && word.start === at;
  const given = new Set(flags.flatMap(({ name, span }) => (!isEmpty && span.start === here ? [] : [name])));
  const table = FLAGS[kind];
  return flagsOf(keyword).flatMap((name): Candidate[] => {
    const type = table[name];
    if (type === undefined || (given.has(name) && type !== 'list')) return [];
    const entry = flagReference(keyword, name);
    const takesValue = type !== 'boolean' && !hasValue;
    return [
      {
        label: `--${name}${takesValue ? '=' : ''}`,
        kind: CompletionItemKind.Property,
        detail: plainText(entry?.summary),
        documentation: entry && entryMarkdown(entry),
        goesOn: takesValue,
      },
    ];
  });
}

/** What can stand behind `--name=`; `value` is all that does. */
export function flagValueOffers(cursor: Cursor, name: string, value: Stretch): readonly Offer[] {
  const { view, line, at, instruction, outer } = cursor;
  if (name === 'mount' && instruction.kind === 'Run') return mountOffers(cursor, value);
  const typed = line.text.slice(value.start, at);
  const span = spanOf(cursor, value);
  if (span === undefined || /["']/.test(typed)) return [];
  const { start } = outer.span;
  if (name === 'from' && instruction.kind === 'Copy') return sourceOffers(view, start, { typed, span }, false);
  if (name === 'chown') return ownerOffers(cursor, value);
  if (name === 'exclude') {
    const path = typedPath(typed);
    const isOfContext =
      (instruction.args[0]?.text ?? '.') === '.' && !instruction.flags.some((flag) => flag.name === 'from');
    const places = isOfContext ? contextPathCandidates(view, path, false) : [];
    return [{ span: { start: span.start + path.folder.length, end: span.end }, typed: path.name, candidates: places }];
  }
  return [{ span, typed, candidates: valuesOfFlag(instruction.kind, name) }];
}

/** Values that are common where any can be given. */
const COMMON: ReadonlyMap<string, readonly string[]> = new Map([
  ['chmod', ['755', '644', '700', '600', 'u=rwX,go=rX', 'a+x']],
  ['checksum', ['sha256:']],
  ['interval', ['30s', '10s', '1m', '5m']],
  ['timeout', ['30s', '5s', '10s']],
  ['start-period', ['0s', '10s', '30s', '1m']],
  ['start-interval', ['5s', '1s']],
  ['retries', ['3', '1', '5']],
]);

function valuesOfFlag(kind: Kind, name: string): readonly Candidate[] {
  const keyword = keywordOf(kind);
  const type = Object.hasOwn(FLAGS[kind], name) ? FLAGS[kind][name] : undefined;
  if (keyword === undefined || type === undefined) return [];
  const entry = flagReference(keyword, name);
  const values = entry?.values ?? (type === 'boolean' ? { true: '', false: '' } : undefined);
  if (values !== undefined) return valueCandidates(values);
  const documentation = entry && briefMarkdown(entry);
  return (COMMON.get(name) ?? []).map((label) => ({ label, kind: CompletionItemKind.Value, documentation }));
}

/** Users, and groups behind a colon. */
export function ownerOffers(cursor: Cursor, { start, end }: Stretch): readonly Offer[] {
  const { view, line, at, outer } = cursor;
  const stage = stageBefore(view, outer.span.start);
  const colon = line.text.slice(start, end).indexOf(':');
  const isGroup = colon !== -1 && at > start + colon;
  const word = isGroup ? { start: start + colon + 1, end } : { start, end: colon === -1 ? end : start + colon };
  if (stage === undefined) return [];
  return offersFor(cursor, word, accountCandidates(view, stage, outer.span.start, isGroup ? 'group' : 'user'));
}
