import { describe, expect, test } from 'vitest';
import { isBuiltLater, isCheckedLater, isLocalRunLater, isNeededLater } from '../../src/shell/later-use.ts';
import { read } from './scripts.ts';

describe('a file is checked', () => {
  test.each([
    ['/tmp/a.tgz', 'cd /tmp && tar xzf a.tgz'],
    ['a.tar.gz', 'tar xzf *.tar.gz'],
    ['a.deb', 'dpkg -i ./*.deb'],
    ['"/tmp/${NAME}.zip"', 'unzip $NAME.zip'],
    ['a.sh', 'chmod +x a.sh && ./a.sh'],
    ['a.py', '$PYTHON a.py'],
    ['a.patch', 'patch -p1 < a.patch'],
    ['a', 'echo "$SUM  a" | sha256sum -c || echo changed'],
    ['a', 'gpg --batch --verify a.asc'],
    ['/etc/apt/sources.list.d/a.list', 'apt-get update'],
    ['/usr/share/keyrings/a.gpg', 'true'],
    [undefined, 'tar xzf a.tgz'],
  ])('%s: %s', (path, text) => {
    expect(isCheckedLater(path, -1, read(text))).toBe(true);
  });
});

describe('a file is taken as it is', () => {
  test.each([
    ['a.tgz', 'tar xzf b.tgz'],
    ['a.tgz', 'tar xzf a.tgz || true'],
    ['a.tgz', 'tar xzf a.tgz; rm a.tgz'],
    ['a', 'chmod +x a && mv a /usr/bin && rm -f b'],
    ['a.phar', 'php a.phar install'],
    ['/etc/apt/sources.list.d/a.list', 'ls /etc/apt'],
    [undefined, 'apt-get update'],
  ])('%s: %s', (path, text) => {
    expect(isCheckedLater(path, -1, read(text))).toBe(false);
  });

  test('where it was used before', () => {
    expect(isCheckedLater('a.tgz', 'tar xzf a.tgz'.length, read('tar xzf a.tgz && rm a.tgz'))).toBe(false);
  });
});

test('a program is needed', () => {
  const needs = (text: string): boolean => isNeededLater(['uv', 'pip'], -1, read(text));
  expect(needs('uv sync')).toBe(true);
  expect(needs('pip3.12 install flask')).toBe(true);
  expect(needs('mv uv.phar /usr/bin')).toBe(true);
  expect(needs('command -v uv')).toBe(true);
  expect(needs('echo uv')).toBe(false);
  expect(needs('apk del uv')).toBe(false);
  expect(needs('uv python install 3.14')).toBe(true);
  expect(needs('uv sync; ls')).toBe(false);
});

test('something is built, or run from where the script is', () => {
  expect(isBuiltLater(-1, read('cd a && make'))).toBe(true);
  expect(isBuiltLater(-1, read('make; ldconfig'))).toBe(false);
  expect(isLocalRunLater(-1, read('bin/install'))).toBe(true);
  expect(isLocalRunLater(-1, read('/opt/bin/install'))).toBe(false);
});
