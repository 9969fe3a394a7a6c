// What one `--mount` of RUN asks for once its values are expanded (instructions/commands_runmount.go).

import type { Mount, MountField, Word } from './ast.ts';
import { parseBool, parseUint } from './go/number.ts';
import { quote } from './go/quote.ts';
import { type Result, success } from './go/result.ts';
import { parseSize } from './go/size.ts';
import { toLower } from './go/unicode.ts';
import { canonicalKey, type MountError } from './mount.ts';
import { didYouMean } from './suggest.ts';

const types = ['bind', 'cache', 'secret', 'ssh', 'tmpfs'] as const;
const sharings = ['locked', 'private', 'shared'] as const;
/** In the order in which BuildKit suggests them. */
const keys = [
  'type',
  'from',
  'source',
  'target',
  'readonly',
  'id',
  'sharing',
  'required',
  'size',
  'mode',
  'uid',
  'gid',
  'src',
  'dst',
  'destination',
  'ro',
  'rw',
  'readwrite',
  'env',
];

export type MountType = (typeof types)[number];
export type MountSharing = (typeof sharings)[number];

/** A mount as BuildKit holds it: `''` and undefined stand for what is not given. */
export interface MountOptions {
  readonly type: MountType;
  readonly from: string;
  readonly source: string;
  readonly target: string;
  readonly id: string;
  readonly readonly: boolean;
  readonly required: boolean;
  readonly sharing: MountSharing | undefined;
  /** In bytes. */
  readonly size: bigint | undefined;
  readonly mode: number | undefined;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly env: string | undefined;
}

/** The value of a field, the error of its expansion, or undefined where it is not known. */
export type ExpandValue = (value: Word) => Result<string> | undefined;

