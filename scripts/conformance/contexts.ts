// The suite `contexts`: real build contexts, planned, and their last commits walked through one by one.

import { readIgnoreList } from '../../src/context/ignore-list.ts';
import { evaluate } from '../../src/model/evaluation/evaluate.ts';
import type { BuildRequest } from '../../src/plan/builder.ts';
import type { BuilderName } from '../../src/plan/built-steps.ts';
import type { ContextFile } from '../../src/plan/context-tree.ts';
import { buildGraph } from '../../src/plan/graph.ts';
import { knownByName } from '../../src/cli/planned-build.ts';
import { type Impact, impactOf } from '../../src/plan/impact.ts';
import { summaryText } from '../../src/report/impact/words.ts';
import type { Dockerfile } from '../../src/syntax/ast.ts';
import { parse } from '../../src/syntax/parse.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { Source } from '../../src/syntax/source.ts';
import { standInImages } from './stand-in-images.ts';

export interface ContextRecord {
  readonly contextDir: string;
  readonly dockerfileText: string;
  readonly dockerignore: string | null;
  readonly files: readonly {
    readonly path: string;
    readonly size: number | null;
    readonly mode: string;
    readonly oid: string;
  }[];
  /** The newest first. */
  readonly commits: readonly { readonly commit: string; readonly changed: readonly ChangedPath[] }[];
}

interface ChangedPath {
  readonly status: string;
  /** From the root of the repository. */
  readonly path: string;
  readonly from?: string;
}

type Files = ReadonlyMap<string, ContextFile>;

/** What goes wrong with the context, with either builder; nothing where all is as it has to be. */
export function compareContext(record: ContextRecord): string | undefined {
  const now = new Map(record.files.map((file) => [file.path, fileOf(file)]));
  return walk(record, now, 'buildkit') ?? walk(record, now, 'classic');
}

function walk(record: ContextRecord, newest: Files, builder: BuilderName): string | undefined {
  const request = plan(record, newest, builder);
  if (typeof request === 'string') return request;
  const unchanged = impactOf(builder, request, request).steps.find(({ fate }) => fate !== 'cached');
  if (unchanged !== undefined) return `${builder}: ${unchanged.text} rebuilds though nothing has changed`;
  let files = newest;
  for (const { commit, changed } of record.commits) {
    const earlier = withoutCommit(files, changed, record, commit);
    const impact = impactOf(builder, withFiles(request, earlier, record), withFiles(request, files, record));
    const wrong = faultOf(impact, earlier === files);
    if (wrong !== undefined) return `${builder}, ${commit.slice(0, 12)}: ${wrong}`;
    files = earlier;
  }
  return undefined;
}

/** A step that is not in the cache has a reason that names something that is not as it was. */
function faultOf(impact: Impact, isSame: boolean): string | undefined {
  for (const { fate, text, reasons } of impact.steps) {
    if (fate === 'cached') continue;
    if (isSame) return `${text} rebuilds though nothing in the context has changed`;
    if (reasons.every(({ kind }) => kind === 'combination')) return `${text} rebuilds, and nobody knows why`;
  }
  return summaryText(impact) === '' ? 'there is no summary' : undefined;
}

function plan(record: ContextRecord, files: Files, builder: BuilderName): BuildRequest | string {
  const parsed = parse(new Source('Dockerfile', record.dockerfileText));
  const isClassic = builder === 'classic';
  const mode = isClassic ? 'check' : 'build';
  const asWritten = evaluate(parsed, { images: standInImages, mode });
  const { build, error } =
    asWritten.error === undefined
      ? asWritten
      : evaluate(parsed, { images: standInImages, mode, buildArgs: missingArguments(parsed.file) });
  if (error !== undefined || build.target === undefined) return `it cannot be planned: ${error?.message}`;
  const graph = buildGraph(build, {
    platform: platformOf('linux', 'amd64'),
    escape: parsed.file.escape,
    allStages: isClassic,
  });
  const request = { stages: build, graph, context: [], buildArgs: new Map<string, string>(), imageIds: knownByName };
  return withFiles(request, files, record);
}

/** Something for each ARG without a value that is good as a name, a tag and an architecture; or as a digest. */
function missingArguments({ instructions }: Dockerfile): ReadonlyMap<string, string> {
  const names = instructions.flatMap((instruction) => {
    if (instruction.kind !== 'Arg') return [];
    return instruction.variables.flatMap(({ name, value }) =>
      value === undefined || value.text === '' ? [name.text] : [],
    );
  });
  return new Map(names.map((name) => [name, /digest|sha/i.test(name) ? `sha256:${'0'.repeat(64)}` : 'amd64']));
}

function withFiles(request: BuildRequest, files: Files, { dockerignore }: ContextRecord): BuildRequest {
  const list = dockerignore === null ? undefined : readIgnoreList(dockerignore);
  const context = [...files.values()].filter(({ path }) => {
    const answer = list?.ok === true ? list.value.ignores(path) : undefined;
    return answer?.ok !== true || !answer.value;
  });
  return { ...request, context };
}

function fileOf({ path, size, mode, oid }: ContextRecord['files'][number]): ContextFile {
  const kind = mode === '120000' ? 'link' : mode === '160000' ? 'folder' : 'file';
  return { path, kind, content: oid, size: size ?? 0, mode: mode === '100755' ? 0o755 : 0o644, time: oid };
}

/** The files before a commit; what they were is not recorded. The same map where none of them has changed. */
function withoutCommit(
  files: Files,
  changed: readonly ChangedPath[],
  { contextDir }: ContextRecord,
  commit: string,
): Files {
  const earlier = new Map(files);
  let isSame = true;
  const inContext = (path: string): string | undefined => {
    if (contextDir === '.' || contextDir === '') return path;
    return path.startsWith(`${contextDir}/`) ? path.slice(contextDir.length + 1) : undefined;
  };
  for (const { status, path, from } of changed) {
    const name = inContext(path);
    const former = from === undefined ? name : inContext(from);
    const isAdded = status.startsWith('A');
    const isMoved = from !== undefined;
    if (name !== undefined && (isAdded || isMoved)) isSame = !earlier.delete(name) && isSame;
    if (former === undefined || isAdded) continue;
    isSame = false;
    const last = files.get(name ?? former) ?? {
      path: former,
      kind: 'file',
      content: '',
      size: 0,
      mode: 0o644,
      time: 0,
    };
    const version = `${former} before ${commit}`;
    earlier.set(former, { ...last, path: former, content: status === 'R100' ? last.content : version, time: version });
  }
  return isSame ? files : earlier;
}
