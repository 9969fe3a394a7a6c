// Paths inside of an image, by its operating system (BuildKit's util/system).

import { quote } from '../../syntax/go/quote.ts';
import { cleanPath, joinPath } from '../../syntax/go/path.ts';
import { failure, type Result, success } from '../../syntax/go/result.ts';

/** With `/`, whatever the system. */
export function toSlash(path: string, os: string): string {
  return os === 'windows' ? path.replaceAll('\\', '/') : path;
}

/** `system.IsAbs`; on Windows a path on drive C: without the drive's name is absolute, too. */
export function isAbsolute(path: string, os: string): boolean {
  const rest = removeDrive(path, os);
  return rest.ok && toSlash(rest.value, os).startsWith('/');
}

/** `system.CheckSystemDriveAndRemoveDriveLetter`. */
export function removeDrive(path: string, os: string): Result<string> {
  if (os !== 'windows') return success(path);
  if (path.length === 2 && path[1] === ':') return failure(`No relative path specified in ${quote(path)}`);
  if (toSlash(path.slice(0, 2), os) === '//') return failure('UNC paths are not supported');
  const colon = path.indexOf(':');
  if (colon === -1) return success(toSlash(cleanPath(path), os));
  if (path.slice(0, colon).toLowerCase() !== 'c') {
    return failure('The specified path is not on the system drive (C:)');
  }
  return success(toSlash(cleanPath(path.slice(colon + 1)), os));
}

/** `system.NormalizePath`: a path below `parent`, with `/`. With `keepSlash`, a `/` or `/.` at its end stays. */
export function normalizePath(parent: string, path: string, os: string, keepSlash: boolean): Result<string> {
  const written = toSlash(path, os);
  const drive = removeDrive(toSlash(parent, os) || '/', os);
  if (!drive.ok) return failure(`removing drive letter: ${drive.error}`);
  const base = isAbsolute(drive.value, os) ? drive.value : joinPath('/', drive.value);
  const rest = removeDrive(written === '' ? base : written, os);
  if (!rest.ok) return failure(`removing drive letter: ${rest.error}`);
  const full = isAbsolute(rest.value, os) ? rest.value : joinPath(base, rest.value);
  return success(toSlash(keepSlash ? withEnd(full, written) : full, os));
}

function withEnd(path: string, written: string): string {
  if (written.endsWith('/')) return path.endsWith('/') ? path : `${path}/`;
  if (!written.endsWith('/.')) return path;
  return `${path === '/' ? '' : path}/.`;
}

/** `system.NormalizeWorkdir`: as the system writes it. */
export function normalizeWorkdir(current: string, path: string, os: string): Result<string> {
  const normalized = normalizePath(current, path, os, false);
  if (!normalized.ok) return failure(`normalizing working directory: ${normalized.error}`);
  return os !== 'windows' ? normalized : success(normalized.value.replaceAll('/', '\\'));
}
