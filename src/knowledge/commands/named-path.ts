// The paths that the words of a command name.

import { alternatives } from '../../shell/file-path.ts';
import type { ShellWord } from '../../shell/tree.ts';
import { cleanPath } from '../../syntax/go/path.ts';
import type { Place } from './place.ts';

export interface NamedPath {
  /** Absolute and clean, with wildcards as they stand; undefined where a variable or a folder in it is not known. */
  readonly path: string | undefined;
  /**
   * The same as far as it is known, with unknown variables as `$NAME`. Two words of one script with the same text name the
   * same file, unless the variable is set anew between them.
   */
  readonly text: string;
  /** `*`, `?` or `[…]` in it is for the shell to fill in. */
  readonly hasWildcard: boolean;
  /** It ends with a slash, or with a dot that stands for a folder. */
  readonly isFolder: boolean;
  readonly word: ShellWord;
}

/** A word with what is known of its variables put in. */
export interface Expanded {
  readonly text: string;
  readonly isKnown: boolean;
  readonly hasWildcard: boolean;
}

/** The text of `word` in `place`; undefined where it is not known. Wildcards and `~` are left as they stand. */
export function textIn(word: ShellWord | undefined, place: Place): string | undefined {
  if (word === undefined) return undefined;
  const { text, isKnown } = expandWord(word, place);
  return isKnown ? text : undefined;
}

/** The paths that `word` stands for: several where a shell that does so finds alternatives in braces, none for an empty word. */
export function namedPaths(word: ShellWord, place: Place): readonly NamedPath[] {
  const { text, isKnown, hasWildcard } = expandWord(word, place);
  const mayHaveBraces = word.value === undefined && text.includes('{');
  const texts = mayHaveBraces ? alternatives(text) : [text];
  if (texts.length > 1 && !place.expandsBraces) return [unknownPath(text, word)];
  const known = texts.filter((one) => one !== '');
  return known.map((one) => located(one, { isKnown, hasWildcard }, word, place));
}

/** The only path that `word` stands for; one that is not known where it may stand for several. */
export function namedPath(word: ShellWord, place: Place): NamedPath {
  const [path, ...others] = namedPaths(word, place);
  return path === undefined || others.length > 0 ? unknownPath(word.text, word) : path;
}

/** The path `text`, seen from `place`. `word` is where it is said. */
export function literalPath(text: string, word: ShellWord, place: Place): NamedPath {
  return located(text, { isKnown: true, hasWildcard: false }, word, place);
}

/** The path `text`, of which something is not known where there is a `$` or a backquote in it. */
export function partlyKnownPath(text: string, word: ShellWord, place: Place): NamedPath {
  return located(text, { isKnown: !/[$`]/.test(text), hasWildcard: false }, word, place);
}

/** `name` in the folder `folder`. */
export function pathBelow(folder: NamedPath, name: string): NamedPath {
  const join = (path: string): string => (path.endsWith('/') ? path + name : `${path}/${name}`);
  const { path, text } = folder;
  return { ...folder, path: path === undefined ? undefined : join(path), text: join(text), isFolder: false };
}

/** The last part of a path; undefined where a variable or wildcard is in it, and for `/`. */
export function baseName({ text }: Pick<NamedPath, 'text'>): string | undefined {
  const base = text.slice(text.lastIndexOf('/') + 1);
  return base === '' || base === '.' || base === '..' || /[$`*?[{]/.test(base) ? undefined : base;
}

function unknownPath(text: string, word: ShellWord): NamedPath {
  return { path: undefined, text, hasWildcard: false, isFolder: false, word };
}

function located(
  text: string,
  { isKnown, hasWildcard }: Omit<Expanded, 'text'>,
  word: ShellWord,
  { directory, home }: Place,
): NamedPath {
  const isFolder = /(?:^|\/)\.{0,2}$/.test(text);
  const isTilde = word.value === undefined && text.startsWith('~');
  const isHome = isTilde && /^~(?:\/|$)/.test(text);
  const isRelative = !text.startsWith('/') && !isTilde && (isKnown || !/^[$`]/.test(text));
  const full = absolute(text, isRelative ? directory : undefined, isHome ? home : undefined);
  const path = isKnown && full.startsWith('/') ? cleanPath(full) : undefined;
  return { path, text: path ?? tidy(full), hasWildcard, isFolder, word };
}

function absolute(text: string, directory: string | undefined, home: string | undefined): string {
  if (home !== undefined) return `${home}${text.slice(1)}`;
  return directory === undefined ? text : `${directory}/${text}`;
}

/** As `cleanPath`, but for `..`, which no text can be cleaned of where a variable stands before it. */
function tidy(path: string): string {
  if (path.startsWith('/') && !/[$`]/.test(path)) return cleanPath(path);
  const short = path.replaceAll(/\/(?:\.?\/)+/g, '/').replace(/^\.\/(?=.)/, '');
  return short.length > 1 && short.endsWith('/') ? short.slice(0, -1) : short;
}

/** `word` in `place`, with its quotes taken away; what is not known stays as `$NAME`. */
export function expandWord(word: ShellWord, place: Place): Expanded {
  const { value, pattern, text } = word;
  if (value !== undefined) return { text: value, isKnown: true, hasWildcard: false };
  if (pattern !== undefined) return { text: pattern, isKnown: true, hasWildcard: WILDCARD.test(pattern) };
  return expandText(text, place);
}

const WILDCARD = /[*?[]/;
const VARIABLE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/y;
/** An unquoted value with one of these may become several words. */
const SPLITTING = /[\s*?[]/;

/** Reads quotes, escapes and plain variables; what follows another expansion is left as it stands. */
function expandText(source: string, place: Place): Expanded {
  let text = '';
  let quote = '';
  let isKnown = true;
  let hasWildcard = false;
  for (let at = 0; at < source.length;) {
    const char = source.charAt(at);
    if (char === quote || (quote === '' && (char === '"' || char === "'"))) {
      quote = char === quote ? '' : char;
      at++;
    } else if (char === '\\' && quote !== "'") {
      const next = source.charAt(at + 1);
      const isEscaped = quote === '' || /["$`\\\n]/.test(next);
      text += isEscaped ? next.trimStart() : char + next;
      at += 2;
    } else if (quote !== "'" && (char === '$' || char === '`')) {
      VARIABLE.lastIndex = at;
      const found = VARIABLE.exec(source);
      if (found === null) return { text: text + source.slice(at).replaceAll('"', ''), isKnown: false, hasWildcard };
      const name = found[1] ?? found[2] ?? '';
      const value = variableIn(name, place);
      const isUsable = value !== undefined && (quote !== '' || !SPLITTING.test(value));
      isKnown &&= isUsable;
      text += isUsable ? value : `$${name}`;
      at += found[0].length;
    } else {
      hasWildcard ||= quote === '' && WILDCARD.test(char);
      text += char;
      at++;
    }
  }
  return { text, isKnown, hasWildcard };
}

function variableIn(name: string, { variable, home, directory }: Place): string | undefined {
  return variable(name) ?? (name === 'HOME' ? home : name === 'PWD' ? directory : undefined);
}
