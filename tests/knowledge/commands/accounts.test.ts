import { expect, test } from 'vitest';
import { madeAccount } from '../../../src/knowledge/commands/accounts.ts';
import { commandOf } from '../../shell/scripts.ts';

/** `user app 1000 app /app /bin/sh system +group`: what is known, in this order. */
function summary(text: string): string | undefined {
  const made = madeAccount(commandOf(text));
  if (made === undefined) return undefined;
  const { kind, name, id, group, groups, home, shell, isSystem, makesGroup } = made;
  const parts = [
    kind,
    name ?? '?',
    id,
    group,
    groups.join(','),
    home,
    shell,
    isSystem && 'system',
    makesGroup && '+group',
  ];
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
}

test.each([
  ['useradd app', 'user app +group'],
  ['useradd -ms /bin/bash -u 1000 app', 'user app 1000 /bin/bash +group'],
  ['useradd --uid=1000 --gid 1000 --home-dir /app --no-create-home app', 'user app 1000 1000 /app'],
  [
    'useradd -r -g app -G audio,video -d /app -s /sbin/nologin app',
    'user app app audio,video /app /sbin/nologin system',
  ],
  ['useradd -u $UID app', 'user app +group'],
  ['useradd "$NAME"', 'user ? +group'],
  ['useradd -D -s /bin/bash', undefined],
  ['sudo useradd -m app', 'user app +group'],
  ['adduser app', 'user app +group'],
  ['adduser -D app', 'user app +group'],
  ['adduser -S -D -H -h /app -s /sbin/nologin -G app -g app -u 100 app', 'user app 100 app /app /sbin/nologin system'],
  ['adduser -u 1000 -D -G app app', 'user app 1000 app'],
  ["adduser --disabled-password --gecos '' --uid 1000 app", 'user app 1000 +group'],
  ['adduser --system --group --home /app app', 'user app /app system +group'],
  ['adduser --system --no-create-home app', 'user app system'],
  ['adduser --system --ingroup app --shell /bin/sh app', 'user app app /bin/sh system'],
  ['adduser -r -u 1001 -d /app -M app', 'user app 1001 /app system +group'],
  ['adduser app audio', undefined],
  ['groupadd -r -g 1000 app', 'group app 1000 system'],
  ['groupadd --gid=1000 app', 'group app 1000'],
  ['addgroup -S app', 'group app system'],
  ['addgroup -g 1000 app', 'group app 1000'],
  ['addgroup --system --gid 1000 app', 'group app 1000 system'],
  ['addgroup app audio', undefined],
  ['usermod -aG audio app', undefined],
  ['useradd', undefined],
])('%s: %s', (text, expected) => {
  expect(summary(text)).toBe(expected);
});
