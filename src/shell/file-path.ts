// Paths as they can be compared: those of commands, with wildcards and variables in them, and those of mounts.

import type { ShellWord } from './tree.ts';

/** Nobody writes more alternatives into one word. */
const MOST_ALTERNATIVES = 64;

const HOME = /^(?:~|\/root|\/home\/[^/]+|\$HOME|\$\{HOME\})(?=\/|$)/;
/** A folder that only homes have stands for its home, whoever's that is: `/app/.cache`, `$DIR/.npm`. */
const HIDDEN = /(?:^|\/)(?=\.[A-Za-z])/;

/** The paths that a word stands for: one for each alternative in braces. Variables are left as they stand. */
export function pathsIn({ pattern, text }: ShellWord): readonly string[] {
  return alternatives(pattern ?? text.replaceAll(/["']/g, '')).map(normalPath);
}

/** `path` without slashes that mean nothing, and with `~` for what is, or must be, a home folder. */
export function normalPath(path: string): string {
  const short = path.replaceAll(/\/(?:\.?\/)+/g, '/');
  const home = HOME.exec(short);
  if (home !== null) return trimmed(`~${short.slice(home[0].length)}`);
  const hidden = HIDDEN.exec(short);
  return trimmed(hidden === null ? short : `~/${short.slice(hidden.index + hidden[0].length)}`);
}

function trimmed(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/**
 * Whether `pattern` names `path`, a folder around it, or something in it. Both are normal paths; a part of `pattern` with a
 * wildcard or variable in it fits all that starts as it does. Nobody knows what a relative path names.
 */
export function touchesPath(pattern: string, path: string): boolean {
  return isRooted(pattern) && touches(partsOf(pattern), partsOf(path));
}

/** Whether a normal path is one that somebody knows where to find. */
export function isRooted(path: string): boolean {
  return path.startsWith('/') || path.startsWith('~');
}

/** `touchesPath` for the parts of a path that is rooted, and those of another. */
export function touches(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.every((part, at) => fits(part, path[at]));
}

/** The names in a path, from the outermost folder to the file. */
export function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function fits(part: string, name: string | undefined): boolean {
  if (name === undefined) return true;
  const wildcard = part.search(/[*?[$]/);
  return wildcard === -1 ? part === name : name.startsWith(part.slice(0, wildcard));
}

/** The words that the braces of `text` stand for; `text` itself where those are too many. */
export function alternatives(text: string): readonly string[] {
  if (!text.includes('{')) return [text];
  const done: string[] = [];
  const pending = [text];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const group = firstGroup(next);
    if (group === undefined) {
      done.push(next);
      continue;
    }
    const { start, end, members } = group;
    if (done.length + pending.length + members.length > MOST_ALTERNATIVES) return [text];
    for (const member of members) pending.push(next.slice(0, start) + member + next.slice(end));
  }
  return done;
}

function firstGroup(text: string): { start: number; end: number; members: readonly string[] } | undefined {
  for (const { 0: group, index } of text.matchAll(/(?<!\$)\{[^{}]*\}/g)) {
    const members = group.slice(1, -1).split(',');
    if (members.length > 1) return { start: index, end: index + group.length, members };
  }
  return undefined;
}
