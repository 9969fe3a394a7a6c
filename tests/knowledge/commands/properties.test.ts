import fc from 'fast-check';
import { expect, test } from 'vitest';
import { madeAccount } from '../../../src/knowledge/commands/accounts.ts';
import { dependencyInstall } from '../../../src/knowledge/commands/dependency-install.ts';
import { isOneWord } from '../../../src/knowledge/commands/one-word.ts';
import { names, namesAround } from '../../../src/knowledge/commands/path-match.ts';
import { NOWHERE, type Place } from '../../../src/knowledge/commands/place.ts';
import { needsRoot, stepsDown } from '../../../src/knowledge/commands/program-facts.ts';
import { effectsIn } from '../../../src/knowledge/commands/script-effects.ts';
import { systemPackages } from '../../../src/knowledge/commands/system-packages.ts';
import { cachesEmptiedBy, cachesFilledBy } from '../../../src/knowledge/commands/tool-caches.ts';
import { valueFlows } from '../../../src/knowledge/commands/value-flows.ts';
import type { ShellScript } from '../../../src/shell/tree.ts';
import { read } from '../../shell/scripts.ts';
import { placeWith } from './places.ts';

const PROGRAMS =
  `curl wget tar unzip gunzip 7z cp mv ln install rsync rm find chmod chown sed tee dd mkdir touch git svn cd pushd dpkg
  useradd adduser addgroup apt-get apk dnf pip npm yarn pnpm uv cargo go mvn gradle composer conda bundle mix dotnet mktemp
  echo printf cat uname date npx docker xargs sudo gosu`.split(/\s+/);
const ARGUMENTS = [
  ...[
    '-',
    '--',
    '-o',
    '-O',
    '-P',
    '-C',
    '-xzf',
    'xzf',
    '-d',
    '-R',
    '-rf',
    '-i',
    '-e',
    '-t',
    '-u',
    '-g',
    '-m',
    '--target-directory=',
  ],
  ...[
    'install',
    'clone',
    'clean',
    'config',
    'set',
    'all',
    'build',
    'mod download',
    '.',
    '..',
    '/',
    '/a',
    'a/b',
    '~',
    '~/x',
    '*',
  ],
  ...[
    '/a/*',
    '{a,b}',
    '$X',
    '"$X/a"',
    '${X%b}',
    '$(a)',
    "'$X'",
    'https://h/a.tgz',
    'https://$X@h/a',
    'of=',
    '+x',
    'a:b',
    '',
  ],
  ...['> f', '>> $X', '| tee f', '| xargs rm', '&& cd /a', '|| cd b', '; X=/x', '\\', '"', ' & '],
];

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...PROGRAMS),
      fc.constantFrom(...ARGUMENTS),
      fc.constantFrom(' ', ' ', '; ', '(', ')', 'if '),
      fc.string(),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(' '));
const place = fc.constantFrom(NOWHERE, placeWith(), placeWith({ X: '/x', Y: 'a b*' }, { expandsBraces: true }));

function everything(script: ShellScript, here: Place): void {
  for (const command of script.commands) {
    valueFlows(command, here);
    cachesEmptiedBy(command, here);
    cachesFilledBy(command, here);
    dependencyInstall(command);
    systemPackages(command);
    madeAccount(command);
    needsRoot(command);
    stepsDown(command);
    for (const { substitutions } of command.args) for (const substitution of substitutions) isOneWord(substitution);
  }
}

test('every command of any script can be asked about', () => {
  fc.assert(
    fc.property(text, place, (script, here) => {
      everything(read(script, here.expandsBraces ? 'bash' : 'posix'), here);
    }),
    { numRuns: 500 },
  );
});

test('a known path is absolute and clean, and names itself', () => {
  fc.assert(
    fc.property(text, place, (script, here) => {
      for (const { effects } of effectsIn(read(script), here)) {
        for (const { target } of effects) {
          const { path, hasWildcard } = target;
          if (path === undefined) continue;
          expect(path).toMatch(/^\//);
          expect(path.split('/').slice(1)).not.toContain('..');
          expect(path === '/' || !path.endsWith('/')).toBe(true);
          if (!hasWildcard) expect([names(target, path), namesAround(target, path)]).toEqual([true, true]);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('every command of a script has its effects once, in order', () => {
  fc.assert(
    fc.property(text, (script) => {
      const found = read(script);
      const commands = effectsIn(found, NOWHERE).flatMap(({ command }) => (command.type === 'command' ? command : []));
      expect(new Set(commands)).toEqual(new Set(found.commands));
      expect(commands).toHaveLength(found.commands.length);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['options', `npm ${'-a '.repeat(5000)}`],
  ['dashes', `yarn ${'-'.repeat(100_000)} x`],
  ['cleaners', `conda clean -${'a'.repeat(100_000)}_`],
  ['credentials', `git clone ://${'$A'.repeat(50_000)}`],
  ['wildcards', `rm /${'*a'.repeat(20_000)}`],
  ['moves', 'cd a; touch b; '.repeat(1500)],
  ['loops', `${'for a in b; do cd c; '.repeat(200)}${'done; '.repeat(200)}`],
  ['assignments', 'A=$A/b; touch $A; '.repeat(2000)],
  ['doublings', Array.from({ length: 500 }, (__, at) => `A${at + 1}=x$A${at}$A${at}; touch $A${at}; `).join('')],
  ['dots', `touch ${'/..//./'.repeat(20_000)}`],
  ['gradle tasks', `gradle ${':a'.repeat(50_000)}`],
])('takes time in proportion to many %s', (_, script) => {
  const found = read(script);
  everything(found, placeWith());
  expect(effectsIn(found, placeWith()).length).toBe(found.commands.length);
});
