// A mistake of the person at the keyboard: told in one line, exit code 2.

/** Thrown for a bad flag, a bad configuration, a file that cannot be read. `message` says what is wrong and what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