/** Expands nothing: a value with a variable, a quote or an escape in it is not known. */
export function literalValue({ text }: Word): Result<string> | undefined {
  return /[$'"\\`]/.test(text) ? undefined : success(text);
}

/**
 * BuildKit's `parseMount` with expanded values. BuildKit stops at the first of `errors`; `options` is undefined
 * where there is an error or a value is not known. Fields without a known value raise only errors of their key.
 */
export function evaluateMount(
  mount: Mount,
  expand: ExpandValue,
): { readonly options: MountOptions | undefined; readonly errors: readonly MountError[] } {
  const draft = newDraft();
  for (const field of mount.fields) readField(draft, field, expand);
  const { type, unknown, errors } = draft;
  if (type === undefined) return { options: undefined, errors };
  if (type !== 'secret' && type !== 'ssh' && type !== 'cache') refuseFileInfo(draft, type);
  if (type === 'secret') checkSecret(draft, mount);
  else if (type !== 'cache') refuse(draft, 'sharing', `invalid cache sharing set for ${type} mount`);
  if (unknown.size > 0 || errors.length > 0) return { options: undefined, errors };
  const { from, source, target, id, required, sharing, size, mode, uid, gid, env } = draft;
  const readonly = draft.readonly ?? (type !== 'cache' && type !== 'tmpfs');
  return {
    options: { type, from, source, target, id, readonly, required, sharing, size, mode, uid, gid, env },
    errors,
  };
}

/** The options as far as they are read. */
interface Draft {
  /** Undefined where it is not known. */
  type: MountType | undefined;
  from: string;
  source: string;
  target: string;
  id: string;
  /** Undefined while the default applies. */
  readonly: boolean | undefined;
  required: boolean;
  sharing: MountSharing | undefined;
  size: bigint | undefined;
  mode: number | undefined;
  uid: number | undefined;
  gid: number | undefined;
  env: string | undefined;
  /** The last field of each option, but for those that raised an error. */
  readonly given: Map<string, MountField>;
  /** The options whose last value is not known. */
  readonly unknown: Set<string>;
  readonly errors: MountError[];
}

function newDraft(): Draft {
  return {
    type: 'bind',
    from: '',
    source: '',
    target: '',
    id: '',
    readonly: undefined,
    required: false,
    sharing: undefined,
    size: undefined,
    mode: undefined,
    uid: undefined,
    gid: undefined,
    env: undefined,
    given: new Map(),
    unknown: new Set(),
    errors: [],
  };
}

function readField(draft: Draft, field: MountField, expand: ExpandValue): void {
  const { key, value } = field;
  if (value === undefined) {
    const message = assignWord(draft, field);
    if (message !== undefined) draft.errors.push({ message, span: field.span });
    return;
  }
  const option = canonicalKey(key);
  const expanded = expand(value);
  const keyProblem = expanded?.ok === false ? undefined : refusedKey(draft, field);
  if (keyProblem !== undefined) {
    draft.errors.push({ message: keyProblem, span: field.keySpan });
    return;
  }
  if (expanded === undefined) {
    draft.given.set(option, field);
    forget(draft, option);
    return;
  }
  const message = expanded.ok ? assign(draft, key, expanded.value) : expanded.error;
  if (message === undefined) {
    draft.given.set(option, field);
    draft.unknown.delete(option);
  } else {
    draft.errors.push({ message, span: value.span });
    forget(draft, option);
  }
}

/** A field without `=`. */
function assignWord(draft: Draft, { key, text }: MountField): string | undefined {
  switch (canonicalKey(key)) {
    case 'readonly':
      draft.readonly = true;
      return undefined;
    case 'readwrite':
      draft.readonly = false;
      return undefined;
    case 'required':
      draft.required = true;
      return misplacedKey(draft, key);
    default:
      return `invalid field '${text}' must be a key=value pair`;
  }
}

function refusedKey(draft: Draft, { key, text }: MountField): string | undefined {
  if (keys.includes(key)) return misplacedKey(draft, key);
  return `unexpected key '${key}' in '${text}'${didYouMean(key, keys, { order: 'given' })}`;
}

/** BuildKit reads from left to right: a type that comes later does not count yet. */
function misplacedKey({ type }: Draft, key: string): string | undefined {
  if (type === undefined) return undefined;
  const allowed = (key !== 'required' || type === 'secret' || type === 'ssh') && (key !== 'size' || type === 'tmpfs');
  return allowed ? undefined : `unexpected key '${key}' for mount type '${type}'`;
}

function forget(draft: Draft, option: string): void {
  draft.unknown.add(option);
  switch (option) {
    case 'type':
      draft.type = undefined;
      break;
    case 'from':
    case 'source':
    case 'target':
    case 'id':
      draft[option] = '';
      break;
  }
}

/** Sets the option of a known key; gives the error text where the value is not one of its values. */
function assign(draft: Draft, key: string, value: string): string | undefined {
  const option = canonicalKey(key);
  switch (option) {
    case 'type':
      draft.type = types.find((type) => type === toLower(value));
      return draft.type ? undefined : `unsupported mount type ${quote(value)}${didYouMean(value, types)}`;
    case 'sharing':
      draft.sharing = sharings.find((sharing) => sharing === toLower(value));
      return draft.sharing ? undefined : `unsupported sharing value ${quote(value)}${didYouMean(value, sharings)}`;
    case 'from':
    case 'source':
    case 'target':
    case 'id':
    case 'env':
      draft[option] = value;
      return undefined;
    case 'readonly':
    case 'readwrite':
    case 'required': {
      const result = parseBool(value);
      if (!result.ok) return `invalid value for ${key}: ${value}`;
      if (option === 'required') draft.required = result.value;
      else draft.readonly = result.value === (option === 'readonly');
      return undefined;
    }
    case 'size':
      draft.size = parseSize(value);
      return draft.size === undefined ? `invalid value for size: ${value}` : undefined;
    case 'mode':
    case 'uid':
    case 'gid': {
      const result = parseUint(value, option === 'mode' ? 8 : 10, 32);
      if (!result.ok) return `invalid value ${value} for ${option}`;
      draft[option] = Number(result.value);
      return undefined;
    }
    default:
      return undefined;
  }
}

function refuse({ given, errors }: Draft, option: string, message: string): void {
  const field = given.get(option);
  if (field !== undefined) errors.push({ message, span: field.span });
}

function refuseFileInfo(draft: Draft, type: MountType): void {
  for (const option of ['mode', 'uid', 'gid']) {
    refuse(draft, option, `${option} not allowed for ${quote(type)} type mounts`);
  }
}

function checkSecret(draft: Draft, mount: Mount): void {
  const { from, source, target, id, unknown, errors } = draft;
  if (from !== '') refuse(draft, 'from', 'secret mount should not have a from');
  refuse(draft, 'sharing', 'secret mount should not define sharing');
  const isKnown = ['source', 'target', 'id'].every((option) => !unknown.has(option));
  if (isKnown && source + target + id === '') {
    errors.push({ message: 'invalid secret mount. one of source, target required', span: mount.flag.span });
  }
  if (source !== '' && id !== '') refuse(draft, 'id', "both source and id can't be set");
}
