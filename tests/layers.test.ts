// The shape of the source: imports go one way, packages and the file system stay behind their layers.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'rolldown/utils';
import { describe, expect, test } from 'vitest';

/** From the first that others build on to the last. A layer imports earlier rows and itself, not its neighbours. */
const rows = [
  ['diagnostic', 'user-error', 'syntax'],
  ['shell'],
  ['model'],
  ['context', 'knowledge'],
  ['plan'],
  ['project'],
  ['analysis'],
  ['lint', 'format'],
  ['report', 'config'],
  ['cli', 'lsp'],
];

/** What a row alone would not allow: a diagnostic has spans, `parse` reports diagnostics, a command starts the server. */
const neighbours = new Set(['diagnostic > syntax', 'syntax > diagnostic', 'syntax > user-error', 'cli > lsp']);

/** The one layer (or two) that may know a package, so that it can be replaced there. */
const packageLayers: Record<string, readonly string[]> = {
  ajv: ['config'],
  chevrotain: ['project'],
  'dockerfile-ast': ['analysis'],
  'fast-glob': ['cli'],
  picocolors: ['report', 'cli'],
  unbash: ['shell'],
  'vscode-languageserver': ['lsp'],
  yaml: ['project', 'config'],
};

const machine = /^node:(?:fs|fs\/promises|child_process|net|http|https|os|process|worker_threads)$/;
const machineLayers = new Set(['context', 'project', 'config', 'cli', 'lsp']);

interface Import {
  readonly from: string;
  /** A path from the root of the repository, or the name of a package. */
  readonly to: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const files = ['src', 'rules'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.split(sep).join('/')}`),
);
const modules = files.map((file) => ({ file, ...readModule(file, readFileSync(join(root, file), 'utf8')) }));
const imports = modules.flatMap((module) => module.imports);

function readModule(file: string, text: string): { imports: Import[]; reexports: boolean } {
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  const reexported = staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
  );
  const specifiers = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...reexported,
    ...dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
  ];
  const resolve = (specifier: string): string =>
    specifier.startsWith('.') ? posix.join(dirname(file), specifier) : specifier;
  return { imports: specifiers.map((to) => ({ from: file, to: resolve(to) })), reexports: reexported.length > 0 };
}

function layerOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? basename(second, '.ts') : top;
}

function rowOf(layer: string): number {
  return rows.findIndex((row) => row.includes(layer));
}

/** Whether the design lets the file `from` import the file `to`. */
function mayImport({ from, to }: Import): boolean {
  const [source, target] = [layerOf(from), layerOf(to)];
  if (to === 'package.json') return source === 'cli' || source === 'lsp';
  if (from === 'src/index.ts') return target === 'rules' || (rowOf(target) >= 0 && rowOf(target) < rowOf('cli'));
  if (source === 'rules') return importableByRules(to) || (from === 'rules/index.ts' && target === 'rules');
  if (to === 'rules/index.ts') return source === 'cli';
  if (rowOf(source) < 0 || rowOf(target) < 0) return false;
  return source === target || rowOf(target) < rowOf(source) || neighbours.has(`${source} > ${target}`);
}

function importableByRules(to: string): boolean {
  const isContract = to === 'src/lint/rule.ts' || to === 'src/lint/check.ts';
  return isContract || (rowOf(layerOf(to)) >= 0 && rowOf(layerOf(to)) <= rowOf('analysis'));
}

const isFile = ({ to }: Import): boolean => to.endsWith('.ts') || to.endsWith('.json');
const arrow = ({ from, to }: Import): string => `${from} > ${to}`;

describe('the source', () => {
  test('has the layers of the design and no others', () => {
    const known = new Set([...rows.flat(), 'index', 'rules']);
    expect(files.filter((file) => !known.has(layerOf(file)))).toEqual([]);
  });

  test('imports one way', () => {
    expect(imports.filter((edge) => isFile(edge) && !mayImport(edge)).map(arrow)).toEqual([]);
  });

  test('keeps each package behind its layer', () => {
    const packages = imports.filter((edge) => !isFile(edge) && !edge.to.startsWith('node:'));
    expect(
      packages.filter(({ from, to }) => !packageLayers[to.replace(/\/node$/, '')]?.includes(layerOf(from))).map(arrow),
    ).toEqual([]);
  });

  test('touches files and processes only at its edges', () => {
    const edges = imports.filter(({ to }) => machine.test(to));
    expect(edges.filter(({ from }) => !machineLayers.has(layerOf(from))).map(arrow)).toEqual([]);
  });

  test('re-exports only in src/index.ts', () => {
    expect(modules.filter(({ reexports }) => reexports).map(({ file }) => file)).toEqual(
      files.filter((file) => file === 'src/index.ts'),
    );
  });

  test('has no file or folder without a subject', () => {
    expect(files.filter((file) => /\b(?:utils?|helpers?|common|misc|shared)\b/.test(file))).toEqual([]);
  });
});

describe('an import', () => {
  test.each([
    ['src/syntax/parse.ts', 'src/diagnostic.ts', true],
    ['src/lint/lint.ts', 'src/analysis.ts', true],
    ['src/analysis.ts', 'src/project/compose.ts', true],
    ['src/cli/lint.ts', 'rules/index.ts', true],
    ['rules/missing-tag.ts', 'src/model/model.ts', true],
    ['src/user-error.ts', 'src/syntax/source.ts', false],
    ['src/syntax/parse.ts', 'src/shell/tree.ts', false],
    ['src/project/compose.ts', 'src/analysis.ts', false],
    ['src/format/format.ts', 'src/lint/lint.ts', false],
    ['src/lint/lint.ts', 'rules/index.ts', false],
    ['src/cli/lint.ts', 'src/index.ts', false],
    ['rules/missing-tag.ts', 'src/lint/lint.ts', false],
    ['rules/missing-tag.ts', 'rules/relative-workdir.ts', false],
    ['src/index.ts', 'src/cli/main.ts', false],
    ['src/lint/lint.ts', 'tests/rules.test.ts', false],
  ])('from %s to %s: %s', (from, to, allowed) => {
    expect(mayImport({ from, to })).toBe(allowed);
  });

  test('is found in each of its forms', () => {
    const text = `
      import type { A } from './a.ts';
      export { b } from '../b.ts';
      export * from 'c';
      const d = () => import("./d.ts");
    `;
    const { imports: found, reexports } = readModule('src/cli/main.ts', text);
    expect(found.map(({ to }) => to)).toEqual(['src/cli/a.ts', 'src/b.ts', 'c', 'src/cli/d.ts']);
    expect(reexports).toBe(true);
  });
});
