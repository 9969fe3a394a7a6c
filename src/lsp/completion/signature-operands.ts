// Which operand of an instruction the cursor is in.

import { skipSpace } from '../../syntax/go/space.ts';
import type { Keyword } from '../reference/instructions.ts';
import { type Cursor, wordEnd } from './cursor.ts';
import { argumentsStart } from './place.ts';

/** What stands behind the flags of a logical line. */
export interface Arguments {
  readonly text: string;
  /** Where the cursor is in it. */
  readonly at: number;
}

export function argumentsOf({ line: { text }, at }: Cursor): Arguments {
  const start = argumentsStart(text);
  return { text: text.slice(start), at: Math.max(0, at - start) };
}

/** The operand as the reference names it; undefined in front of the first. */
export function operandAt(keyword: Keyword, { text, at }: Arguments): string | undefined {
  const list = jsonIndex(text, at);
  const { index, isLast, word } = wordAt(text, at);
  switch (keyword) {
    case 'FROM':
      return index === 0 ? '<image>' : 'AS <name>';
    case 'COPY':
    case 'ADD':
      return (list ?? index) > 0 && (list === undefined ? isLast : isLastString(text, at))
        ? '<destination>'
        : '<source>';
    case 'RUN':
      return programOperand(list) ?? (text.startsWith('<<') ? '<<EOF' : '<command>');
    case 'CMD':
    case 'ENTRYPOINT':
      return programOperand(list) ?? (text === '' ? '<program>' : '<command>');
    case 'SHELL':
      return programOperand(list ?? 0);
    case 'HEALTHCHECK': {
      if (index === 0) return /^N/i.test(text) ? 'NONE' : 'CMD';
      const start = skipSpace(text, wordEnd(text, 0));
      return programOperand(jsonIndex(text.slice(start), at - start)) ?? '<command>';
    }
    case 'ENV':
      return isValue(text, index, word) ? '<value>' : '<name>';
    case 'LABEL':
      return isValue(text, index, word) ? '<value>' : '<key>';
    case 'ARG':
      return '<name>[=<default>]';
    case 'EXPOSE':
      return '<port>[/<protocol>]';
    case 'MAINTAINER':
      return '<name>';
    case 'ONBUILD':
      return '<instruction>';
    case 'STOPSIGNAL':
      return '<signal>';
    case 'USER':
      return '<user>[:<group>]';
    case 'VOLUME':
    case 'WORKDIR':
      return '<path>';
    default:
      return keyword satisfies never;
  }
}

function programOperand(index: number | undefined): string | undefined {
  return index === undefined ? undefined : index === 0 ? '<program>' : '<argument>';
}

/** `name=value`, and `name value` where the first word has no `=`. */
function isValue(text: string, index: number, word: string): boolean {
  return word.includes('=') || (index > 0 && !text.slice(0, wordEnd(text, 0)).includes('='));
}

/** The word that the cursor is in or that comes next; `word` is what of it stands in front of the cursor. */
function wordAt(text: string, at: number): { readonly index: number; readonly isLast: boolean; readonly word: string } {
  let index = 0;
  for (let start = 0; start < text.length; index++) {
    const end = wordEnd(text, start);
    const next = skipSpace(text, end);
    if (at <= end) return { index, isLast: next >= text.length, word: text.slice(start, at) };
    start = next;
    if (at < start) break;
  }
  return { index, isLast: true, word: '' };
}

/** Which string of a JSON array the cursor is in or behind; undefined where it is in none. */
function jsonIndex(text: string, at: number): number | undefined {
  if (!text.startsWith('[') || at < 1) return undefined;
  let index = 0;
  let isOpen = false;
  for (let place = 1; place < Math.min(at, text.length); place++) {
    const character = text[place];
    if (character === '\\' && isOpen) place++;
    else if (character === '"') isOpen = !isOpen;
    else if (character === ',' && !isOpen) index++;
    else if (character === ']' && !isOpen) break;
  }
  return index;
}

/** No further string begins behind the one that the cursor is in. */
function isLastString(text: string, at: number): boolean {
  return jsonIndex(text, at) === jsonIndex(text, text.length);
}
