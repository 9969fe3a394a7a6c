// What package managers keep for a next time that an image never has: where it lies, and how to be rid of it.

import { hasOption } from '../options.ts';
import type { Command, ShellWord } from '../tree.ts';
import { type PackageCommand, packageCommand } from './package-managers.ts';
import { fetchesLists } from './apt.ts';
import type { PackageAction, PackageManager } from './package-tools.ts';
import { removalIn } from './removers.ts';

export interface PackageCache {
  readonly managers: readonly PackageManager[];
  /** What is in it, in words for people. */
  readonly holds: string;
  /** Where it is, in words for people. */
  readonly place: string;
  /** The same as normal paths. */
  readonly paths: readonly string[];
  /** Options and variables that name another folder. */
  readonly movedBy: { readonly options: readonly string[]; readonly variables: readonly string[] };
  /** With any value of these variables nothing is kept. */
  readonly avoidedBy: readonly string[];
  /** What a script or file says that changes this by configuration. */
  readonly configuredBy: RegExp | undefined;
  /** The words with which the manager empties it. */
  readonly cleaning: RegExp;
  /** An option for the command that fills it, or a command behind that. */
  readonly remedy: { readonly option: string } | { readonly command: string | undefined };
  /** Whether a command adds to it; `isThere` where an earlier layer has left it filled. */
  readonly isFilledBy: (found: PackageCommand, isThere: boolean) => boolean;
}

const NEVER = { options: [], variables: [] };

/** From apt 2.6, pip 23.2 and npm 11 themselves, dnf's sources, and the documentation of the others. */
export const PACKAGE_CACHES: readonly PackageCache[] = [
  {
    managers: ['apt', 'apt-get'],
    holds: 'the package lists',
    place: '/var/lib/apt/lists',
    paths: ['/var/lib/apt/lists'],
    movedBy: NEVER,
    avoidedBy: [],
    configuredBy: undefined,
    cleaning: /^dist-?clean$/,
    remedy: { command: 'rm -rf /var/lib/apt/lists/*' },
    isFilledBy: fetchesLists,
  },
  {
    managers: ['apk'],
    holds: 'the package index',
    place: '/var/cache/apk',
    paths: ['/var/cache/apk', '/etc/apk/cache'],
    movedBy: { options: ['--cache-dir'], variables: [] },
    avoidedBy: [],
    configuredBy: undefined,
    cleaning: /^cache (?:clean|purge)/,
    remedy: { option: '--no-cache' },
    isFilledBy: fetchesIndex,
  },
  {
    managers: ['dnf', 'microdnf', 'tdnf', 'yum'],
    holds: 'the metadata of all repositories',
    place: '/var/cache',
    paths: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5', '/var/cache/tdnf'],
    movedBy: NEVER,
    avoidedBy: [],
    configuredBy: undefined,
    cleaning: /^clean(?! packages$| expire-cache$)/,
    remedy: { command: undefined },
    isFilledBy: ({ action, options }) => fetches(action) && !hasOption(options, '-C', '--cacheonly', '--installroot'),
  },
  {
    managers: ['zypper'],
    holds: 'the metadata of all repositories',
    place: '/var/cache/zypp',
    paths: ['/var/cache/zypp'],
    movedBy: { options: ['-C', '--cache-dir'], variables: [] },
    avoidedBy: [],
    configuredBy: undefined,
    cleaning: /^(?:clean|cc)(?: |$)/,
    remedy: { command: 'zypper clean --all' },
    isFilledBy: ({ action, options }) => fetches(action) && !hasOption(options, '-R', '--root', '--installroot'),
  },
  {
    managers: ['pip'],
    holds: 'its downloads',
    place: '~/.cache/pip',
    paths: ['~/.cache/pip'],
    movedBy: { options: ['--cache-dir'], variables: ['PIP_CACHE_DIR', 'XDG_CACHE_HOME'] },
    avoidedBy: ['PIP_NO_CACHE_DIR'],
    configuredBy: /pip\.conf|pip[\d.]* config set/,
    cleaning: /^cache (?:purge|remove)/,
    remedy: { option: '--no-cache-dir' },
    isFilledBy: downloadsForPython,
  },
  {
    managers: ['npm'],
    holds: 'its downloads',
    place: '~/.npm',
    paths: ['~/.npm'],
    movedBy: { options: ['--cache'], variables: ['NPM_CONFIG_CACHE'] },
    avoidedBy: [],
    configuredBy: /npm (?:config |c )?set (?:-\S+ )*cache/,
    cleaning: /^cache (?:clean|clear|rm)/,
    remedy: { command: 'npm cache clean --force' },
    isFilledBy: downloadsForNode,
  },
  {
    managers: ['yarn'],
    holds: 'its downloads',
    place: 'the cache of Yarn',
    paths: ['~/.cache/yarn'],
    movedBy: { options: ['--cache-folder'], variables: ['YARN_CACHE_FOLDER', 'XDG_CACHE_HOME'] },
    avoidedBy: [],
    configuredBy: /yarn config set/,
    cleaning: /^cache clean/,
    remedy: { command: 'yarn cache clean' },
    isFilledBy: isYarnClassic,
  },
];

