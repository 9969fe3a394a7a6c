// The users and groups that there are where an instruction stands: those of the base image and those that a stage makes.

import type { StageState, Step } from '../model/evaluation/build-stage.ts';
import type { Stage } from '../model/model.ts';
import { OrderedMap } from '../model/ordered-map.ts';
import { interpreterOf } from '../shell/commands/interpreters.ts';
import type { Command, ShellScript, ShellWord } from '../shell/tree.ts';
import type { Add, Copy, Instruction } from '../syntax/ast.ts';
import { lookUpBaseImage } from './base-images/lookup.ts';
import { repositoryName } from './base-images/repository-name.ts';
import { madeAccount } from './commands/accounts.ts';
import { textIn } from './commands/named-path.ts';
import { accountsOf, distributionAccounts } from './commands/package-facts.ts';
import { placeIn } from './commands/place.ts';
import { systemPackages } from './commands/system-packages.ts';

export type AccountKind = 'user' | 'group';

/** The names of accounts by kind; each with the word that makes it, undefined where the base image or a package does. */
export interface Accounts {
  readonly user: OrderedMap<ShellWord | undefined>;
  readonly group: OrderedMap<ShellWord | undefined>;
  /** The packages that have been installed: one may make an account that is called like it. */
  readonly packages: OrderedMap<true>;
  /** There are no others, but for those of packages. */
  readonly isComplete: boolean;
}

type ScriptOf = (instruction: Instruction) => ShellScript | undefined;

const NONE: Accounts = {
  user: OrderedMap.empty(),
  group: OrderedMap.empty(),
  packages: OrderedMap.empty(),
  isComplete: true,
};
const UNKNOWN: Accounts = { ...NONE, isComplete: false };

/** What older releases of the distributions have besides. */
const OLD_NAMES =
  `at crontab cyrus dbus dip gdm gnats hosts input kvm messagebus nobody4 nogroup operator postmaster render rpc sasl
  scanner sgx smmsp squid ssh ssh_keys sshd svn syslog systemd-journal systemd-network systemd-resolve systemd-timesync tss
  ubuntu unbound utempter uuidd vcsa vpopmail xfs`.split(/\s+/);

/** Before the first instruction of a stage that starts from no other stage of the file. */
export function accountsOfBase({ base }: Stage): Accounts {
  if (base.kind === 'scratch') return NONE;
  if (base.kind !== 'image') return UNKNOWN;
  const image = lookUpBaseImage(base.reference);
  const common = image?.distribution && distributionAccounts(image.distribution.name);
  if (image === undefined || common === undefined) return UNKNOWN;
  const name = repositoryName(base.reference);
  const [user = '', group = ''] = (image.user ?? '').split(':');
  const own = [...image.accounts.map((account) => account.name), user, name.slice(name.lastIndexOf('/') + 1)];
  return {
    user: namesOf([...common.users, ...OLD_NAMES, ...own]),
    group: namesOf([...common.groups, ...OLD_NAMES, ...own, group]),
    packages: OrderedMap.empty(),
    isComplete: image.user !== undefined,
  };
}

function namesOf(names: readonly string[]): OrderedMap<ShellWord | undefined> {
  return OrderedMap.from(names.map((name) => [name, undefined] as const));
}

/** What there is behind `step`. */
export function accountsAfter(
  before: Accounts,
  { command: { instruction }, before: state }: Step,
  scriptOf: ScriptOf,
): Accounts {
  switch (instruction.kind) {
    case 'Run':
      return afterRun(before, scriptOf(instruction), state);
    case 'Add':
    case 'Copy':
      return before.isComplete && mayCopyAccounts(instruction, state) ? { ...before, isComplete: false } : before;
    default:
      return before;
  }
}

function afterRun(before: Accounts, script: ShellScript | undefined, state: StageState): Accounts {
  const isReadable = script?.complete === true && (script.dialect === 'posix' || script.dialect === 'bash');
  if (script === undefined || !isReadable) return { ...before, isComplete: false };
  let { user, group, packages, isComplete } = before;
  for (const command of script.commands) {
    const made = madeAccount(command);
    const installed = systemPackages(command);
    if (made !== undefined) {
      const name = textIn(made.word, placeIn(state, script.dialect));
      if (name === undefined) isComplete = false;
      else {
        if (made.kind === 'user') user = user.setLast(name, made.word);
        group = group.setLast(name, made.word);
      }
    } else if (installed !== undefined) {
      isComplete &&= installed.complete;
      for (const { name } of installed.packages) {
        if (name === undefined) continue;
        isComplete &&= !isFile(name);
        packages = packages.setLast(name, true);
        const own = accountsOf(name, installed.family);
        for (const one of own.users) user = user.setLast(one, undefined);
        for (const one of own.groups) group = group.setLast(one, undefined);
      }
    } else if (mayMakeAccounts(command)) isComplete = false;
  }
  return { user, group, packages, isComplete: isComplete && !CHANGES_FILES.test(script.text) };
}

function isFile(name: string): boolean {
  return name.includes('/') || /\.(?:deb|rpm|apk)$/.test(name);
}

/** The files themselves, and what brings a whole system. */
const CHANGES_FILES = /\/etc\/(?:passwd|group)|debootstrap|--installroot|--root[= ]/;

const ACCOUNT_TOOLS: ReadonlySet<string> = new Set(
  `ansible-playbook chef-client chef-solo conda dpkg emerge eval gdebi groupmod make mamba micromamba newusers nix-env
  opkg pacman passwd puppet pwconv rpm salt-call snap source . systemd-sysusers usermod vipw xargs
  yay zypper`.split(/\s+/),
);
const FOLDERS_OF_TOOLS = /^(?:\/usr(?:\/local)?)?\/s?bin\//;

/** Whether nobody can tell what accounts `command` makes: a script, a file put over others, a tool that sets up systems. */
function mayMakeAccounts(command: Command): boolean {
  const { name, nameWord, args } = command;
  if (name === undefined) return nameWord !== undefined;
  if (/^(?:cp|mv|ln|rsync|tar|unzip)$/.test(name)) {
    return args.some(({ text }) => /^["']?(?:-C)?\/(?:etc\/?)?(?:["'*]|$)/.test(text));
  }
  if (ACCOUNT_TOOLS.has(name)) return true;
  const path = nameWord?.value ?? '';
  if (name.endsWith('.sh') || (path.includes('/') && !FOLDERS_OF_TOOLS.test(path))) return true;
  const interpreter = interpreterOf(command);
  if (interpreter?.language !== 'shell') return false;
  return interpreter.program.kind === 'file' || (interpreter.program.kind === 'stdin' && command.nested === undefined);
}

/** Whether files of `/etc` may be among those that are copied: into it, or into `/` as a folder or an archive. */
function mayCopyAccounts({ kind, sources, destination }: Add | Copy, { environment, image }: StageState): boolean {
  const written = destination === undefined ? undefined : environment.expand(destination.text, '\\');
  if (written === undefined || written.unknown !== undefined) return true;
  const path = `${written.text.startsWith('/') ? '' : `${image.workdir}/`}${written.text}/`.replaceAll(
    /\/(?:\.?\/)+/g,
    '/',
  );
  if (/^\/etc\/(?:passwd|group)?-?\/?$/.test(path)) {
    return sources.some(({ text }) => !/\.[a-z]+$/.test(text) || /passwd|group/.test(text));
  }
  if (path !== '/') return false;
  return sources.some(
    ({ text }) => !/\.[A-Za-z]\w*$/.test(text) || (kind === 'Add' && /\.(?:t|bz|gz|xz|zst)/.test(text)),
  );
}
