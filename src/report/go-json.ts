// JSON as Go's encoder indents and escapes it, for answers in the shape that Docker's have.

/** The value with a line break at its end; what is undefined is left out. */
export function goJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2) ?? 'null';
  return `${text.replaceAll(/[<>&\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, escape)}\n`;
}

function escape(character: string): string {
  let escaped = '';
  for (let at = 0; at < character.length; at++) {
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}

export interface GoLocation {
  readonly ranges?: readonly { readonly start: { readonly line: number }; readonly end: { readonly line: number } }[];
}

/** One range a line, as BuildKit has them. */
export function goLocation(lines: readonly number[]): GoLocation {
  return lines.length === 0 ? {} : { ranges: lines.map((line) => ({ start: { line }, end: { line } })) };
}

/** Go leaves out what is empty. */
export function unlessEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}
