// Git repositories as sources of ADD: `https://host/repository.git?tag=v1#ref:folder` (BuildKit's dfgitutil and gitutil).

import { parseBool } from './go/number.ts';
import { quote } from './go/quote.ts';
import { failure, type Result, success } from './go/result.ts';
import { parseQuery, parseUrl } from './go/url.ts';

export interface GitReference {
  /** Without query and fragment. */
  readonly remote: string;
  /** `host/path`, without scheme and user. */
  readonly location: string;
  readonly ref: string;
  readonly folder: string;
  readonly checksum: string;
  readonly keepGitDir: boolean | undefined;
  readonly submodules: boolean | undefined;
  readonly fetchByCommit: boolean | undefined;
  readonly mtime: 'checkout' | 'commit' | undefined;
  /** It starts with `github.com/`: in ADD and COPY that is a path. */
  readonly looksLocal: boolean;
  readonly isSsh: boolean;
}

const scpForm = /^([a-zA-Z0-9-_]+)@([a-zA-Z0-9-.]+):([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** Undefined for what is no git repository; an error for one whose query is wrong. */
export function parseGitReference(text: string): Result<GitReference> | undefined {
  if (text.startsWith('./') || text.startsWith('../')) return undefined;
  if (text.startsWith('github.com/')) return fromUrl(`https://${text}`, true);
  if (text.includes('://') && /^[a-zA-Z0-9]+:\/\//.test(text)) return fromUrl(text, false);
  const match = text.includes('@') ? scpForm.exec(text) : null;
  if (match === null) return undefined;
  const [, user = '', host = '', path = '', query, fragment = ''] = match;
  const remote = `${user}@${host}:${path}`;
  return withQuery({ remote, location: `${host}/${path}`, looksLocal: false, isSsh: true }, fragment, query);
}

type Place = Pick<GitReference, 'remote' | 'location' | 'looksLocal' | 'isSsh'>;

function fromUrl(text: string, looksLocal: boolean): Result<GitReference> | undefined {
  const url = parseUrl(text);
  if (!url.ok) return undefined;
  const { scheme, user, host, path, rawPath, query, fragment } = url.value;
  const isWeb = scheme === 'http' || scheme === 'https';
  if (isWeb ? !looksLocal && !path.endsWith('.git') : scheme !== 'git' && scheme !== 'ssh') return undefined;
  const remote = `${scheme}://${user === undefined ? '' : `${user}@`}${host}${rawPath}`;
  return withQuery({ remote, location: `${host}${path}`, looksLocal, isSsh: scheme === 'ssh' }, fragment, query);
}

/** The options of a reference while its query is read. */
interface Options {
  ref: string;
  folder: string;
  tag: string;
  branch: string;
  checksum: string;
  keepGitDir: boolean | undefined;
  submodules: boolean | undefined;
  fetchByCommit: boolean | undefined;
  mtime: 'checkout' | 'commit' | undefined;
}

function withQuery(place: Place, fragment: string, query: string | undefined): Result<GitReference> {
  const colon = fragment.indexOf(':');
  const options: Options = {
    ref: colon === -1 ? fragment : fragment.slice(0, colon),
    folder: colon === -1 ? '' : cleanFolder(fragment.slice(colon + 1)),
    tag: '',
    branch: '',
    checksum: '',
    keepGitDir: undefined,
    submodules: undefined,
    fetchByCommit: undefined,
    mtime: undefined,
  };
  const pairs = query === undefined ? [] : parseQuery(query);
  const counts = new Map<string, number>();
  for (const [key] of pairs) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [key, value] of pairs) {
    const problem =
      (counts.get(key) ?? 0) > 1 ? `query ${quote(key)} has multiple values` : readOption(options, key, value);
    if (problem !== undefined) return failure(problem);
  }
  const problem = settleRef(options);
  if (problem !== undefined) return failure(problem);
  const { ref, folder, checksum, keepGitDir, submodules, fetchByCommit, mtime } = options;
  return success({ ...place, ref, folder, checksum, keepGitDir, submodules, fetchByCommit, mtime });
}

/** Sets one option; gives the error text where it is refused. */
function readOption(options: Options, key: string, value: string): string | undefined {
  const flag = flagNames.get(key);
  if (flag !== undefined) {
    const result = value === '' ? success(true) : parseBool(value);
    if (!result.ok) return `invalid ${key} value: ${quote(value)}`;
    options[flag] = result.value;
    return undefined;
  }
  if (value === '') return `query ${quote(key)} has no value`;
  switch (key) {
    case 'ref':
    case 'subdir': {
      const field = key === 'ref' ? 'ref' : 'folder';
      if (options[field] !== '' && options[field] !== value) {
        return `${key} conflicts: ${quote(options[field])} vs ${quote(value)}`;
      }
      options[field] = value;
      return undefined;
    }
    case 'tag':
    case 'branch':
      options[key] = value;
      return undefined;
    case 'checksum':
    case 'commit':
      options.checksum = value;
      return undefined;
    case 'mtime':
      if (value !== 'checkout' && value !== 'commit') {
        return `invalid mtime value: ${quote(value)} (must be "checkout" or "commit")`;
      }
      options.mtime = value;
      return undefined;
    default:
      return `unexpected query ${quote(key)}`;
  }
}

const flagNames: ReadonlyMap<string, 'keepGitDir' | 'submodules' | 'fetchByCommit'> = new Map([
  ['keep-git-dir', 'keepGitDir'],
  ['submodules', 'submodules'],
  ['fetch-by-commit', 'fetchByCommit'],
]);

function settleRef(options: Options): string | undefined {
  const { tag, branch } = options;
  if (tag !== '' && branch !== '') return 'branch conflicts with tag';
  const prefix = tag === '' ? 'refs/heads/' : 'refs/tags/';
  const name = tag === '' ? branch : tag;
  if (name === '') return undefined;
  const ref = name.startsWith(prefix) ? name : prefix + name;
  if (options.ref !== '' && options.ref !== ref) return `ref conflicts: ${quote(options.ref)} vs ${quote(ref)}`;
  options.ref = ref;
  return undefined;
}

/** Cleaned below the root: `/a/../../b` is `b`. */
function cleanFolder(text: string): string {
  const parts: string[] = [];
  for (const part of text.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
