// JSON for people and programs: what fits stands on one line, and nothing in it can move a terminal's cursor.

import { wellFormed } from './well-formed.ts';

const WIDTH = 120;
const printableAscii = /^[ -~]*$/;
const invisible = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The value as JSON text with a line break at its end; `value` is a tree of plain data, what is undefined is left out. */
export function jsonText(value: unknown): string {
  return `${write(value, 0)}\n`;
}

/** The value as JSON on one line, with a line break at its end. */
export function jsonLine(value: unknown): string {
  return `${literal(value)}\n`;
}

function write(value: unknown, indent: number): string {
  if (typeof value !== 'object' || value === null) return literal(value);
  if (Array.isArray(value))
    return bracket(
      '[',
      ']',
      value.map((item) => write(item, indent + 2)),
      indent,
    );
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  return bracket(
    '{',
    '}',
    members.map(([key, item]) => `${literal(key)}: ${write(item, indent + 2)}`),
    indent,
  );
}

function bracket(open: string, close: string, items: readonly string[], indent: number): string {
  if (items.length === 0) return open + close;
  const length = items.reduce((sum, item) => sum + item.length + 2, indent + 2);
  if (length <= WIDTH && !items.some((item) => item.includes('\n'))) {
    const pad = open === '{' ? ' ' : '';
    return open + pad + items.join(', ') + pad + close;
  }
  const line = `\n${' '.repeat(indent)}`;
  return `${open}${line}  ${items.join(`,${line}  `)}${line}${close}`;
}

function literal(value: unknown): string {
  const text = JSON.stringify(value, wellFormedText) ?? 'null';
  return printableAscii.test(text) ? text : text.replaceAll(invisible, escape);
}

/** Many parsers refuse half of a character, also as an escape. */
function wellFormedText(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? wellFormed(value) : value;
}

function escape(character: string): string {
  let escaped = '';
  for (let at = 0; at < character.length; at++) {
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