/** The cache of the package manager that `found` runs. */
export function cacheOf({ manager }: PackageCommand): PackageCache | undefined {
  return PACKAGE_CACHES.find(({ managers }) => managers.includes(manager));
}

/** Whether `command` empties `cache`, which lies in `paths`. */
export function emptiesCache(
  command: Command,
  { managers, cleaning }: PackageCache,
  paths: readonly string[],
): boolean {
  if (paths.some((path) => removalIn(command, path) !== undefined)) return true;
  const found = packageCommand(command);
  if (found === undefined || !managers.includes(found.manager)) return false;
  return cleaning.test(found.options.operands.map(({ pattern }) => pattern ?? '').join(' '));
}

function fetches(action: PackageAction): boolean {
  return action === 'install' || action === 'refresh' || action === 'upgrade';
}

/** apk keeps no packages, but the index that it fetches where it is told to or there is none. */
function fetchesIndex({ action, options, packages }: PackageCommand, isThere: boolean): boolean {
  if (hasOption(options, '--no-cache', '--no-network', '-p', '--root')) return false;
  if (action === 'refresh' || hasOption(options, '-U', '--update', '--update-cache')) return true;
  return !isThere && fetches(action) && !(packages.length > 0 && packages.every(isLocalPackage));
}

function isLocalPackage({ text }: ShellWord): boolean {
  return /\.apk["']?$/.test(text);
}

/** A few megabytes that would not be worth a word. */
const SMALL = new Set(['corepack', 'npm', 'npx', 'pip', 'pnpm', 'setuptools', 'wheel', 'yarn']);

function downloadsForPython({ action, options, packages }: PackageCommand): boolean {
  if (action !== 'install' || options.hasDynamic) return false;
  if (hasOption(options, '--no-cache-dir', '--no-index', '--dry-run', '-f', '--find-links')) return false;
  if (hasOption(options, '-r', '--requirement', '--group')) return true;
  const isAlone = hasOption(options, '--no-deps');
  if (hasOption(options, '-e', '--editable') && !isAlone) return true;
  return packages.some((word) => !isSmall(word) && !isWheel(word) && !(isAlone && isLocal(word)));
}

function downloadsForNode({ action, options, packages }: PackageCommand): boolean {
  if ((action !== 'install' && action !== 'upgrade') || options.hasDynamic) return false;
  if (hasOption(options, '--dry-run', '--offline', '--package-lock-only')) return false;
  return packages.length === 0 || !packages.every(isSmall);
}

/** Later versions of Yarn may need their cache at run time; these options are of version 1. */
function isYarnClassic({ action, subcommand, options, packages }: PackageCommand): boolean {
  if (action !== 'install' || options.hasDynamic || hasOption(options, '--offline', '--immutable')) return false;
  if (packages.length > 0 && packages.every(isSmall)) return false;
  if (subcommand === 'workspaces focus') return false;
  return subcommand === 'global add' || options.options.some(({ name }) => YARN_CLASSIC.test(name));
}

const YARN_CLASSIC =
  /^--(?:frozen-lockfile|ignore-(?:engines|optional|platform|scripts)|network-(?:timeout|concurrency)|no-(?:lockfile|progress)|non-interactive|prod(?:uction)?|pure-lockfile)$/;

function isSmall({ pattern, literalPrefix }: ShellWord): boolean {
  const [name = ''] = /^[\w.-]+/.exec(pattern ?? literalPrefix) ?? [];
  return SMALL.has(name.toLowerCase());
}

/** A folder of the project, as far as anybody knows. */
function isLocal({ pattern, literalPrefix }: ShellWord): boolean {
  return pattern === undefined ? literalPrefix === '' : /^[./~]/.test(pattern);
}

/** `/wheels/*`, `dist/app-1.0-py3-none-any.whl`. */
function isWheel({ text }: ShellWord): boolean {
  return /(?:\.whl|\*|wheels?\/?)["']?$/.test(text) && !/^["']?https?:/.test(text);
}
