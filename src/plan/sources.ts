// Where files come from besides stages: images, the build context, the web, repositories.

import { basePath, cleanPath, joinPath } from '../syntax/go/path.ts';
import { parseUrl } from '../syntax/go/url.ts';
import type { GitReference } from '../syntax/git-reference.ts';
import type { Vertex } from './vertex.ts';

interface SourceSettings {
  readonly identifier: string;
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly platform?: string | undefined;
}

function sourceVertex({ identifier, name, attributes = {}, platform }: SourceSettings): Vertex {
  return {
    inputs: [],
    make: () => ({ kind: 'source', identifier, attributes, name, inputs: [], platform, ignoresCache: false }),
  };
}

/** `reference` with the digest that it stands for, where that is known. */
export function imageVertex(reference: string, name: string, platform: string): Vertex {
  return sourceVertex({ identifier: `docker-image://${reference}`, name, platform });
}

/** A folder of the machine that builds, of which only the paths that somebody takes are sent. */
export class LocalContext {
  readonly identifier: string;
  readonly vertex: Vertex;
  readonly #paths = new Set<string>();

  /** `name` is that of `--build-context`; without it, it is the build context. */
  constructor(name?: string) {
    this.identifier = `local://${name ?? 'context'}`;
    this.vertex = {
      inputs: [],
      make: () => ({
        kind: 'source',
        identifier: this.identifier,
        attributes: this.#attributes(),
        name: name === undefined ? '[internal] load build context' : `[context ${name}] load from client`,
        inputs: [],
        platform: undefined,
        ignoresCache: false,
      }),
    };
  }

  /** Absolute, from the root of the context. */
  use(path: string): void {
    this.#paths.add(joinPath('/', path));
  }

  /** Relative and sorted; undefined where the whole context is taken. */
  get paths(): readonly string[] | undefined {
    return this.#paths.has('/') ? undefined : [...this.#paths].map((path) => path.slice(1)).toSorted(byBytes);
  }

  #attributes(): Record<string, string> {
    const { paths = [] } = this;
    return paths.length === 0 ? {} : { 'local.followpaths': JSON.stringify(paths) };
  }
}

function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** What `--build-context` names that is no folder: a repository or an archive on the web. */
export function remoteContext(address: string, name: string): Vertex {
  return sourceVertex({ identifier: address, name: `[context ${name}] ${address}` });
}

/** The vertex of a file on the web, and the name of the file in it. */
export function webFile(
  url: string,
  name: string,
  checksum: string,
): { readonly vertex: Vertex; readonly file: string } {
  const file = fileNameOf(url);
  const attributes = { 'http.filename': file, ...(checksum === '' ? {} : { 'http.checksum': checksum }) };
  return { vertex: sourceVertex({ identifier: url, name, attributes }), file };
}

function fileNameOf(url: string): string {
  const parsed = parseUrl(url);
  const base = parsed.ok ? basePath(parsed.value.path) : '.';
  return base === '.' || base === '/' ? '__unnamed__' : base;
}

/** What ADD says of a repository besides its reference. */
export interface GitSettings {
  readonly keepGitDir: boolean;
  readonly checksum: string;
}

export function gitVertex(git: GitReference, name: string, { keepGitDir, checksum }: GitSettings): Vertex {
  const { remote, location, ref, folder, submodules, fetchByCommit, mtime, isSsh } = git;
  const slash = location.indexOf('/');
  const host = slash === -1 ? location : location.slice(0, slash);
  const path = cleanPath(slash === -1 ? '/' : location.slice(slash));
  const fragment = ref === '' && folder === '' ? '' : `#${ref}${folder === '' ? '' : `:${folder}`}`;
  const attributes = {
    ...(keepGitDir ? { 'git.keepgitdir': 'true' } : {}),
    'git.fullurl': remote,
    'git.authtokensecret': 'GIT_AUTH_TOKEN',
    'git.authheadersecret': 'GIT_AUTH_HEADER',
    ...(isSsh ? { 'git.mountsshsock': 'default' } : {}),
    ...(checksum === '' ? {} : { 'git.checksum': checksum }),
    ...(submodules === false ? { 'git.skipsubmodules': 'true' } : {}),
    ...(mtime === undefined ? {} : { 'git.mtime': mtime }),
    ...(fetchByCommit === true ? { 'git.fetchbycommit': 'true' } : {}),
  };
  return sourceVertex({ identifier: `git://${host}${path}${fragment}`, name, attributes });
}
