// Which files of the build context an installation of dependencies reads, and what else it may need.

import { type ContextSource, kindIn } from '../model/context-source.ts';
import { joinPath } from '../syntax/go/path.ts';
import { trimPrefix } from '../syntax/pattern.ts';
import type { DependencyInstall } from './commands/dependency-install.ts';

/** The names in `folder`, a clean path of the context, that `install` reads; undefined where no manifest is known to be there. */
export function manifestFiles(
  { manifests, locks, settings }: DependencyInstall,
  folder: string,
  context: ContextSource,
): readonly string[] | undefined {
  const names = context.entries(folder) ?? [];
  if (!manifests.some((manifest) => names.some((name) => fits(manifest, name)))) return undefined;
  const plain = names.filter((name) => !name.endsWith('/'));
  return [...manifests, ...locks, ...settings].flatMap((pattern) => plain.filter((name) => fits(pattern, name)));
}

/** Whether a file that a command names is known to be in the context. */
export function isInContext(context: ContextSource, path: string): boolean {
  return kindIn(context, path) === 'file';
}

/** Whether `pattern`, with `*` for any text, describes the whole `name`. */
export function fits(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return pattern === name;
  const rest = trimPrefix(pattern, name, true);
  return rest.ok && rest.value === '';
}

/**
 * Whether the manifests in `folder` say that the installation reads other files of the project: scripts that are run with it,
 * packages of the project itself. What cannot be read says nothing.
 */
export function needsMore(
  { ecosystem, manager, runsScripts }: DependencyInstall,
  files: readonly string[],
  context: ContextSource,
): boolean {
  return files.some((path) => {
    const text = /(?:\.json|\.txt|\.in|Gemfile)$/.test(path) ? context.read(path) : undefined;
    if (text === undefined) return false;
    if (ecosystem === 'python')
      return /^[ \t]*(?:(?:-e|--editable)[ \t=]|(?:\S+[ \t]*@[ \t]*file:)|\.{0,2}\/)/m.test(text);
    if (ecosystem === 'ruby') return /^[ \t]*gemspec\b|\bpath:|:path[ \t]*=>/m.test(text);
    if (manager === 'composer')
      return (
        /"type"\s*:\s*"path"/.test(text) || (runsScripts && /"(?:post|pre)-(?:install|autoload|update)/.test(text))
      );
    if (ecosystem !== 'node') return false;
    return (
      /"(?:workspaces|(?:file|link|portal|workspace):[^"]*)"/.test(text) ||
      /:\s*"(?:file|link|portal|workspace):/.test(text) ||
      (runsScripts && /"(?:(?:pre|post)?install|(?:pre|post)?prepare)"\s*:/.test(text))
    );
  });
}

/** `folder` of the context that the copy of `source` to `destination` puts at the absolute path `path`; undefined for a path that it does not reach. */
export function contextPathOf(path: string, source: string, destination: string): string | undefined {
  if (path === destination) return source;
  const prefix = destination === '/' ? '/' : `${destination}/`;
  return path.startsWith(prefix) ? joinPath(source, path.slice(prefix.length)) : undefined;
}
