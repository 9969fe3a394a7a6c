// The `--device` flags of RUN (instructions/commands_rundevice.go).

import type { Flag, Word } from './ast.ts';
import { parseCsv } from './csv.ts';
import { parseBool } from './go/number.ts';
import { toLower } from './go/unicode.ts';
import type { Span } from './source.ts';
import { didYouMean } from './suggest.ts';

/** A device that a command may use: a name in the form of the container device interface, `vendor.com/gpu=0`. */
export interface Device {
  readonly flag: Flag;
  /** Undefined where the flag names none. */
  readonly name: Word | undefined;
  readonly required: boolean;
}

/** BuildKit's error text and the part of the flag that it is about. */
export interface DeviceError {
  readonly message: string;
  readonly span: Span;
}

/** Reads one flag. `error` is what BuildKit's instruction parser raises; the device then has what stands before it. */
export function readDevice(flag: Flag): { readonly device: Device; readonly error: DeviceError | undefined } {
  const record = flag.value === undefined ? { fields: [], error: undefined } : parseCsv(flag.value);
  if (record.error !== undefined) {
    const message = `failed to parse csv devices: ${record.error.message}`;
    return { device: { flag, name: undefined, required: false }, error: { message, span: record.error.span } };
  }
  let name: Word | undefined;
  let required = false;
  for (const field of record.fields) {
    const reading = readField(field, name);
    if ('message' in reading) return { device: { flag, name, required }, error: reading };
    name = reading.name ?? name;
    required = reading.required ?? required;
  }
  return { device: { flag, name, required }, error: undefined };
}

type Reading = { readonly name?: Word; readonly required?: boolean } | DeviceError;

/** The first field that is neither `name=` nor `required` is the name as a whole; an empty name counts as none. */
function readField(field: Word, name: Word | undefined): Reading {
  const { text, span } = field;
  const equals = text.indexOf('=');
  const key = toLower(equals === -1 ? text : text.slice(0, equals));
  const value = field.slice(equals + 1);
  const isNamed = name !== undefined && name.text !== '';
  if (key === 'required' && equals === -1) return { required: true };
  if (key === 'required') {
    const result = parseBool(value.text);
    return result.ok
      ? { required: result.value }
      : { message: `invalid value for ${key}: ${value.text}`, span: value.span };
  }
  if (key === 'name' && equals !== -1) {
    return isNamed ? { message: `device name already set to ${name.text}`, span } : { name: value };
  }
  if (!isNamed) return { name: field };
  if (equals === -1) return { message: `invalid field '${text}' must be a key=value pair`, span };
  const suggestion = didYouMean(key, ['name', 'required'], { order: 'given' });
  return { message: `unexpected key '${key}' in '${text}'${suggestion}`, span };
}
