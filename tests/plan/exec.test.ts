// RUN as an operation.

import { describe, expect, test } from 'vitest';
import { platformOf } from '../../src/syntax/platform.ts';
import { execOf } from './plans.ts';

/** Of the mounts what is not as usual, the root file system left out. */
function mounts(flags: string): readonly object[] {
  const { mounts: all } = execOf(`FROM a AS x\nFROM b\nRUN ${flags} c\n`);
  return all.slice(1).map(({ type, target, input, readonly, selector, cache, size, secret }) => {
    return { type, target, input, readonly, selector, cache, size, secret };
  });
}

const usual = { input: undefined, readonly: false, selector: '', cache: undefined, size: undefined, secret: undefined };

describe('the process', () => {
  test('has what stands before it in its stage', () => {
    const text =
      'FROM a\nARG A=1\nENV B=2 PATH=/x\nARG A=3\nUSER u:g\nWORKDIR /w/v\nSHELL ["bash", "-c"]\nRUN x "$A"\n';
    expect(execOf(text)).toMatchObject({
      words: ['bash', '-c', 'x "$A"'],
      environment: ['B=2', 'PATH=/x', 'A=3'],
      user: 'u:g',
      workdir: '/w/v',
      platform: 'linux/amd64',
      network: 'UNSET',
      security: 'SANDBOX',
    });
    expect(execOf('FROM a\nRUN ["x", "y"]\n').words).toEqual(['x', 'y']);
  });

  test.each([
    ['none', 'NONE'],
    ['host', 'HOST'],
    ['default', 'HOST'],
  ])('--network=%s is %s where the build has that of the host', (flag, network) => {
    const host = { network: 'HOST' as const };
    expect(execOf(`FROM a\nRUN --network=${flag} x\n`, { host }).network).toBe(network);
  });

  test('may have all privileges', () => {
    expect(execOf('FROM a\nRUN --security=insecure x\n').security).toBe('INSECURE');
  });

  test('has the platform of its stage', () => {
    const platform = platformOf('linux', 'arm64');
    expect(execOf('FROM a\nRUN x\n', { platform }).platform).toBe('linux/arm64');
  });

  test('has the shared memory that the build asks for', () => {
    const { mounts: all } = execOf('FROM a\nRUN x\n', { host: { sharedMemory: 64n } });
    expect(all[1]).toMatchObject({ type: 'tmpfs', target: '/dev/shm', size: 64n });
  });
});

describe('a mount', () => {
  test('of the context', () => {
    expect(mounts('--mount=target=/m,source=s')).toEqual([
      { ...usual, type: 'bind', target: '/m', input: 1, readonly: true, selector: '/s' },
    ]);
  });

  test('of a stage, relative to the working directory', () => {
    expect(mounts('--mount=from=x,target=m,rw')).toEqual([{ ...usual, type: 'bind', target: '/m', input: 1 }]);
  });

  test('of a cache', () => {
    const cache = { id: '//m', sharing: 'shared', isDefault: true };
    expect(mounts('--mount=type=cache,target=/m')).toEqual([{ ...usual, type: 'cache', target: '/m', cache }]);
    expect(mounts('--mount=type=cache,target=/m,id=i,sharing=locked')).toMatchObject([
      { cache: { id: '/i', sharing: 'locked', isDefault: false } },
    ]);
  });

  test('of a cache that belongs to somebody is a folder made for it', () => {
    const { inputs, mounts: all } = execOf('FROM a\nRUN --mount=type=cache,target=/m,uid=5,mode=0700 c\n');
    expect(all[1]).toMatchObject({ input: 1, selector: '/cache' });
    expect(inputs[1]).toMatchObject({
      name: '[internal] setting cache mount permissions',
      actions: [{ kind: 'mkdir', path: '/cache', mode: 0o700, owner: { user: 5, group: 0 } }],
    });
  });

  test('of memory', () => {
    expect(mounts('--mount=type=tmpfs,target=/m,size=1k')).toEqual([
      { ...usual, type: 'tmpfs', target: '/m', size: 1024n },
    ]);
  });

  test('of a secret', () => {
    const secret = { id: 'i', isOptional: true, owner: undefined };
    expect(mounts('--mount=type=secret,id=i')).toEqual([
      { ...usual, type: 'secret', target: '/run/secrets/i', secret },
    ]);
    expect(mounts('--mount=type=secret,target=/etc/i,required,uid=1')).toMatchObject([
      { target: '/etc/i', secret: { id: 'i', isOptional: false, owner: { uid: 1, gid: 0, mode: 0o400 } } },
    ]);
    expect(execOf('FROM a\nRUN --mount=type=secret,id=i,env=I c\n')).toMatchObject({
      secretEnvironment: [{ id: 'i', name: 'I', isOptional: true }],
      mounts: [{ target: '/' }],
    });
  });

  test('of an agent tells the process where it is', () => {
    const { mounts: all, environment } = execOf('FROM a\nRUN --mount=type=ssh c\n');
    expect(all[1]).toMatchObject({ type: 'ssh', target: '/run/buildkit/ssh_agent.0' });
    expect(environment.at(-1)).toBe('SSH_AUTH_SOCK=/run/buildkit/ssh_agent.0');
  });

  test('stands in the order of its target', () => {
    const targets = mounts('--mount=type=tmpfs,target=/z --mount=type=tmpfs,target=/a');
    expect(targets).toMatchObject([{ target: '/a' }, { target: '/z' }]);
  });
});

describe('a heredoc', () => {
  test('is the script of the shell', () => {
    expect(execOf('FROM a\nRUN <<EOF\nx\ny\nEOF\n').words).toEqual(['/bin/sh', '-c', 'x\ny\n']);
  });

  test('with #! is a file that is run', () => {
    const { words, mounts: all, inputs } = execOf('FROM a\nRUN <<EOF\n#!/bin/x\ny\nEOF\n');
    expect(words).toEqual(['/bin/sh', '-c', '/dev/pipes/EOF']);
    expect(all[1]).toMatchObject({ target: '/dev/pipes/', readonly: true, input: 1 });
    expect(inputs[1]).toMatchObject({
      actions: [{ kind: 'mkfile', path: '/EOF', mode: 0o755, text: '#!/bin/x\ny\n' }],
    });
  });
});
