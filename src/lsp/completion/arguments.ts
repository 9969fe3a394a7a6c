// What can stand behind the flags of each instruction.

import { CompletionItemKind } from 'vscode-languageserver';
import { baseSystem } from '../../knowledge/base-system.ts';
import { type Cursor, offersFor, spanOf, type Stretch } from './cursor.ts';
import { flagCandidates, ownerOffers } from './flags.ts';
import { bodyCandidates } from './keywords.ts';
import { labelCandidates } from './labels.ts';
import type { Candidate, Offer } from './offer.ts';
import type { Keyword } from '../reference/instructions.ts';
import { knownServices } from '../reference/services.ts';
import { contextPathCandidates, typedPath } from './context-paths.ts';
import { stagePathCandidates } from './stage-paths.ts';
import type { Place } from './place.ts';
import { sourceNamed, sourceOffers } from './sources.ts';
import { stageBefore, stateBefore } from '../surroundings.ts';
import { argumentNames } from './variables.ts';

type Argument = Extract<Place, { readonly kind: 'argument' }>;

/** The commands of RUN, CMD and ENTRYPOINT are for a shell to complete; they get what is common where they begin. */
export function argumentOffers(cursor: Cursor, place: Argument): readonly Offer[] {
  const flags = place.mayBeFlag ? offersFor(cursor, place.word, flagCandidates(cursor, place.word, false)) : [];
  return [...ownOffers(cursor, place), ...flags];
}

function ownOffers(cursor: Cursor, place: Argument): readonly Offer[] {
  const { instruction, view, outer, line, at } = cursor;
  const { word, index } = place;
  const typed = line.text.slice(word.start, at);
  if (typed.startsWith('-')) return [];
  switch (instruction.kind) {
    case 'From':
      return fromOffers(cursor, place);
    case 'Add':
    case 'Copy':
      return transferOffers(cursor, place);
    case 'Workdir':
    case 'Volume':
      return folderOffers(cursor, word);
    case 'User':
      return index === 0 ? ownerOffers(cursor, word) : [];
    case 'Arg':
      return typed.includes('=') ? [] : offersFor(cursor, nameOf(cursor, word), argumentNames(view, outer.span.start));
    case 'Label':
      return typed.includes('=') ? [] : offersFor(cursor, nameOf(cursor, word), labels(cursor, word));
    case 'Expose':
      return portOffers(cursor, word);
    case 'Stopsignal':
      return index === 0 ? offersFor(cursor, word, SIGNALS.map(signalCandidate)) : [];
    case 'Shell':
      return index === 0 && !place.isJson
        ? offersFor(cursor, { start: word.start, end: line.text.length }, shells(cursor))
        : [];
    case 'Healthcheck':
      return index === 0
        ? offersFor(
            cursor,
            word,
            HEALTH_FORMS.map((form) => inCase(form, instruction.keyword.text)),
          )
        : [];
    case 'Cmd':
      return bodyOffers(cursor, place, 'CMD');
    case 'Entrypoint':
      return bodyOffers(cursor, place, 'ENTRYPOINT');
    case 'Run':
      return bodyOffers(cursor, place, 'RUN');
    case 'Env':
    case 'Maintainer':
    case 'Onbuild':
    case 'Unknown':
      return [];
    default:
      return instruction satisfies never;
  }
}

/** Snippets, where nothing but flags stands behind the keyword. */
function bodyOffers(cursor: Cursor, { word, start }: Argument, keyword: Keyword): readonly Offer[] {
  const { view, outer, line } = cursor;
  const isEmpty = line.text.slice(start).trim() === '';
  return isEmpty ? offersFor(cursor, word, bodyCandidates(view, outer.span.start, keyword)) : [];
}

/** Up to the `=` of `name=value`. */
function nameOf({ line }: Cursor, { start, end }: Stretch): Stretch {
  const equals = line.text.slice(start, end).indexOf('=');
  return { start, end: equals === -1 ? end : start + equals };
}

function fromOffers(cursor: Cursor, { word, index }: Argument): readonly Offer[] {
  const { view, outer, line, at, instruction } = cursor;
  const as = { label: 'AS', kind: CompletionItemKind.Keyword, detail: 'names the stage' };
  if (index === 1) return offersFor(cursor, word, [inCase({ ...as, text: 'AS ' }, instruction.keyword.text)]);
  const span = spanOf(cursor, word);
  if (index > 1 || span === undefined) return [];
  return sourceOffers(view, outer.span.start, { typed: line.text.slice(word.start, at), span }, true);
}

/** A keyword in the letters that another one has. */
function inCase(candidate: Candidate, model: string): Candidate {
  if (model !== model.toLowerCase()) return candidate;
  const { label, text } = candidate;
  return { ...candidate, label: label.toLowerCase(), ...(text !== undefined && { text: text.toLowerCase() }) };
}

/** Sources first; the last word may be the destination as well. */
function transferOffers(cursor: Cursor, { word, index, isJson }: Argument): readonly Offer[] {
  const { instruction, view, outer, line, at } = cursor;
  const typed = line.text.slice(word.start, at);
  if (typed.startsWith('<<') || typed.includes('://')) return [];
  const path = typedPath(typed);
  const name = { start: at - path.name.length, end: pathEnd(line.text, at, word.end) };
  const isLast = isJson ? index + 1 >= instruction.args.length : line.text.slice(word.end).trim() === '';
  const destinations = index > 0 && isLast ? [...hereOffers(cursor, word), ...folderOffers(cursor, word)] : [];
  const from = instruction.kind === 'Copy' ? instruction.from?.value?.text : undefined;
  if (from === undefined)
    return [...destinations, ...offersFor(cursor, name, contextPathCandidates(view, path, isJson))];
  const stage = sourceNamed(view, outer.span.start, from);
  if (stage === undefined || stage === 'image') return destinations;
  const known = stagePathCandidates(view, stage, path, { start: Infinity, directory: '/', foldersOnly: false });
  return [...destinations, ...offersFor(cursor, name, known)];
}

