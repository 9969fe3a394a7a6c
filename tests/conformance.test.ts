// The comparison with recorded answers, on a few answers of our own.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { conformance, type ExpectedDifference } from '../scripts/conformance/command.ts';
import { difference, multisetDifference } from '../scripts/conformance/difference.ts';
import { suites } from '../scripts/conformance/suites.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-conformance-'));
  mkdirSync(join(folder, 'conformance'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function record(data: string, records: readonly object[]): void {
  const lines = records.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  writeFileSync(join(folder, 'conformance', `${data}.jsonl.gz`), gzipSync(lines));
}

function writeDockerfile(id: string, text: string): void {
  const path = join(folder, 'corpus', 'dockerfiles', id);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

interface Outcome {
  readonly code: number;
  readonly output: readonly string[];
  readonly errors: readonly string[];
}

async function run(
  commandLine: readonly string[],
  floors: Readonly<Record<string, number>> = {},
  expected: Readonly<Record<string, readonly ExpectedDifference[]>> = {},
): Promise<Outcome> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await conformance(commandLine, {
    suites,
    floors,
    expected,
    folder,
    print: (line) => output.push(line),
    printError: (line) => errors.push(line),
  });
  return { code, output, errors };
}

const wrongPattern = { ignore: 'a\n', patterns: ['b'], paths: ['a'], ignored: [true] };
const rightPattern = { ignore: '/a\n!b', patterns: ['a', '!b'], paths: ['a', 'b'], ignored: [true, false] };

describe('the command', () => {
  test('prints one line for each suite that has data, and counts what differs', async () => {
    record('buildkit-dockerignore', [rightPattern, wrongPattern, rightPattern]);
    record('buildkit-words', [
      { word: '$A', env: ['A=x y'], escape: '\\', result: 'x y', words: ['x', 'y'], matched: ['A'] },
    ]);
    expect(await run([])).toEqual({ code: 0, output: ['words: 1/1', 'dockerignore: 2/3'], errors: [] });
    expect(await run(['dockerignore'])).toMatchObject({ output: ['dockerignore: 2/3'] });
  });

  test('fails below a floor and names it', async () => {
    record('buildkit-dockerignore', [rightPattern, wrongPattern]);
    expect(await run([], { dockerignore: 0.5 })).toMatchObject({ code: 0, errors: [] });
    expect(await run([], { dockerignore: 0.51 })).toEqual({
      code: 1,
      output: ['dockerignore: 1/2'],
      errors: ['dockerignore: 1/2 is below its floor of 0.51'],
    });
  });

  test('tells the place, the key and the difference, and why it is meant', async () => {
    record('buildkit-dockerignore', [rightPattern, wrongPattern]);
    const { output } = await run(['--differences']);
    const line = /^ {2}line 2 \[([0-9a-f]{12})\] patterns\[0\]: expected "b", got "a"$/;
    expect(output).toEqual(['dockerignore: 1/2', expect.stringMatching(line)]);
    const key = line.exec(output[1] ?? '')?.[1] ?? '';
    const explained = await run(['--differences'], {}, { dockerignore: [{ key, reason: 'the record is made up' }] });
    expect(explained.output[1]).toBe(`${output[1]} (expected: the record is made up)`);
  });

  test('the key of a case does not depend on where it stands', async () => {
    const keys = async (): Promise<readonly string[]> =>
      (await run(['--differences'])).output.flatMap((line) => /\[\w+\]/.exec(line) ?? []);
    record('buildkit-dockerignore', [wrongPattern]);
    const first = await keys();
    record('buildkit-dockerignore', [rightPattern, { ...wrongPattern, id: 'other', patterns: ['c'] }]);
    expect(await keys()).toEqual(first);
  });

  test('a wrong question ends with 2 and says what is wrong', async () => {
    record('buildkit-dockerignore', [rightPattern]);
    const names = [...new Set(suites.map(({ name }) => name))].join(', ');
    expect(await run(['dockerignor'])).toEqual({
      code: 2,
      output: [],
      errors: [`unknown suite dockerignor (did you mean dockerignore?); there are ${names}`],
    });
    expect(await run(['everything'])).toMatchObject({ errors: [`unknown suite everything; there are ${names}`] });
    expect(await run(['parse'])).toMatchObject({
      code: 2,
      errors: [expect.stringContaining('buildkit-corpus.jsonl.gz')],
    });
    expect(await run(['--difference'])).toMatchObject({ code: 2, errors: [expect.stringContaining('--differences')] });
  });

  test('a folder without answers ends with 2', async () => {
    expect(await run([])).toMatchObject({ code: 2, errors: [expect.stringContaining('no suite has its data')] });
    rmSync(join(folder, 'conformance'), { recursive: true });
    expect(await run([])).toMatchObject({
      code: 2,
      errors: [expect.stringContaining('there is no folder conformance/')],
    });
  });
});

describe('the suites about Dockerfiles', () => {
  const heredoc =
    'FROM alpine\n# What it does\nRUN --network=none <<-"E"\n\techo\n\tE\nENV A=1 B="2 3"\nONBUILD CMD ["a", ""]\nLABEL x y\\\n\n z\n';
  const nodes = [
    { cmd: 'FROM', lines: [1, 1], args: ['alpine'] },
    {
      cmd: 'RUN',
      lines: [3, 5],
      flags: ['--network=none'],
      args: ['<<-"E"'],
      comments: ['What it does'],
      heredocs: [{ Name: 'E', FileDescriptor: 0, Expand: false, Chomp: true, Content: '\techo\n' }],
    },
    { cmd: 'ENV', lines: [6, 6], args: ['A', '1', '=', 'B', '"2 3"', '='] },
    { cmd: 'ONBUILD', lines: [7, 7], args: [], sub: { cmd: 'CMD', lines: [0, 0], args: ['a', ''], json: true } },
    { cmd: 'LABEL', lines: [8, 10], args: ['x', 'y z', ''] },
  ];
  const warnings = [{ lines: [10, 10], short: 'Empty continuation line found in: LABEL x y z' }];

  test('compare a file of the corpus as a tree', async () => {
    writeDockerfile('owner__name/sub__Dockerfile', heredoc);
    const parse = { escape: '\\', nodes, warnings };
    record('buildkit-corpus', [
      { id: 'owner__name/sub__Dockerfile', parse },
      { id: 'owner__name/sub__Dockerfile', parse: { ...parse, nodes: nodes.slice(1) } },
      { id: 'owner__name/sub__Dockerfile', parse: { ...parse, warnings: [] } },
      { id: 'owner__name/missing', parse },
    ]);
    const { output } = await run(['parse', 'errors', '--differences']);
    expect(output).toEqual([
      'parse: 1/4',
      expect.stringContaining('nodes[0].cmd: expected "RUN", got "FROM"'),
      expect.stringContaining('warnings: expected 0 entries, got 1 entries; surplus: {"lines":[10,10]'),
      expect.stringMatching(/owner__name\/missing .* threw .*ENOENT/),
      'errors: 3/4',
      expect.stringMatching(/owner__name\/missing .* threw .*ENOENT/),
    ]);
  });

  test('compare the errors of both passes', async () => {
    record('buildkit-mutants', [
      { dockerfile: '# nothing', parseError: 'file with no instructions' },
      { dockerfile: '# nothing', parseError: 'another' },
      {
        dockerfile: 'FROM a\nFRUM b',
        parse: {
          escape: '\\',
          nodes: [
            { cmd: 'FROM', lines: [1, 1], args: ['a'] },
            { cmd: 'FRUM', lines: [2, 2], args: [''] },
          ],
        },
        instructionsError: 'dockerfile parse error on line 2: unknown instruction: FRUM (did you mean FROM?)',
      },
      {
        dockerfile: 'FROM a',
        parse: { escape: '\\', nodes: [{ cmd: 'FROM', lines: [1, 1], args: ['a'] }] },
        instructionsError: 'x',
      },
    ]);
    const { output } = await run(['mutants', '--differences']);
    expect(output).toEqual([
      'mutants: 2/4',
      expect.stringContaining('line 2 ['),
      expect.stringContaining('instructionsError: expected "x", got nothing'),
    ]);
  });

  test('take any of the answers that vary', async () => {
    const error = (word: string): string =>
      `dockerfile parse error on line 2: unknown instruction: AR (did you mean ${word}?)`;
    const parse = {
      escape: '\\',
      nodes: [
        { cmd: 'FROM', lines: [1, 1], args: ['a'] },
        { cmd: 'AR', lines: [2, 2], args: [''] },
      ],
    };
    const varying = { dockerfile: 'FROM a\nAR', parse, instructionsError: error('ZZZ') };
    record('buildkit-mutants', [varying, varying]);
    expect(await run(['mutants'])).toMatchObject({ output: ['mutants: 0/2'] });
    const answers = { instructionsError: [error('ZZZ'), error('ADD'), error('ARG')], 'lint.error': ['x'] };
    record('buildkit-varying', [
      { file: 'buildkit-corpus', line: 1, answers },
      { file: 'buildkit-mutants', line: 2, answers },
    ]);
    expect(await run(['mutants'])).toMatchObject({ output: ['mutants: 1/2'] });
  });
});

describe('difference', () => {
  test('takes what is empty for the same', () => {
    for (const empty of [undefined, null, false, '', []]) expect(difference({ a: empty }, {})).toBeUndefined();
    expect(difference([''], [])).toBe('expected 1 entries, got 0 entries; missing: ""');
    expect(difference({ a: 0 }, {})).toBe('a: expected 0, got nothing');
  });

  test('shows a long text from where it differs', () => {
    const text = 'x'.repeat(100);
    expect(difference(`${text}a`, `${text}b`)).toBe(`expected …"${'x'.repeat(20)}a", got …"${'x'.repeat(20)}b"`);
    expect(difference(text, '')).toBe(`expected "${'x'.repeat(60)}"…, got ""`);
  });

  test('of multisets counts what is there twice, in any order', () => {
    expect(multisetDifference([{ a: 1, b: 2 }, 'x'], ['x', { b: 2, a: 1 }], 'list')).toBeUndefined();
    expect(multisetDifference(['x', 'x', 'y'], ['x', 'y', 'y'], 'list')).toBe('list[1]: expected "x", got "y"');
    expect(multisetDifference(null, [], 'list')).toBeUndefined();
  });
});
