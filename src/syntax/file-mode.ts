// `--chmod` of COPY and ADD: an octal number, or the symbolic form of the command chmod (dockerfile2llb/convert_copy.go).

import { parseUint } from './go/number.ts';
import { failure, type Result, success } from './go/result.ts';

/** A number, or symbols that are applied to the mode of each file. */
export type FileMode =
  | { readonly kind: 'number'; readonly mode: number }
  | { readonly kind: 'symbols'; readonly text: string };

const largest = 0o7777n;
/** Who, then at least one action. */
const clause = /^[augo]*[-+=][-+=rwxXstugo]*$/;

/** Reads the value of the flag after expansion; it is not empty. The error is that of BuildKit. */
export function parseFileMode(text: string): Result<FileMode> {
  const number = parseUint(text, 8, 32);
  if (number.ok && number.value <= largest) return success({ kind: 'number', mode: Number(number.value) });
  if (number.ok || /^[0-9]/.test(text)) {
    return failure(`invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`);
  }
  return text.split(',').every((part) => clause.test(part))
    ? success({ kind: 'symbols', text })
    : failure('invalid syntax');
}
