// XML that any parser takes, whatever is written into it.

import { wellFormed } from './well-formed.ts';

export type Attributes = Readonly<Record<string, string | number>>;

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const special = /[&<>"'\p{C}\p{Zl}\p{Zp}]/gu;
const nonCharacter = /[\p{Noncharacter_Code_Point}]/u;

/** The declaration and the root element. */
export function xmlDocument(root: readonly string[]): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...root, ''].join('\n');
}

/** The lines of an element with other elements in it. */
export function xmlElement(name: string, attributes: Attributes, children: readonly string[] = []): readonly string[] {
  const open = `<${name}${written(attributes)}`;
  return children.length === 0 ? [`${open}/>`] : [`${open}>`, ...children.map((line) => `  ${line}`), `</${name}>`];
}

/** The line of an element that holds a text. */
export function xmlTextElement(name: string, attributes: Attributes, text: string): string {
  return `<${name}${written(attributes)}>${escapeXml(text)}</${name}>`;
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
}

/**
 * A text as it may stand in an element or attribute. What cannot be seen is written as its number, so that it arrives and
 * no terminal follows it; what XML cannot hold becomes a picture of it.
 */
function escapeXml(text: string): string {
  return wellFormed(text).replaceAll(special, (character) => named[character] ?? reference(character));
}

/** XML 1.0 has no control characters but three, and no non-characters. */
function reference(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 9 || code === 10 || code === 13) return `&#${code};`;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return nonCharacter.test(character) ? '\ufffd' : `&#${code};`;
}
