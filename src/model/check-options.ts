// Which of BuildKit's checks a file wants to hear: the directive `# check=…`, comments of that form, a build argument.

import type { Comment, Instruction } from '../syntax/ast.ts';
import { readDirective } from '../syntax/directives.ts';
import { parseBool } from '../syntax/go/number.ts';
import { quote } from '../syntax/go/quote.ts';
import { failure, type Result, success } from '../syntax/go/result.ts';
import { trimSpace } from '../syntax/go/space.ts';
import type { Check } from './notes.ts';

export interface CheckOptions {
  /** Names are compared as written; unknown ones are allowed. */
  readonly skip: ReadonlySet<string> | 'all';
  readonly experimental: ReadonlySet<string> | 'all';
  /** A build with notes fails. */
  readonly error: boolean;
}

const defaults: CheckOptions = { skip: new Set(), experimental: new Set(), error: false };

/**
 * The options of a whole file: of the build argument BUILDKIT_DOCKERFILE_CHECK, otherwise of its directive.
 * Fails with BuildKit's error.
 */
export function readCheckOptions(text: string, argument: string | undefined): Result<CheckOptions> {
  if (argument !== undefined) {
    const options = parseCheckOptions(argument);
    return options.ok ? options : failure(`failed to parse build-arg:BUILDKIT_DOCKERFILE_CHECK: ${options.error}`);
  }
  const directive = findDirective(text);
  if (directive === undefined) return success(defaults);
  const options = parseCheckOptions(directive.split(' ', 1)[0] ?? '');
  return options.ok ? options : failure(`failed to parse check options: ${options.error}`);
}

/** `linter.ParseLintOptions`: `skip=A,B;experimental=all;error=true`. */
export function parseCheckOptions(text: string): Result<CheckOptions> {
  let { skip, experimental, error } = defaults;
  const trimmed = trimSpace(text);
  if (trimmed === '') return success(defaults);
  for (const part of splitParts(trimmed)) {
    const equals = part.indexOf('=');
    if (equals === -1) return failure(`invalid check option ${quote(part)}`);
    const key = trimSpace(part.slice(0, equals));
    const value = trimSpace(part.slice(equals + 1));
    if (key === 'skip') {
      skip = skip === 'all' ? skip : readNames(value);
    } else if (key === 'experimental') {
      experimental = experimental === 'all' ? experimental : readNames(value);
    } else if (key === 'error') {
      const result = parseBool(value);
      if (!result.ok) return failure(`failed to parse check option ${quote(part)}: ${result.error}`);
      error = result.value;
    } else {
      return failure(`invalid check option ${quote(key)}`);
    }
  }
  return success({ skip, experimental, error });
}

/** At most three; the last one has the rest. */
function splitParts(text: string): readonly string[] {
  const parts = text.split(';');
  return parts.length > 3 ? [...parts.slice(0, 2), parts.slice(2).join(';')] : parts;
}

function readNames(value: string): ReadonlySet<string> | 'all' {
  return value === 'all' ? 'all' : new Set(value.split(',').map(trimSpace));
}

/** The value of the directive `check`, as BuildKit looks for it before it parses: also behind `//` and in a JSON header. */
function findDirective(text: string): string | undefined {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const shebang = text.startsWith('#!', start) ? text.indexOf('\n', start) : start - 1;
  if (shebang === -1 && start === 0 && text.startsWith('#!')) return undefined;
  return findCommented(text, shebang + 1, '#') ?? findCommented(text, shebang + 1, '//') ?? findInJson(text);
}

function findCommented(text: string, from: number, prefix: '#' | '//'): string | undefined {
  for (let start = from; start < text.length && text.startsWith(prefix, start);) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = `#${text.slice(start + prefix.length, end)}`;
    const directive = readDirective(line, 0, line.length);
    if (directive === undefined) return undefined;
    if (directive.name === 'check') return directive.value;
    start = end + 1;
  }
  return undefined;
}

function findInJson(text: string): string | undefined {
  if (!/^\ufeff?\s*\{/.test(text)) return undefined;
  try {
    const header: unknown = JSON.parse(text);
    const value: unknown = typeof header === 'object' && header !== null ? Reflect.get(header, 'check') : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** These look at the options of the file alone, not at the comments in front of an instruction. */
const deaf: ReadonlySet<Check> = new Set([
  'NoEmptyContinuation',
  'ReservedStageName',
  'DuplicateStageName',
  'ConsistentInstructionCasing',
  'InvalidDefaultArgInFrom',
  'InvalidBaseImagePlatform',
]);

const experimentalChecks: ReadonlySet<Check> = new Set(['InvalidDefinitionDescription']);

/** Whether a note stays silent. `comments` are those in front of the instruction whose options count. */
export function isSilenced(check: Check, options: CheckOptions, comments: Instruction['comments']): boolean {
  const isListed = (names: CheckOptions['skip']): boolean => names === 'all' || names.has(check);
  const inline = deaf.has(check) ? undefined : inlineOptions(comments);
  if (experimentalChecks.has(check)) {
    return !isListed(options.experimental) && !(inline && isListed(inline.experimental));
  }
  return isListed(options.skip) || (inline !== undefined && isListed(inline.skip));
}

/** Of the first comment that is a directive `check`; up to its first blank, and nothing where that part is wrong. */
function inlineOptions(comments: readonly Comment[]): CheckOptions | undefined {
  for (const { text } of comments) {
    if (!/^check/i.test(text)) continue;
    const line = `#${text}`;
    const directive = readDirective(line, 0, line.length);
    if (directive?.name !== 'check') continue;
    const options = parseCheckOptions(directive.value.split(' ', 1)[0] ?? '');
    return options.ok ? options.value : undefined;
  }
  return undefined;
}
