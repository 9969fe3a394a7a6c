// Where the files of a build context come from: a seam, for a folder, the buffers of an editor or a test to fill.

export interface ContextSource {
  /**
   * The text of the ignore file that counts for the Dockerfile: of its own, `<Dockerfile>.dockerignore` beside it, or of
   * `.dockerignore` in the root of the context. Undefined where there is none.
   */
  ignoreFile(): IgnoreFile | undefined;
  /**
   * The names in a folder, those of folders with a slash at their end. `folder` is a clean path seen from the root, which is
   * `.`. Undefined where nobody knows them, or there is no such folder.
   */
  entries(folder: string): readonly string[] | undefined;
  /** The text of a file; undefined where nobody knows it, or there is no such file. `path` is a clean one. */
  read(path: string): string | undefined;
}

export interface IgnoreFile {
  /** As it is to be named to people. */
  readonly path: string;
  readonly text: string;
}

/** Of which nothing is known. */
export const noContext: ContextSource = {
  ignoreFile: () => undefined,
  entries: () => undefined,
  read: () => undefined,
};

/** What lies at a clean path; undefined where nobody knows. */
export function kindIn(context: ContextSource, path: string): 'file' | 'folder' | 'nothing' | undefined {
  if (path === '.') return 'folder';
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const entries = context.entries(slash === -1 ? '.' : path.slice(0, slash));
  if (entries === undefined) return undefined;
  return entries.includes(name) ? 'file' : entries.includes(`${name}/`) ? 'folder' : 'nothing';
}
