// Users and groups that a command makes, in the spellings of shadow, Debian's adduser and BusyBox.

import { once } from '../../shell/commands/once.ts';
import { findOption, hasOption, type ParsedOptions, parseOptions } from '../../shell/options.ts';
import type { Command, ShellWord } from '../../shell/tree.ts';
import { valueWordOf } from './effect.ts';

export interface MadeAccount {
  readonly kind: 'user' | 'group';
  /** Undefined where a variable decides; then look at `word`. */
  readonly name: string | undefined;
  readonly word: ShellWord;
  /** As a number; undefined where the system chooses or a variable decides. */
  readonly id: number | undefined;
  /** Of a user: its first group, by name or number; undefined for the default and where a variable decides. */
  readonly group: string | undefined;
  /** Further groups. */
  readonly groups: readonly string[];
  /** Undefined for the default, `/home/name`. */
  readonly home: string | undefined;
  readonly shell: string | undefined;
  readonly isSystem: boolean;
  /** A group of the same name is made with it. */
  readonly makesGroup: boolean;
}

interface Dialect {
  readonly withValue: ReadonlySet<string>;
  readonly id: readonly string[];
  readonly group: readonly string[];
  readonly groups: readonly string[];
  readonly home: readonly string[];
  readonly shell: readonly string[];
  readonly system: readonly string[];
  /** Whether a user of these options gets a group of its own name. */
  readonly makesGroup: (options: ParsedOptions) => boolean;
}

function dialect(values: string, names: Omit<Dialect, 'withValue'>): Dialect {
  return { withValue: new Set(values.trim().split(/\s+/)), ...names };
}

/** From the manuals of shadow 4.17, adduser 3.137 and BusyBox 1.37. */
const SHADOW = dialect(
  `-b -c -d -e -f -F -g -G -k -K -p -P -R -s -u -Z --base-dir --comment --expiredate --gid --groups --home --home-dir
  --inactive --key --password --prefix --root --selinux-user --shell --skel --uid`,
  {
    id: ['-u', '--uid'],
    group: ['-g', '--gid'],
    groups: ['-G', '--groups'],
    home: ['-d', '--home', '--home-dir'],
    shell: ['-s', '--shell'],
    system: ['-r', '--system'],
    makesGroup: (options) => !hasOption(options, '-g', '--gid', '-N', '--no-user-group'),
  },
);
const DEBIAN = dialect(
  `-c --comment --conf --firstgid --firstuid --gecos --gid --home --ingroup --lastgid --lastuid --shell --uid`,
  {
    id: ['--uid'],
    group: ['--gid', '--ingroup'],
    groups: [],
    home: ['--home'],
    shell: ['--shell'],
    system: ['--system'],
    makesGroup: (options) =>
      !hasOption(options, '--gid', '--ingroup') && (!hasOption(options, '--system') || hasOption(options, '--group')),
  },
);
const BUSYBOX = dialect('-g -G -h -k -s -u --gecos --home --ingroup --shell --uid --skel', {
  id: ['-u', '--uid'],
  group: ['-G', '--ingroup'],
  groups: [],
  home: ['-h', '--home'],
  shell: ['-s', '--shell'],
  system: ['-S', '--system'],
  makesGroup: (options) => !hasOption(options, '-G', '--ingroup'),
});
const GROUP = dialect('-g -K -p -P -R -U --gid --key --password --prefix --root --users --firstgid --lastgid', {
  id: ['-g', '--gid'],
  group: [],
  groups: [],
  home: [],
  shell: [],
  system: ['-r', '-S', '--system'],
  makesGroup: () => false,
});

/** The user or group that `command` makes; undefined for other commands, and for those that only change one. */
export const madeAccount = once(read);

function read({ name, args }: Command): MadeAccount | undefined {
  switch (name) {
    case 'useradd':
      return user(args, SHADOW);
    case 'adduser': {
      const how = dialectOf(args);
      const { operands, options } = parseOptions(args, how);
      // `adduser name group` puts a user that there is into a group.
      return operands.length === 2 && options.length === 0 ? undefined : user(args, how);
    }
    case 'groupadd':
    case 'addgroup': {
      const options = parseOptions(args, GROUP);
      return options.operands.length === 1 ? account('group', options, GROUP) : undefined;
    }
    default:
      return undefined;
  }
}

function user(args: readonly ShellWord[], how: Dialect): MadeAccount | undefined {
  const options = parseOptions(args, how);
  return hasOption(options, '-D') && how === SHADOW ? undefined : account('user', options, how);
}

/** Which adduser it is, by what only one of them knows: the link to useradd of Fedora, the script of Debian, BusyBox. */
function dialectOf(args: readonly ShellWord[]): Dialect {
  const options = parseOptions(args, BUSYBOX);
  if (hasOption(options, '-D', '-H', '-S', '-h')) return BUSYBOX;
  const isShadow = hasOption(
    options,
    '-b',
    '-c',
    '-d',
    '-e',
    '-M',
    '-m',
    '-N',
    '-p',
    '-r',
    '-U',
    '--create-home',
    '--no-user-group',
  );
  if (isShadow) return SHADOW;
  return args.some(({ literalPrefix }) => literalPrefix.startsWith('--')) ? DEBIAN : BUSYBOX;
}

function account(kind: MadeAccount['kind'], options: ParsedOptions, how: Dialect): MadeAccount | undefined {
  const word = options.operands.at(kind === 'user' && how === SHADOW ? -1 : 0);
  if (word === undefined) return undefined;
  const valueOf = (names: readonly string[]): string | undefined => {
    const option = findOption(options, ...names);
    return option && valueWordOf(option)?.value;
  };
  const id = valueOf(how.id);
  return {
    kind,
    name: word.value,
    word,
    id: id !== undefined && /^\d{1,10}$/.test(id) ? Number(id) : undefined,
    group: valueOf(how.group),
    groups: valueOf(how.groups)?.split(',') ?? [],
    home: valueOf(how.home),
    shell: valueOf(how.shell),
    isSystem: hasOption(options, ...how.system),
    makesGroup: kind === 'user' && how.makesGroup(options),
  };
}
