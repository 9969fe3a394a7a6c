// Which files of a folder are Dockerfiles, told by their names.

const dockerfile = /^(?:[Dd]ockerfile|Dockerfile\..+|.+\.(?:[Dd]ockerfile|[Cc]ontainerfile)|Containerfile.*)$/s;

/** What stands behind the last dot of files that belong to a Dockerfile, become one, or once were one. */
export const otherExtensions: ReadonlySet<string> = new Set([
  ...['containerignore', 'dockerignore'],
  ...['adoc', 'html', 'markdown', 'md', 'mdx', 'pdf', 'png', 'rst', 'svg', 'txt'],
  ...['cue', 'csv', 'hcl', 'json', 'json5', 'jsonc', 'lock', 'log', 'sarif', 'toml', 'xml', 'yaml', 'yml'],
  ...['ejs', 'erb', 'gotmpl', 'handlebars', 'hbs', 'in', 'j2', 'jinja', 'jinja2', 'liquid', 'm4', 'mo', 'mustache'],
  ...['njk', 'template', 'tmpl', 'tpl', 'twig'],
  ...['bak', 'backup', 'diff', 'old', 'orig', 'patch', 'rej', 'save', 'swo', 'swp', 'tmp'],
  ...['asc', 'gz', 'sha256', 'sig', 'zip', 'zst'],
]);

/** `Dockerfile`, `Dockerfile.dev`, `api.dockerfile`, `Containerfile`; not `Dockerfile.md`, `Dockerfile.dockerignore`, `Dockerfile.j2`. */
export function isDockerfileName(name: string): boolean {
  if (!dockerfile.test(name) || name.endsWith('~')) return false;
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return !otherExtensions.has(extension);
}
