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
  const short = path.replaceAll(/\/+(?:\.?\/+)*/g, '/');
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
 * wildcard or variable in it fits all that starts as it does.
 */
export function touchesPath(pattern: string, path: string): boolean {
  const wanted = partsOf(path);
  const given = partsOf(pattern);
  return (given.length > 0 || pattern === '/') && given.every((part, at) => fits(part, wanted[at]));
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function fits(part: string, name: string | undefined): boolean {
  if (name === undefined) return true;
  const wildcard = part.search(/[*?[$]/);
  return wildcard === -1 ? part === name : name.startsWith(part.slice(0, wildcard));
}

/** The words that the braces of `text` stand for; `text` itself where those are too many. */
function alternatives(text: string): readonly string[] {
  const done: string[] = [];
  const pending = [text];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const group = /(?<!\$)\{([^{}]*,[^{}]*)\}/.exec(next);
    if (group === null) {
      done.push(next);
      continue;
    }
    const members = group[1]?.split(',') ?? [];
    if (done.length + pending.length + members.length > MOST_ALTERNATIVES) return [text];
    const end = group.index + group[0].length;
    for (const member of members) pending.push(next.slice(0, group.index) + member + next.slice(end));
  }
  return done;
}
