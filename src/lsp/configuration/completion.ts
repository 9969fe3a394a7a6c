// Keys and values of configurations, by the schema.

import { CompletionItemKind, type CompletionList } from 'vscode-languageserver';
import { type Part, schemaAt } from '../../config/schema-part.ts';
import {
  type Candidate,
  type CompletionClient,
  completionList,
  inSnippet,
  type Offer,
  plainText,
} from '../completion/offer.ts';
import { prose } from '../markdown.ts';
import { Positions } from '../positions.ts';
import { type ConfigurationDocument, placeIn } from './document.ts';
import type { ConfigurationPlace } from './place.ts';

/** The list for one offset of a configuration; an empty one outside of what the schema knows. */
export function configurationCompletion(
  document: ConfigurationDocument,
  offset: number,
  client: CompletionClient,
): CompletionList {
  const { text, encoding } = document;
  const place = placeIn(document, offset);
  if (place === undefined) return { isIncomplete: false, items: [] };
  const candidates = [
    ...(place.kind === 'value' ? [] : keyCandidates(place, document)),
    ...(place.kind === 'key' || isInMap(place) ? [] : valueCandidates(place, document)),
  ];
  const { start, end } = place.span;
  const offer: Offer = { span: oneLine(text, { start, end }, offset), typed: text.slice(start, offset), candidates };
  return completionList([offer], new Positions(text, encoding), client);
}

/** A part that has keys already is a map. */
function isInMap({ kind, given }: ConfigurationPlace): boolean {
  return kind === 'slot' && given.size > 0;
}

/** Strings end in their line, so only an unclosed one may go behind it. */
function oneLine(text: string, { start, end }: Offer['span'], offset: number): Offer['span'] {
  const newline = text.slice(offset, end).search(/[\r\n]/);
  return { start, end: newline === -1 ? end : offset + newline };
}

/** Those that are not given yet; of rules their own names before those of other tools. An item of a list begins with a dash. */
function keyCandidates(around: ConfigurationPlace, { rules }: ConfigurationDocument): readonly Candidate[] {
  const isInList = startsItem(around, schemaAt(around.way, rules));
  const place = isInList ? { ...around, way: [...around.way, '0'], indent: around.indent + 2 } : around;
  const { properties = {} } = schemaAt(place.way, rules);
  const names = Object.keys(properties).filter((name) => name === place.text || !place.given.has(name));
  const own = names.filter((name) => rules.has(name));
  const others = names.filter((name) => !rules.has(name));
  return [...own, ...others].map((name) => {
    const part = schemaAt([...place.way, name], rules);
    const isRule = rules.has(name) && properties === schemaAt(['rules'], rules).properties;
    const why = isRule ? ` ${rules.get(name)?.why ?? ''}` : '';
    const { text, snippet } = keyTexts(name, part, place);
    return {
      label: name,
      kind: isRule ? CompletionItemKind.Value : CompletionItemKind.Property,
      detail: plainText(part.description),
      documentation: prose(`${part.description ?? ''}${why}`),
      text: isInList ? `- ${text}` : text,
      snippet: isInList ? `- ${snippet}` : snippet,
      filter: quoted(name, place),
      goesOn: part.enum !== undefined || part.type === 'boolean',
    };
  });
}

/** A key with what it needs behind it, and a place for its value. */
function keyTexts(
  name: string,
  part: Part,
  place: ConfigurationPlace,
): { readonly text: string; readonly snippet: string } {
  const key = quoted(name, place);
  if (place.hasColon) return { text: key, snippet: inSnippet(key) };
  const isMap = part.type === 'object' || (part.properties !== undefined && part.enum === undefined);
  const isList = part.type === 'array';
  if (place.style === 'block') {
    const deeper = `\n${' '.repeat(place.indent + 2)}`;
    const text = isMap ? `${key}:${deeper}` : isList ? `${key}:${deeper}- ` : `${key}: `;
    return { text, snippet: inSnippet(text) };
  }
  const [open, close] = isMap ? ['{', '}'] : isList ? ['[', ']'] : ['', ''];
  return { text: `${key}: ${open}${close}`, snippet: `${inSnippet(`${key}: ${open}`)}\${1}${inSnippet(close)}` };
}

/** JSON has quotes around everything, YAML where they are typed already. */
function quoted(word: string, { style }: ConfigurationPlace, written = ''): string {
  return style === 'json' || written === '"' ? JSON.stringify(word) : word;
}

/** Whether an item of a list of YAML can begin there. */
function startsItem({ style, kind }: ConfigurationPlace, { type = '' }: Part): boolean {
  return style === 'block' && kind === 'slot' && type !== 'string' && type.includes('array');
}

function valueCandidates(place: ConfigurationPlace, { text, rules }: ConfigurationDocument): readonly Candidate[] {
  const { start } = place.span;
  const part = schemaAt(place.way, rules);
  const { examples } = /^\d+$/.test(place.way.at(-1) ?? '') ? schemaAt(place.way.slice(0, -1), rules) : part;
  const needsBlank = place.style === 'block' && text.charAt(start - 1) === ':';
  const lead = startsItem(place, part) ? '- ' : needsBlank ? ' ' : '';
  const words = part.enum ?? examples ?? [];
  const booleans = part.type === 'boolean' ? ['true', 'false'] : [];
  return [
    ...words.map((word) => valueCandidate(word, quoted(word, place, text.charAt(start)), lead)),
    ...booleans.map((word) => valueCandidate(word, word, lead)),
  ];
}

function valueCandidate(label: string, text: string, lead: string): Candidate {
  return {
    label,
    kind: CompletionItemKind.EnumMember,
    detail: valueMeanings.get(label),
    text: lead + text,
    filter: text,
  };
}

/** What the words of the schema mean. */
export const valueMeanings: ReadonlyMap<string, string> = new Map([
  ['off', 'not at all'],
  ['on', 'at the levels that the rule chooses'],
  ['error', 'the build fails, or the image does not do what it says'],
  ['warning', 'costs somebody something'],
  ['info', 'advice'],
  ['style', 'only shown where somebody asks for it'],
  ['never', 'findings never make the exit code 1'],
  ['recommended', 'the rules that are on where nothing else is said'],
  ['all', 'every rule'],
  ['hadolint', 'the rules that hadolint has, at its levels'],
  ['buildkit', 'the checks of BuildKit'],
]);
