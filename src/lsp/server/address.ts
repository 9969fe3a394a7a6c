// Addresses of documents: those of files are paths, all others are only names.

import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a file of this machine; undefined for what is none, such as a document that was never saved. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export function addressOf(path: string): string {
  return pathToFileURL(path).href;
}

/** What people call a document: its path, or the end of its address. */
export function nameOf(uri: string): string {
  return pathOf(uri) ?? uri.slice(uri.indexOf(':') + 1).replace(/[?#].*$/s, '');
}
