// What the exit code of a command says.

export const exitCode = {
  /** Nothing of level warning or above was found. */
  clean: 0,
  findings: 1,
  /** A bad option, or a file that could not be read; the other files have been answered. */
  usage: 2,
  bug: 70,
} as const;
