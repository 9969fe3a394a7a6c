import { expect, test } from 'vitest';
import { dropsPrivileges, needsRoot, privilegesOf, stepsDown } from '../../../src/knowledge/commands/program-facts.ts';
import { commandOf, read } from '../../shell/scripts.ts';

test.each([
  ['nginx', 'drops'],
  ['php-fpm8.3', 'drops'],
  ['sshd', 'needs-root'],
  ['crond', 'needs-root'],
  ['postgres', 'refuses-root'],
  ['node', undefined],
])('%s: %s', (name, expected) => {
  expect(privilegesOf(name)).toBe(expected);
});

test.each([
  ['exec gosu app node', true],
  ['su-exec app:app "$@"', true],
  ['setpriv --reuid=1000 node', true],
  ['runuser -u app -- node', true],
  ['su app -c node', true],
  ['s6-setuidgid app node', true],
  ['sudo -u app node', true],
  ['sudo -Eu app node', true],
  ['chroot --userspec=app / node', true],
  ['sudo node', false],
  ['chroot / node', false],
  ['node', false],
])('%s goes on as another user: %s', (text, expected) => {
  expect(stepsDown(commandOf(text))).toBe(expected);
});

test('an entrypoint hands over anywhere', () => {
  expect(
    dropsPrivileges(read('if [ "$(id -u)" = 0 ]; then chown app /data; exec gosu app "$0" "$@"; fi; exec "$@"')),
  ).toBe(true);
  expect(dropsPrivileges(read('exec "$@"'))).toBe(false);
});

test.each([
  ['apt-get install -y curl', true],
  ['apt-get update', true],
  ['apk add curl', true],
  ['yum clean all', true],
  ['useradd app', true],
  ['update-ca-certificates', true],
  ['dpkg -i a.deb', true],
  ['dpkg -l', false],
  ['dpkg --print-architecture', false],
  ['sudo apt-get update', false],
  ['apt-get install --dry-run curl', false],
  ['apk add --root /x -p /x curl', false],
  ['apt-cache search x', false],
  ['apt list', false],
  ['npm install', false],
  ['pip install x', false],
  ['useradd --help', false],
])('%s needs root: %s', (text, expected) => {
  expect(needsRoot(commandOf(text))).toBe(expected);
});
