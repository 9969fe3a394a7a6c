// The files of one folder that may ask for builds, told by their names, and what they ask for.

import { join } from 'node:path';
import type { Source } from '../syntax/source.ts';
import type { Build, Found, Problem } from './build.ts';
import type { ComposeServices } from './compose.ts';
import type { Files } from './files.ts';

/** What compose reads when it is not told otherwise: the first of these (cli.DefaultFileNames in compose-go). */
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const COMPOSE_OVERLAY = /^(?:docker-)?compose[.-].+\.ya?ml$/;

/** What bake reads when it is not told otherwise, in this order (defaultFilenames in bake.go). */
const BAKE_FILES = ['docker-bake.json', 'docker-bake.hcl', 'docker-bake.override.json', 'docker-bake.override.hcl'];
const BAKE_VARIANT = /^docker-bake\..+\.(?:hcl|json)$|bake.*\.hcl$/;

const NOTHING: Found = { builds: [], problems: [] };
const NO_SERVICES: ComposeServices = new Map();

/** The compose and bake files in `folder`. Parsers are loaded where there is something for them to read. */
export async function readFolder(folder: string, root: string, files: Files): Promise<Found> {
  const names = [...files.list(folder)].toSorted();
  const read = (name: string): Source[] => {
    const source = files.readListed(folder, name, root);
    return source === undefined ? [] : [source];
  };
  const compose = await readComposeFiles(
    COMPOSE_FILES.flatMap(read),
    names.filter((name) => name.includes('compose') && COMPOSE_OVERLAY.test(name)).flatMap(read),
    (path) => files.read(path, root),
  );
  const base = BAKE_FILES.flatMap(read);
  const variants = names
    .filter((name) => name.includes('bake') && BAKE_VARIANT.test(name) && !BAKE_FILES.includes(name))
    .flatMap(read);
  const bake = await readBakeFiles(base, variants, compose.services, folder);
  return together([compose, bake]);
}

/** The workflows of the repository at `root`, and the bake files that they name. */
export async function readWorkflows(root: string, files: Files): Promise<Found> {
  const hasWorkflows = files.list(root).has('.github') && files.list(join(root, '.github')).has('workflows');
  const folder = join(root, '.github', 'workflows');
  const names = hasWorkflows ? [...files.list(folder)].toSorted() : [];
  const workflows = names
    .filter((name) => /\.ya?ml$/.test(name))
    .flatMap((name) => files.readListed(folder, name, root) ?? [])
    .filter(mayBuildImages);
  const pipelines = [files.readListed(root, '.gitlab-ci.yml', root)]
    .flatMap((file) => file ?? [])
    .filter(mayBuildImages);
  if (workflows.length + pipelines.length === 0) return NOTHING;

  const { readGithubWorkflow, readGitlabPipeline } = await import('./workflows.ts');
  const found = [
    ...workflows.map((source) => readGithubWorkflow(source, root)),
    ...pipelines.map((source) => readGitlabPipeline(source, root)),
  ];
  const calls = new Map(found.flatMap(({ bakes }) => bakes).map((call) => [call.files.join('\n'), call]));
  const bakes = [...calls.values()].map(async ({ folder: start, files: paths }) => {
    const sources = paths.flatMap((path) => files.read(path, root) ?? []);
    return readBakeFiles(sources, [], NO_SERVICES, start);
  });
  return together([...found, ...(await Promise.all(bakes))]);
}

/** Most workflows build no image: no parser is loaded for them. */
function mayBuildImages({ text }: Source): boolean {
  return /\bbuild-push-action\b|\bbake-action\b|\b(?:docker|podman|nerdctl|buildah)\b[^\n]{0,200}\b(?:build|bud|b)\b/.test(
    text,
  );
}

async function readComposeFiles(
  bases: readonly Source[],
  overlays: readonly Source[],
  read: (path: string) => Source | undefined,
): Promise<Found & { readonly services: ComposeServices }> {
  const isOfInterest = [...bases, ...overlays].some(({ text }) => /\b(?:build|extends|include)\b/.test(text));
  if (!isOfInterest) return { ...NOTHING, services: NO_SERVICES };
  const { readCompose } = await import('./compose.ts');
  const [base, ...others] = bases;
  const main = readCompose(base, overlays, read);
  const rest = others.map((other) => readCompose(other, [], read));
  return { ...together([main, ...rest]), services: main.services };
}

/** The targets of `base`, and those of each of `variants` on top of it: `-f docker-bake.hcl -f docker-bake.release.hcl`. */
async function readBakeFiles(
  base: readonly Source[],
  variants: readonly Source[],
  services: ComposeServices,
  folder: string,
): Promise<Found> {
  if (base.length + variants.length === 0) return NOTHING;
  const { readBake } = await import('./bake.ts');
  const own = variants.map((variant) => {
    const { builds, problems } = readBake([...base, variant], services, folder);
    return { builds: builds.filter(({ file }) => file === variant.path), problems };
  });
  return together([readBake(base, services, folder), ...own]);
}

/** All builds, and each problem once. */
function together(found: readonly Found[]): Found {
  const problems = new Map<string, Problem>();
  for (const problem of found.flatMap((part) => part.problems)) {
    problems.set(`${problem.file}:${problem.line}:${problem.message}`, problem);
  }
  return { builds: found.flatMap((part): readonly Build[] => part.builds), problems: [...problems.values()] };
}
