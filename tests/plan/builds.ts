// Builds of small Dockerfiles over files that exist only in the test.

import { evaluate } from '../../src/model/evaluation/evaluate.ts';
import type { BuildRequest } from '../../src/plan/builder.ts';
import type { BuilderName } from '../../src/plan/built-steps.ts';
import type { ContextFile } from '../../src/plan/context-tree.ts';
import { buildGraph } from '../../src/plan/graph.ts';
import { type Impact, impactOf } from '../../src/plan/impact.ts';
import { parse } from '../../src/syntax/parse.ts';
import { platformOf } from '../../src/syntax/platform.ts';
import { Source } from '../../src/syntax/source.ts';

export interface WrittenBuild {
  readonly dockerfile: string;
  /** By path; the text of a file, or what it is. */
  readonly files?: Readonly<Record<string, string | Partial<ContextFile>>>;
  readonly args?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly noCache?: boolean;
  /** What images are known by. */
  readonly images?: Readonly<Record<string, readonly string[]>>;
}

export function requestOf(build: WrittenBuild, builder: BuilderName = 'buildkit'): BuildRequest {
  const { dockerfile, files = {}, args = {}, target, noCache = false, images = {} } = build;
  const parsed = parse(new Source('Dockerfile', dockerfile));
  const isClassic = builder === 'classic';
  const buildArgs = new Map(Object.entries(args));
  const { build: stages, error } = evaluate(parsed, { buildArgs, target, mode: isClassic ? 'check' : 'build' });
  if (error !== undefined) throw new Error(error.message);
  const graph = buildGraph(stages, {
    platform: platformOf('linux', 'amd64'),
    escape: parsed.file.escape,
    noCache,
    allStages: isClassic,
  });
  const imageIds = (reference: string): readonly string[] => images[nameIn(reference)] ?? [reference];
  return { stages, graph, context: filesOf(files), buildArgs, imageIds, ignoresCache: noCache };
}

function nameIn(reference: string): string {
  return reference.replace(/^docker\.io\/library\//, '').replace(/(?::latest)?(?:@.*)?$/, '');
}

/** Each file is as old as its content. */
export function filesOf(files: NonNullable<WrittenBuild['files']>): readonly ContextFile[] {
  return Object.entries(files).map(([path, file]): ContextFile => {
    const given = typeof file === 'string' ? { content: file } : file;
    const { kind = 'file', content = '' } = given;
    const mode = kind === 'folder' ? 0o755 : 0o644;
    return Object.assign({ path, kind, content, size: content.length, mode, time: content }, given);
  });
}

export function impactBetween(before: WrittenBuild, after: WrittenBuild, builder: BuilderName = 'buildkit'): Impact {
  return impactOf(builder, requestOf(before, builder), requestOf(after, builder));
}

/** What becomes of the steps without their FROMs: `+` is in the cache, `-` rebuilds, `?` perhaps. */
export function fates({ steps }: Impact): string {
  const marks = { cached: '+', rebuilds: '-', uncertain: '?' };
  return steps.flatMap(({ keyword, fate }) => (keyword === 'FROM' ? [] : [marks[fate]])).join('');
}
