// Packages of a distribution that a command installs or removes, by their plain names.

import { once } from '../../shell/commands/once.ts';
import { packageCommand } from '../../shell/commands/package-managers.ts';
import type { PackageManager } from '../../shell/commands/package-tools.ts';
import { findOption } from '../../shell/options.ts';
import type { Command, ShellWord } from '../../shell/tree.ts';

/** Which distributions' names the packages have. */
export type PackageFamily = 'apt' | 'apk' | 'rpm' | 'zypper';

export interface SystemPackage {
  /** Without version, release, architecture and repository; undefined where a variable decides. */
  readonly name: string | undefined;
  /** As it is asked for: `1.2` of `name=1.2`. */
  readonly version: string | undefined;
  readonly word: ShellWord;
}

export interface SystemPackages {
  readonly family: PackageFamily;
  readonly action: 'install' | 'remove';
  readonly packages: readonly SystemPackage[];
  /** `.build-deps` of `apk add --virtual .build-deps`, under which the packages can be removed. */
  readonly virtual: string | undefined;
  /** No variable may hide further packages, or hold the name of one. */
  readonly complete: boolean;
}

/** The packages that `command` installs or removes; undefined for other commands, and for those that upgrade all there is. */
export const systemPackages = once(read);

function read(command: Command): SystemPackages | undefined {
  const found = packageCommand(command);
  const family = found && familyOf(found.manager);
  if (found === undefined || family === undefined) return undefined;
  const { action, packages, options } = found;
  if (action !== 'install' && action !== 'remove') return undefined;
  const asked = packages.map((word) => packageIn(word, family)).filter((one) => one !== undefined);
  // `apt-get install name-` removes it.
  const isMeant = ({ word }: SystemPackage): boolean => family !== 'apt' || !/[^-+]-$/.test(word.pattern ?? '');
  return {
    family,
    action,
    packages: action === 'install' ? asked.filter(isMeant) : asked,
    virtual: findOption(options, '-t', '--virtual')?.value,
    complete: packages.every(({ pattern }) => pattern !== undefined) && !command.wrappers.includes('xargs'),
  };
}

function familyOf(manager: PackageManager): PackageFamily | undefined {
  switch (manager) {
    case 'apt':
    case 'apt-get':
      return 'apt';
    case 'apk':
      return 'apk';
    case 'dnf':
    case 'microdnf':
    case 'tdnf':
    case 'yum':
      return 'rpm';
    case 'zypper':
      return 'zypper';
    case 'npm':
    case 'pip':
    case 'pipx':
    case 'pnpm':
    case 'uv':
    case 'yarn':
      return undefined;
    default:
      return manager satisfies never;
  }
}

/** Undefined for a file or a URL. */
function packageIn(word: ShellWord, family: PackageFamily): SystemPackage | undefined {
  const { pattern, literalPrefix } = word;
  const text = pattern ?? literalPrefix;
  if (/^[./~]|:\/\/|\.(?:deb|rpm|apk)$/.test(text)) return undefined;
  const end = text.search(NAME_END[family]);
  const name = end === -1 ? text : text.slice(0, end);
  const isKnown = pattern !== undefined || end !== -1;
  const plain =
    family === 'rpm' ? name.replace(/\.(?:x86_64|aarch64|noarch|i686)$/, '') : name.replace(/(?<=[^+-])[+-]$/, '');
  const version = end === -1 ? undefined : text.slice(end).replace(/^[=~<>@:/]+/, '');
  return {
    name: isKnown && name !== '' ? plain : undefined,
    version: pattern === undefined ? undefined : version,
    word,
  };
}

/** What stands behind a name: `=1.2`, `/bookworm`, `:amd64` of apt, `~=1.2` and `@edge` of apk. */
const NAME_END: Readonly<Record<PackageFamily, RegExp>> = {
  apt: /[=/:]/,
  apk: /[=~<>@]/,
  rpm: /[=<>]/,
  zypper: /[=<>]/,
};
