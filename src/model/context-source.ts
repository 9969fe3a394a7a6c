// Where the files of a build context come from: a seam, for a folder, the buffers of an editor or a test to fill.

export interface ContextSource {
  /**
   * The text of the ignore file that counts for the Dockerfile: of its own, `<Dockerfile>.dockerignore` beside it, or of
   * `.dockerignore` in the root of the context. Undefined where there is none.
   */
  ignoreFile(): IgnoreFile | undefined;
}

export interface IgnoreFile {
  /** As it is to be named to people. */
  readonly path: string;
  readonly text: string;
}

/** Has no file. */
export const noContext: ContextSource = { ignoreFile: () => undefined };
