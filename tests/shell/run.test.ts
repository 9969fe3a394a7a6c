import { expect, test } from 'vitest';
import { shellOf } from '../../src/shell/run.ts';
import { parse } from '../../src/syntax/parse.ts';
import { Source } from '../../src/syntax/source.ts';
import { outline } from './scripts.ts';

const SH = ['/bin/sh', '-c'];

function scriptOf(dockerfile: string, shell: readonly string[] = SH) {
  const [instruction] = parse(new Source('Dockerfile', dockerfile)).file.instructions;
  return instruction && shellOf(instruction, shell);
}

test.each([
  ['RUN a && b', 'posix', ['-c'], '[a && b]'],
  ['RUN --mount=type=cache,target=/x a \\\n  # b\n  c', 'posix', ['-c'], '[a c]'],
  ['CMD a', 'posix', ['-c'], '[a]'],
  ['ENTRYPOINT exec a', 'posix', ['-c'], '[exec a]'],
  ['HEALTHCHECK --interval=5s CMD a || exit 1', 'posix', ['-c'], '[a || exit 1]'],
  ['RUN ["apt-get", "install", "x y"]', 'posix', [], '[apt-get install x y]'],
  ['RUN ["sh", "-c", "a; b"]', 'posix', ['-c'], '[a; b]'],
  ['CMD ["/bin/bash", "-eo", "pipefail", "-c", "a | b", "x"]', 'bash', ['-eo', 'pipefail', '-c'], '[pipe(a, b)]'],
  ['ENTRYPOINT ["/sbin/tini", "--", "sh", "-c", "a"]', 'posix', ['-c'], '[a]'],
  ['ENTRYPOINT ["powershell", "-Command", "a"]', 'powershell', [], '[powershell -Command a]'],
  ['RUN <<E\na\nb\nE', 'posix', ['-c'], '[a; b]'],
  ['RUN <<-E\n\ta\n\tE', 'posix', ['-c'], '[a]'],
  ['RUN <<E\n#!/bin/bash -eux\na\nE', 'bash', ['-eux'], '[a]'],
  ['RUN <<E\n#!/usr/bin/env bash\na\nE', 'bash', [], '[a]'],
  ['RUN <<-E\n\t#!/bin/bash\n\ta\n\tE', 'posix', ['-c'], '[a]'],
  ['RUN <<E\n#!/usr/bin/env python3\nimport a\nE', 'unknown', [], '[]'],
  ['RUN bash <<E\na\nE', 'posix', ['-c'], '[bash nested[a]]'],
  ['RUN python3 <<E && b\nimport a\nE', 'posix', ['-c'], '[python3 && b]'],
  ['RUN cat <<A <<B >c\n#!x\nA\ny\nB', 'posix', ['-c'], '[cat]'],
])('%j', (dockerfile, dialect, shellArgs, expected) => {
  const script = scriptOf(dockerfile);
  expect(script).toMatchObject({ dialect, shellArgs });
  expect(script && outline(script.body)).toBe(expected);
});

test.each([
  [['/bin/bash', '-o', 'pipefail', '-c'], 'bash', ['-o', 'pipefail', '-c']],
  [['/usr/bin/env', 'bash', '-c'], 'bash', ['-c']],
  [['busybox', 'sh', '-e', '-c'], 'posix', ['-e', '-c']],
  [['cmd', '/S', '/C'], 'cmd', ['/S', '/C']],
])('under the shell %j', (shell, dialect, shellArgs) => {
  expect(scriptOf('RUN a', shell)).toMatchObject({ dialect, shellArgs });
});

test.each(['FROM a', 'RUN', 'CMD []', 'RUN <<E\nE', 'HEALTHCHECK NONE', 'RUN ["sh", "-c"]'])(
  'nothing in %j',
  (text) => {
    expect(scriptOf(text)).toBeUndefined();
  },
);

test('the exec form has one command, with the place of each word', () => {
  const dockerfile = 'RUN ["env", "A=b", "/usr/bin/apt-get", "install", "\\u0078*"]';
  const [command] = scriptOf(dockerfile)?.commands ?? [];
  expect(command).toMatchObject({ name: 'apt-get', wrappers: ['env'], assignments: [{ name: 'A' }] });
  expect(command?.args).toMatchObject([{ value: 'install' }, { value: 'x*' }]);
  expect(command?.args.map(({ span }) => dockerfile.slice(span.start, span.end))).toEqual(['"install"', '"\\u0078*"']);
  expect(command?.parent?.type).toBe('sequence');
});

test('a script in the exec form leads back through the JSON', () => {
  const dockerfile = 'CMD ["sh", "-c", "a \\"b\\" d; c"]';
  const script = scriptOf(dockerfile);
  const places = script?.commands.map(({ span }) => dockerfile.slice(span.start, span.end));
  expect(places).toEqual(['a \\"b\\" d', 'c']);
});

test('a script in a heredoc leads back to its lines', () => {
  const dockerfile = 'RUN cat <<E >f && g\nx\nE';
  const script = scriptOf(dockerfile);
  expect(script?.commands.map(({ span }) => dockerfile.slice(span.start, span.end))).toEqual(['cat <<E >f', 'g']);
  const body = script?.commands[0]?.redirects[0]?.target;
  expect(dockerfile.slice(body?.span.start, body?.span.end)).toBe('x\n');
});
