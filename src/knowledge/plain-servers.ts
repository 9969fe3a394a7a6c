// Programs that serve an application, and for which no work is left that only root can do.

/** They do nothing but serve. */
const SERVERS: ReadonlySet<string> = new Set(
  `daphne fastapi flask gunicorn hypercorn next nuxt puma rackup rails serve streamlit thin uvicorn uwsgi waitress-serve
  http-server json-server pm2-runtime`.split(/\s+/),
);

/** They run what they are given, which may be a server. */
const RUNTIMES: ReadonlySet<string> = new Set(
  'bun bundle deno dotnet java node nodejs npm npx pnpm poetry python ruby tsx uv yarn'.split(' '),
);

/** Whether `program` serves an application, `exposes` being that its image names a port. */
export function isPlainServer(program: string, exposes: boolean): boolean {
  return SERVERS.has(program) || (exposes && RUNTIMES.has(program.replace(/(?<=[a-z])\d[\d.]*$/, '')));
}
