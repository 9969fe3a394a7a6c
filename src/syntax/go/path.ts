// Paths with `/` as Go's path package cleans and joins them.

/** `path.Clean`: no `.`, no `..` that could be resolved, no doubled or trailing slash; the empty path is `.`. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push(part);
  }
  const clean = parts.join('/');
  if (rooted) return `/${clean}`;
  return clean === '' ? '.' : clean;
}

/** `path.Join`: empty elements do not count. */
export function joinPath(...elements: readonly string[]): string {
  const path = elements.filter((element) => element !== '').join('/');
  return path === '' ? '' : cleanPath(path);
}

/** `path.Base`: the last element. */
export function basePath(path: string): string {
  if (path === '') return '.';
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return end === 0 ? '/' : path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}
