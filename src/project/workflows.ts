// Builds in CI: GitHub workflows (the actions of Docker, `run:`) and .gitlab-ci.yml.

import { join, resolve } from 'node:path';
import { Folded } from '../syntax/folded.ts';
import type { Source, Span } from '../syntax/source.ts';
import { type Build, type Found, known, unknown, type Value } from './build.ts';
import { type Data, type DataScalar, entriesOf, field, itemsOf, readData, textOf } from './data.ts';
import { fillIn, matrixRows, type Row } from './matrix.ts';
import { scriptBuilds, type ScriptBuilds } from './script-builds.ts';
import { resolveContext, toBuild } from './section.ts';

/** Bake files that are read together, and the folder in which bake runs. */
export interface BakeCall {
  readonly folder: string;
  readonly files: readonly string[];
}

export interface WorkflowBuilds extends Found {
  readonly bakes: readonly BakeCall[];
}

/** Reads a file of .github/workflows; `root` is the folder that is checked out. */
export function readGithubWorkflow(source: Source, root: string): WorkflowBuilds {
  const { documents, problems } = readData(source);
  const builds: Build[] = [];
  const bakes: BakeCall[] = [];
  for (const [job, { value }] of entriesOf(field(documents[0], 'jobs'))) {
    const rows = matrixRows(field(field(value, 'strategy'), 'matrix'));
    const folder = workingFolder(value) ?? workingFolder(documents[0]);
    for (const step of itemsOf(field(value, 'steps'))) {
      const action = (textOf(field(step, 'uses')) ?? '').split('@', 1)[0] ?? '';
      const name = textOf(field(step, 'name')) ?? job;
      const given = field(step, 'with');
      if (action.endsWith('/build-push-action')) {
        builds.push(...rows.map((row) => actionBuild(given, row, { source, span: step.span, name }, root)));
      } else if (action.endsWith('/bake-action')) {
        bakes.push(...rows.map((row) => bakeCall(given, row, root)));
      } else {
        const inStep = textOf(field(step, 'working-directory')) ?? folder ?? '.';
        builds.push(...runBuilds(field(step, 'run'), source, name, pathIn(root, inStep)).builds);
      }
    }
  }
  return { builds, problems, bakes };
}

/** Reads a .gitlab-ci.yml; `root` is the folder that is checked out. */
export function readGitlabPipeline(source: Source, root: string): WorkflowBuilds {
  const { documents, problems } = readData(source);
  const builds: Build[] = [];
  for (const [job, { value }] of documents.flatMap(entriesOf)) {
    let folder: Value<string> = known(root);
    for (const key of ['before_script', 'script']) {
      for (const line of itemsOf(field(value, key)).flatMap(itemsOf)) {
        const found = runBuilds(line, source, job, folder);
        builds.push(...found.builds);
        ({ folder } = found);
      }
    }
  }
  return { builds, problems, bakes: [] };
}

function workingFolder(data: Data | undefined): string | undefined {
  return textOf(field(field(field(data, 'defaults'), 'run'), 'working-directory'));
}

function pathIn(root: string, path: string): Value<string> {
  return path.includes('${{') ? expression(path) : known(resolve(root, path));
}

function expression(text: string): Value<string> {
  return unknown(`the workflow decides about "${text}"`);
}

/** The inputs of docker/build-push-action; without a context it takes the repository. */
function actionBuild(
  given: Data | undefined,
  row: Row,
  place: { readonly source: Source; readonly span: Span; readonly name: string },
  root: string,
): Build {
  const read = (key: string): Value<string> | undefined => {
    const text = textOf(field(given, key));
    if (text === undefined) return undefined;
    const filled = fillIn(text, row).trim();
    return filled.includes('${{') ? expression(filled) : known(filled);
  };
  const file = read('file');
  const section = {
    context: mapped(read('context'), (text) => contextOf(text, root)),
    dockerfile: file?.kind === 'known' && file.value !== '' ? known(resolve(root, file.value)) : file,
    target: read('target'),
    args: pairs(textOf(field(given, 'build-args')), row),
    platforms: mapped(read('platforms'), (text) => text.split(/[\s,]+/).filter((platform) => platform !== '')),
    contexts: pairs(textOf(field(given, 'build-contexts')), row),
  };
  return toBuild(section, place, root);
}

/** `{{defaultContext}}:folder` is a folder of the repository. */
function contextOf(text: string, root: string): string {
  const inRepository = /^\{\{\s{0,9}defaultContext\s{0,9}\}\}:?/.exec(text)?.[0];
  return inRepository === undefined ? resolveContext(text, root) : join(root, text.slice(inRepository.length));
}

function mapped<T, U>(value: Value<T> | undefined, map: (value: T) => U): Value<U> | undefined {
  return value?.kind === 'known' ? known(map(value.value)) : value;
}

/** `NAME=value` on each line. */
function pairs(text: string | undefined, row: Row): Value<ReadonlyMap<string, Value<string>>> | undefined {
  if (text === undefined) return undefined;
  const found = new Map<string, Value<string>>();
  for (const line of fillIn(text, row).split('\n')) {
    const [name = '', ...rest] = line.trim().split('=');
    const value = rest.join('=');
    if (name !== '' && !name.includes('${{')) found.set(name, value.includes('${{') ? expression(value) : known(value));
  }
  return known(found);
}

/** What docker/bake-action is told to read. */
function bakeCall(given: Data | undefined, row: Row, root: string): BakeCall {
  const folder = resolve(root, fillIn(textOf(field(given, 'workdir')) ?? '.', row));
  const names = fillIn(textOf(field(given, 'files')) ?? '', row).split(/[\s,]+/);
  const files = names.filter((name) => /\.(?:hcl|json)$/.test(name) && !/[{:]/.test(name));
  return { folder, files: files.map((name) => resolve(folder, name)) };
}

function runBuilds(data: Data | undefined, source: Source, name: string, folder: Value<string>): ScriptBuilds {
  if (data?.kind !== 'scalar' || data.text === undefined) return { builds: [], folder };
  return scriptBuilds(scriptOf(data, data.text, source), { source, name, folder });
}

/** The text of a script, with its places where it stands line by line. Expressions of the workflow become variables. */
function scriptOf({ span, isLiteralBlock }: DataScalar, value: string, source: Source): Folded {
  const text = value.replaceAll(/\$\{\{[^}\n]{0,500}\}\}/g, ({ length }) => `\${${'_'.repeat(length - 3)}}`);
  const written = source.text.slice(span.start, span.end);
  if (!isLiteralBlock) {
    const at = written.indexOf(value);
    return Folded.verbatim(text, span.start + Math.max(0, at), span);
  }
  const lines = text.split('\n');
  const starts: number[] = [];
  const sources: number[] = [];
  let start = 0;
  let at = span.start + written.indexOf('\n') + 1;
  for (const line of lines) {
    const next = source.text.indexOf('\n', at);
    const end = next === -1 ? source.text.length : next;
    starts.push(start);
    const contentEnd = source.text[end - 1] === '\r' ? end - 1 : end;
    sources.push(Math.max(at, contentEnd - line.length));
    start += line.length + 1;
    at = end + 1;
  }
  return Folded.pieces(text, starts, sources, span);
}