/** A name ends with the slash behind it, which is a part of the names of folders. */
function pathEnd(text: string, at: number, end: number): number {
  const slash = text.indexOf('/', at);
  return slash === -1 || slash >= end ? end : slash + 1;
}

/** The working directory, which most files are copied to. */
function hereOffers(cursor: Cursor, word: Stretch): readonly Offer[] {
  const { view, outer, line, at } = cursor;
  const stage = stageBefore(view, outer.span.start);
  if (stage === undefined || !/^\.?$/.test(line.text.slice(word.start, at))) return [];
  const directory = stateBefore(stage, outer.span.start)?.image.workdir || '/';
  return offersFor(cursor, word, [{ label: './', kind: CompletionItemKind.Folder, detail: `WORKDIR ${directory}` }]);
}

/** Folders that the stage is known to have: below its working directory, and from the root. */
function folderOffers(cursor: Cursor, word: Stretch): readonly Offer[] {
  const { view, outer, line, at } = cursor;
  const { start } = outer.span;
  const stage = stageBefore(view, start);
  if (stage === undefined) return [];
  const path = typedPath(line.text.slice(word.start, at));
  const name = { start: at - path.name.length, end: pathEnd(line.text, at, word.end) };
  const directory = stateBefore(stage, start)?.image.workdir || '/';
  const among = (folder: string): readonly Candidate[] =>
    stagePathCandidates(view, stage, path, { start, directory: folder, foldersOnly: true });
  const fromRoot = path.folder === '' && directory !== '/' ? among('/') : [];
  return offersFor(cursor, name, [...among(directory), ...fromRoot]);
}

function labels({ line: { text }, at }: Cursor, { start, end }: Stretch): readonly Candidate[] {
  const others = `${text.slice(0, start)} ${text.slice(end)}`.split(/\s+/);
  const given = others.flatMap((word) =>
    word.includes('=') ? [word.slice(0, word.indexOf('=')).replaceAll('"', '')] : [],
  );
  return labelCandidates(new Set(given), text.slice(at, end).includes('='));
}

/** Those that BuildKit takes (go-connections, nat.ParsePortSpec). */
const PROTOCOLS = ['tcp', 'udp', 'sctp'];

function portOffers(cursor: Cursor, { start, end }: Stretch): readonly Offer[] {
  const { line, at } = cursor;
  const slash = line.text.slice(start, at).indexOf('/');
  const kind = CompletionItemKind.EnumMember;
  if (slash !== -1) {
    return offersFor(
      cursor,
      { start: start + slash + 1, end },
      PROTOCOLS.map((label) => ({ label, kind })),
    );
  }
  const port = line.text.slice(start, at);
  if (!/^\d*(?:-\d+)?$/.test(port)) return [];
  const services = knownServices.map(([number, detail]) => ({ label: String(number), kind, detail }));
  const ports = port === '' ? [] : PROTOCOLS.map((protocol) => ({ label: `${port}/${protocol}`, kind }));
  return offersFor(cursor, { start, end }, [
    ...ports,
    ...services.filter(({ label }) => label !== port && label.startsWith(port)),
  ]);
}

const SIGNALS: readonly (readonly [name: string, meaning: string])[] = [
  ['SIGTERM', 'what is sent where nothing else is said'],
  ['SIGINT', 'as Ctrl-C does'],
  ['SIGQUIT', 'the graceful end of nginx and php-fpm'],
  ['SIGHUP', 'many programs read their configuration again'],
  ['SIGWINCH', 'the graceful end of Apache httpd'],
  ['SIGUSR1', 'whatever the program makes of it'],
  ['SIGUSR2', 'whatever the program makes of it'],
  ['SIGKILL', 'at once, without a chance to clean up'],
  ['SIGRTMIN+3', 'the halt of systemd'],
];

function signalCandidate([label, detail]: (typeof SIGNALS)[number]): Candidate {
  return { label, kind: CompletionItemKind.EnumMember, detail };
}

const HEALTH_FORMS: readonly Candidate[] = [
  {
    label: 'CMD',
    kind: CompletionItemKind.Keyword,
    detail: 'the command that tells how the container is',
    text: 'CMD ',
  },
  { label: 'NONE', kind: CompletionItemKind.Keyword, detail: 'no health check, whatever the base image has' },
];

const SHELLS: readonly (readonly [form: string, os: 'linux' | 'windows', program: string])[] = [
  ['["/bin/bash", "-o", "pipefail", "-c"]', 'linux', 'bash'],
  ['["/bin/sh", "-c"]', 'linux', 'sh'],
  ['["/bin/ash", "-eo", "pipefail", "-c"]', 'linux', 'ash'],
  [
    '["powershell", "-Command", "$ErrorActionPreference = \'Stop\'; $ProgressPreference = \'SilentlyContinue\';"]',
    'windows',
    'powershell',
  ],
  ['["cmd", "/S", "/C"]', 'windows', 'cmd'],
];

/** Those that the stage's system can have. */
function shells({ view, outer }: Cursor): readonly Candidate[] {
  const stage = stageBefore(view, outer.span.start);
  const system = stage && baseSystem(stage.origin);
  return SHELLS.flatMap(([label, os, program]): readonly Candidate[] => {
    if (stage !== undefined && stage.os !== 'unknown' && stage.os !== os) return [];
    return system?.has(program) === false ? [] : [{ label, kind: CompletionItemKind.Value }];
  });
}
