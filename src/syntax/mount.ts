// One `--mount` of RUN as it is written (instructions/commands_runmount.go, before any value is expanded).

import type { Flag, Mount, MountField, Word } from './ast.ts';
import { parseCsv } from './csv.ts';
import { toLower } from './go/unicode.ts';
import type { Span } from './source.ts';

/** BuildKit's error text and the part of the flag that it is about. */
export interface MountError {
  readonly message: string;
  readonly span: Span;
}

const canonicalKeys = new Map([
  ['src', 'source'],
  ['dst', 'target'],
  ['destination', 'target'],
  ['ro', 'readonly'],
  ['rw', 'readwrite'],
]);

/** The long spelling of a key: `target` for `dst`. */
export function canonicalKey(key: string): string {
  return canonicalKeys.get(key) ?? key;
}

/**
 * Reads the flag's value; of a repeated key the last one counts, and without `type` it is a bind mount.
 * `error` is what BuildKit's instruction parser raises: a CSV error or a variable in `from`.
 * All other errors come when the instruction runs: see `mountErrors`.
 */
export function readMount(flag: Flag): { readonly mount: Mount; readonly error: MountError | undefined } {
  const { fields: words, error } = flag.value === undefined ? { fields: [], error: undefined } : parseCsv(flag.value);
  const fields = words.map(readField);
  const last = (name: string) => fields.findLast(({ key, value }) => value && canonicalKey(key) === name)?.value;
  const mount: Mount = {
    flag,
    fields,
    type: toLower(last('type')?.text ?? 'bind'),
    target: last('target'),
    source: last('source'),
    from: last('from'),
    id: last('id'),
  };
  if (error === undefined) return { mount, error: variableInFrom(fields) };
  return { mount, error: { message: `failed to parse csv mounts: ${error.message}`, span: error.span } };
}

function readField(word: Word): MountField {
  const { text, span } = word;
  const equals = text.indexOf('=');
  if (equals === -1) return { text, key: toLower(text), keySpan: span, value: undefined, span };
  return {
    text,
    key: toLower(text.slice(0, equals)),
    keySpan: word.spanOf(0, equals),
    value: word.slice(equals + 1),
    span,
  };
}

/** BuildKit looks at the first `$` only, and lets it pass as the last character. */
function variableInFrom(fields: readonly MountField[]): MountError | undefined {
  for (const { key, value } of fields) {
    if (key !== 'from' || value === undefined) continue;
    const dollar = value.text.indexOf('$');
    if (dollar === -1 || dollar === value.text.length - 1) continue;
    return {
      message: "'from' doesn't support variable expansion, define alias stage instead",
      span: value.span,
    };
  }
  return undefined;
}
