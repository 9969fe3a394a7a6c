import { expect, test } from 'vitest';
import { isOneWord, printsOneWord } from '../../../src/knowledge/commands/one-word.ts';
import { commandOf } from '../../shell/scripts.ts';

test.each([
  ['nproc', true],
  ['nproc --all', true],
  ['uname -m', true],
  ['uname', true],
  ['uname -a', false],
  ['uname -sm', false],
  ['getconf _NPROCESSORS_ONLN', true],
  ['mktemp -d', true],
  ['mktemp -d -p /tmp a.XXXXXX', true],
  ['dpkg --print-architecture', true],
  ['dpkg-architecture --query DEB_HOST_MULTIARCH', true],
  ['dpkg-architecture -qDEB_BUILD_GNU_TYPE', true],
  ['apk --print-arch', true],
  ['id -u', true],
  ['id -un', true],
  ['id', false],
  ['whoami', true],
  ['lsb_release -cs', true],
  ['lsb_release -sc', true],
  ['lsb_release -a', false],
  ['date +%s', true],
  ['date -u +%Y-%m-%dT%H:%M:%SZ', true],
  ["date '+%Y %m'", false],
  ['date', false],
  ['date +%c', false],
  ['rpm -E %fedora', true],
  ['rpm -E %{?rhel}', true],
  ['git rev-parse --short HEAD', true],
  ['which node', true],
  ['which node npm', false],
  ['command -v node', true],
  ['wc -l', true],
  ['wc -l a', false],
  ['cat /etc/alpine-release', false],
  ['ls', false],
  ['uname $X', false],
])('%s prints one word: %s', (text, expected) => {
  expect(printsOneWord(commandOf(text))).toBe(expected);
});

test.each([
  ['echo $(nproc)', true],
  ['echo $(uname -m | sed s/x86_64/amd64/)', true],
  ['echo `uname -s | tr A-Z a-z`', true],
  ['echo $(getconf A | cut -d. -f1)', true],
  ["echo $(uname -m | sed 's/_/ /')", false],
  ['echo $(uname -m | cat - x)', false],
  ['echo $(nproc; nproc)', false],
  ['echo $(nproc || echo 4)', false],
  ['echo $(date)', false],
])('%s: %s', (text, expected) => {
  const [substitution] = commandOf(text).args[0]?.substitutions ?? [];
  expect(substitution && isOneWord(substitution)).toBe(expected);
});
