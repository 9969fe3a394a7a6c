import { describe, expect, test } from 'vitest';
import { workOf } from '../../../src/shell/commands/work.ts';
import { commandOf } from '../scripts.ts';

describe('work', () => {
  test.each([
    ['apt-get -y install git', 'install', 'apt-get install', 'apt-get -y install'],
    ['yum upgrade', 'install', 'yum upgrade', 'yum upgrade'],
    ['python3 -m pip install flask', 'install', 'pip install', 'python3 -m pip install'],
    ['yarn', 'install', 'yarn', 'yarn'],
    ['npm run build', 'build', 'npm run', 'npm run'],
    ['dpkg -i a.deb', 'install', 'dpkg', 'dpkg'],
    ['rpm -Uvh a.rpm', 'install', 'rpm', 'rpm'],
    ['git -C /opt clone https://example.com/a', 'fetch', 'git clone', 'git -C /opt clone'],
    ['curl -fO https://example.com/a', 'fetch', 'curl', 'curl'],
    ['wget https://example.com/a | tar x', 'fetch', 'wget', 'wget'],
    ['tar -xzf a.tgz', 'unpack', 'tar', 'tar'],
    ['tar xzf a.tgz -C /opt', 'unpack', 'tar', 'tar'],
    ['./configure --prefix=/opt', 'build', 'configure', './configure'],
    ['make -C src install', 'build', 'make', 'make'],
    ['go build ./...', 'build', 'go build', 'go build'],
    ['sudo cargo install sccache', 'build', 'cargo install', 'cargo install'],
  ])('%s', (text, kind, label, words) => {
    const work = workOf(commandOf(text));
    expect(work).toMatchObject({ kind, label });
    expect(text.slice(work?.span.start, work?.span.end)).toBe(words);
  });

  test.each([
    ['apt-get update'],
    ['apt-get clean'],
    ['npm cache clean --force'],
    ['npm --version'],
    ['dpkg --print-architecture'],
    ['rpm -qi bash'],
    ['git config --global user.name a'],
    ['curl https://example.com/'],
    ['curl -so /dev/null https://example.com/'],
    ['curl -I -o a https://example.com/'],
    ['wget --spider https://example.com/'],
    ['tar czf a.tgz a'],
    ['make clean'],
    ['cmake --version'],
    ['go version'],
    ['$MAKE install'],
    ['rm -rf a'],
  ])('%s is none', (text) => {
    expect(workOf(commandOf(text))).toBeUndefined();
  });
});
