// The `.dockerignore` file: its patterns, and which paths of the build context they leave out.

import { failure, success } from '../syntax/go/result.ts';
import type { Result } from '../syntax/go/result.ts';
import { cleanPath } from '../syntax/go/path.ts';
import { trimSpace } from '../syntax/go/space.ts';
import { utf8Length } from '../syntax/go/utf8.ts';
import { isValidPattern } from './pattern/filepath.ts';
import { compilePathPattern, ContextPath, isPlainPath } from './pattern/path-pattern.ts';
import type { PathTest } from './pattern/path-pattern.ts';

/** `bufio.MaxScanTokenSize` without the line feed. */
const longestLine = 65_535;

/**
 * Reads the patterns of an ignore file.
 *
 * @param text The whole file.
 * @returns One cleaned pattern a line, `!` kept in front; or Go's error for a line of more than 65,535 bytes.
 * @see `ignorefile.ReadAll` of moby/patternmatcher
 */
export function readIgnoreFile(text: string): Result<readonly string[]> {
  const patterns: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.length * 3 > longestLine && utf8Length(line) > longestLine) {
      return failure('bufio.Scanner: token too long');
    }
    const content = index === 0 ? line.replace(/^\uFEFF/, '') : line;
    const pattern = content.startsWith('#') ? '' : trimSpace(content);
    if (pattern.startsWith('!')) patterns.push(`!${relative(trimSpace(pattern.slice(1)))}`);
    else if (pattern !== '') patterns.push(relative(pattern));
  }
  return success(patterns);
}

function relative(pattern: string): string {
  if (pattern === '') return '';
  const clean = cleanPath(pattern);
  return clean.length > 1 && clean.startsWith('/') ? clean.slice(1) : clean;
}

/** Which paths a list of patterns leaves out. */
export interface Matcher {
  /** Some pattern starts with `!`. */
  readonly hasExclusions: boolean;
  /**
   * Whether a path is left out: the last pattern decides that matches it or a folder it lies in.
   *
   * @param path A clean path below the context's root, with `/` between its elements.
   * @returns The answer; or `syntax error in pattern` where a pattern that is needed for it cannot be compiled.
   * @see `PatternMatcher.MatchesOrParentMatches` of moby/patternmatcher
   */
  ignores(path: string): Result<boolean>;
  /** The pattern for which a path is left out; undefined where it is not. Fails as `ignores` does. */
  leftOutBy(path: string): Result<string | undefined>;
}

interface Pattern {
  readonly exclusion: boolean;
  readonly text: string;
}

const badPattern = 'syntax error in pattern';

/**
 * Makes a matcher of patterns, as `readIgnoreFile` gives them or as `--exclude` has them.
 * Matching takes time in proportion to the lengths of the path and the patterns, whatever they contain.
 *
 * @returns The matcher; or Go's error: `illegal exclusion pattern: "!"`, `syntax error in pattern`.
 * @see `patternmatcher.New` of moby/patternmatcher
 */
export function createMatcher(patterns: readonly string[]): Result<Matcher> {
  const read: Pattern[] = [];
  for (const pattern of patterns) {
    const trimmed = trimSpace(pattern);
    if (trimmed === '') continue;
    const clean = cleanPath(trimmed);
    if (clean === '!') return failure('illegal exclusion pattern: "!"');
    const exclusion = clean.startsWith('!');
    const text = exclusion ? clean.slice(1) : clean;
    if (!isValidPattern(text)) return failure(badPattern);
    read.push({ exclusion, text });
  }
  const hasExclusions = read.some(({ exclusion }) => exclusion);
  const leftOutBy = testOf(read);
  const ignores: Matcher['ignores'] = (path) => {
    const answer = leftOutBy(path);
    return answer.ok ? success(answer.value !== undefined) : answer;
  };
  return success({ hasExclusions, ignores, leftOutBy });
}

/**
 * Like BuildKit, looks only at a pattern that could change the answer, and compiles it then. Patterns that are plain paths
 * are looked up: there may be many of them.
 */
function testOf(patterns: readonly Pattern[]): Matcher['leftOutBy'] {
  const tests = new Map<string, PathTest | undefined>();
  const { paths, others } = split(patterns);
  return (path) => {
    const contextPath = new ContextPath(path);
    let reason: string | undefined;
    for (const { exclusion, text } of candidates(path, paths, others)) {
      if (exclusion !== (reason !== undefined)) continue;
      if (!tests.has(text)) tests.set(text, compilePathPattern(text));
      const test = tests.get(text);
      if (test === undefined) return failure(badPattern);
      if (test(contextPath)) reason = exclusion ? undefined : text;
    }
    return success(reason);
  };
}

interface NumberedPattern extends Pattern {
  /** Its place in the list. */
  readonly index: number;
}

/** Those that are plain paths, and the others. */
function split(patterns: readonly Pattern[]): {
  readonly paths: ReadonlyMap<string, readonly NumberedPattern[]>;
  readonly others: readonly NumberedPattern[];
} {
  const paths = new Map<string, NumberedPattern[]>();
  const others: NumberedPattern[] = [];
  for (const [index, pattern] of patterns.entries()) {
    const numbered = { ...pattern, index };
    const known = paths.get(pattern.text);
    if (!isPlainPath(pattern.text)) others.push(numbered);
    else if (known === undefined) paths.set(pattern.text, [numbered]);
    else known.push(numbered);
  }
  return { paths, others };
}

/** The patterns that may match, in the order of the list. */
function candidates(
  path: string,
  paths: ReadonlyMap<string, readonly NumberedPattern[]>,
  others: readonly NumberedPattern[],
): readonly NumberedPattern[] {
  const found = [...(paths.get(path) ?? [])];
  for (let slash = path.indexOf('/'); slash !== -1 && paths.size > 0; slash = path.indexOf('/', slash + 1)) {
    for (const pattern of paths.get(path.slice(0, slash)) ?? []) found.push(pattern);
  }
  if (found.length === 0) return others;
  return [...found, ...others].toSorted((left, right) => left.index - right.index);
}
