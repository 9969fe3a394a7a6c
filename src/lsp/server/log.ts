// What the client shows in its log.

import type { Connection } from 'vscode-languageserver';

/** A client that has gone hears nothing. */
export function log({ console }: Connection, level: 'error' | 'info', message: string): void {
  try {
    console[level](message);
  } catch {
    return;
  }
}

/** With the place in the program where it comes from, where that is known. */
export function logError(connection: Connection, what: string, error: unknown): void {
  log(connection, 'error', `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
