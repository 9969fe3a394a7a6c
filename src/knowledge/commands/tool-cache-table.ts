// The caches of package managers and build tools, as a table.

import { type PackageCommand } from '../../shell/commands/package-managers.ts';
import { PACKAGE_CACHES } from '../../shell/commands/package-caches.ts';
import { lazily } from '../../syntax/lazily.ts';

/** One place where a cache may lie. The first of several whose variable is set counts. */
export interface CacheLocation {
  /** `path` is below its value. */
  readonly variable?: string;
  readonly path: string;
  /** Only for the user root. */
  readonly forRoot?: boolean;
}

export interface Cleaner {
  /** Undefined for the tool itself. */
  readonly program?: string;
  /** What its arguments look like. */
  readonly words: RegExp;
  readonly part?: 'some';
}

export interface ToolCache {
  readonly name: string;
  /** The programs that use it. */
  readonly programs: readonly string[];
  /** In words for people. */
  readonly holds: string;
  readonly locations: readonly (readonly CacheLocation[])[];
  /** Further folders where it may lie, by version or image. */
  readonly places: readonly string[];
  readonly cleaners: readonly Cleaner[];
  /** Options that name another folder. */
  readonly moved: readonly string[];
  readonly avoidedBy: { readonly options: readonly string[]; readonly variables: readonly string[] };
  /** Which commands add to it, by their arguments or what a package manager does. */
  readonly fills: RegExp | ((found: PackageCommand) => boolean);
  /** A build reads it again, in this image or the next: not only a copy of what is installed. */
  readonly isSource: boolean;
}

type Row = Pick<ToolCache, 'name' | 'programs' | 'holds' | 'locations' | 'cleaners' | 'fills'> &
  Partial<Pick<ToolCache, 'places' | 'moved' | 'isSource'>> & {
    readonly avoidingOptions?: readonly string[];
    readonly avoidingVariables?: readonly string[];
  };

function cache(row: Row): ToolCache {
  const { name, programs, holds, locations, cleaners, fills, places = [], moved = [], isSource = false } = row;
  const avoidedBy = { options: row.avoidingOptions ?? [], variables: row.avoidingVariables ?? [] };
  return { name, programs, holds, locations, places, cleaners, moved, avoidedBy, fills, isSource };
}

/** A folder below the first of these variables that is set, otherwise below the home folder. */
function at(path: string, ...variables: readonly (readonly [variable: string, path: string])[]): CacheLocation[] {
  return [...variables.map(([variable, below]) => ({ variable, path: below })), { path }];
}

/** What the table of caches left in layers says of `manager`: one table for both. */
function filledAs(manager: string): (found: PackageCommand) => boolean {
  const known = PACKAGE_CACHES.find(({ managers }) => managers.some((name) => name === manager));
  return (found) => known?.isFilledBy(found, false) === true;
}

const FETCHES = /^(?:-\S+ )*(?:install|upgrade|dist-upgrade|full-upgrade|build-dep|download|source)\b/;
const XDG = 'XDG_CACHE_HOME';

/**
 * As of November 2026. From apt 2.6, pip 23.2 and npm 11 themselves, the sources of dnf and microdnf, and the documentation of
 * the other tools. Home folders are those of the user who runs the tool.
 */
// oxlint-disable-next-line max-lines-per-function -- a table
export const toolCaches = lazily((): readonly ToolCache[] => [
  cache({
    name: 'apt lists',
    programs: ['apt', 'apt-get', 'aptitude'],
    holds: 'the package lists',
    locations: [at('/var/lib/apt/lists')],
    cleaners: [{ words: /^(?:-\S+ )*dist-?clean\b/ }],
    fills: /^(?:-\S+ )*update\b|(?:^| )(?:-U|--update)(?: |$)/,
  }),
  cache({
    name: 'apt archives',
    programs: ['apt', 'apt-get', 'aptitude'],
    holds: 'downloaded packages',
    locations: [at('/var/cache/apt')],
    cleaners: [{ words: /^(?:-\S+ )*(?:dist-?)?clean\b/ }, { words: /^(?:-\S+ )*auto-?clean\b/, part: 'some' }],
    fills: FETCHES,
  }),
  cache({
    name: 'apk',
    programs: ['apk'],
    holds: 'the package index',
    locations: [at('/var/cache/apk')],
    places: ['/etc/apk/cache'],
    moved: ['--cache-dir'],
    avoidingOptions: ['--no-cache'],
    cleaners: [{ words: /^(?:-\S+ )*cache (?:-\S+ )*(?:clean|purge)\b/ }],
    fills: filledAs('apk'),
  }),
  cache({
    name: 'dnf',
    programs: ['dnf', 'dnf5', 'microdnf', 'tdnf', 'yum'],
    holds: 'the metadata of all repositories',
    locations: [at('/var/cache/dnf'), at('/var/cache/yum'), at('/var/cache/libdnf5'), at('/var/cache/tdnf')],
    cleaners: [{ words: /^(?:-\S+ )*clean (?:-\S+ )*all\b/ }, { words: /^(?:-\S+ )*clean\b/, part: 'some' }],
    fills: filledAs('dnf'),
  }),
  cache({
    name: 'zypper',
    programs: ['zypper'],
    holds: 'the metadata of all repositories',
    locations: [at('/var/cache/zypp')],
    moved: ['-C', '--cache-dir'],
    cleaners: [
      { words: /^(?:-\S+ )*(?:clean|cc) (?:-\S+ )*(?:-a|--all)\b/ },
      { words: /^(?:-\S+ )*(?:clean|cc)\b/, part: 'some' },
    ],
    fills: filledAs('zypper'),
  }),
  cache({
    name: 'pacman',
    programs: ['pacman', 'yay'],
    holds: 'downloaded packages',
    locations: [at('/var/cache/pacman/pkg')],
    cleaners: [{ words: /(?:^| )-Scc/ }, { words: /(?:^| )-Sc/, part: 'some' }],
    fills: /(?:^| )(?:-S[yuw]*(?: |$)|-U(?: |$)|--sync|--upgrade)/,
  }),
  cache({
    name: 'pip',
    programs: ['pip'],
    holds: 'its downloads',
    locations: [at('~/.cache/pip', ['PIP_CACHE_DIR', ''], [XDG, 'pip'])],
    moved: ['--cache-dir'],
    avoidingOptions: ['--no-cache-dir'],
    avoidingVariables: ['PIP_NO_CACHE_DIR'],
    cleaners: [{ words: /^(?:-\S+ )*cache purge\b/ }, { words: /^(?:-\S+ )*cache remove\b/, part: 'some' }],
    fills: filledAs('pip'),
  }),
  cache({
    name: 'uv',
    programs: ['uv', 'uvx'],
    holds: 'its downloads',
    locations: [at('~/.cache/uv', ['UV_CACHE_DIR', ''], [XDG, 'uv'])],
    moved: ['--cache-dir'],
    avoidingOptions: ['-n', '--no-cache', '--no-cache-dir'],
    avoidingVariables: ['UV_NO_CACHE'],
    cleaners: [{ words: /^(?:-\S+ )*(?:cache clean|clean)\b/ }, { words: /^(?:-\S+ )*cache prune\b/, part: 'some' }],
    fills: /^(?:-\S+ )*(?:sync|add|pip (?:install|sync)|tool (?:install|run)|run|lock|build)\b/,
  }),
  cache({
    name: 'poetry',
    programs: ['poetry'],
    holds: 'its downloads',
    locations: [at('~/.cache/pypoetry', ['POETRY_CACHE_DIR', ''], [XDG, 'pypoetry'])],
    avoidingOptions: ['--no-cache'],
    cleaners: [{ words: /^(?:-\S+ )*cache clear\b/, part: 'some' }],
    fills: /^(?:-\S+ )*(?:install|add|sync|update|lock)\b/,
  }),
  cache({
    name: 'pdm',
    programs: ['pdm'],
    holds: 'its downloads',
    locations: [at('~/.cache/pdm', ['PDM_CACHE_DIR', ''], [XDG, 'pdm'])],
    avoidingVariables: ['PDM_NO_CACHE'],
    cleaners: [{ words: /^(?:-\S+ )*cache clear\b/ }],
    fills: /^(?:-\S+ )*(?:install|add|sync|update|lock)\b/,
  }),
  cache({
    name: 'conda',
    programs: ['conda', 'mamba', 'micromamba'],
    holds: 'downloaded and unpacked packages',
    locations: [
      [
        { variable: 'CONDA_PKGS_DIRS', path: '' },
        { variable: 'MAMBA_ROOT_PREFIX', path: 'pkgs' },
      ],
    ],
    places: [
      '/opt/conda/pkgs',
      '/root/miniconda3/pkgs',
      '/opt/miniconda/pkgs',
      '/opt/miniconda3/pkgs',
      '/root/.conda/pkgs',
    ],
    cleaners: [
      ...['conda', 'mamba', 'micromamba'].map((program) => ({
        program,
        words: /^clean (?:-\S+ )*(?:-[b-z]*a[a-z]*|--all)\b/,
      })),
      { words: /^clean\b/, part: 'some' },
    ],
    fills: /^(?:-\S+ )*(?:install|create|update|env (?:create|update)|upgrade)\b/,
  }),
  cache({
    name: 'npm',
    programs: ['npm', 'npx'],
    holds: 'its downloads',
    locations: [at('~/.npm', ['NPM_CONFIG_CACHE', ''])],
    moved: ['--cache'],
    cleaners: [{ words: /^(?:-\S+ )*cache (?:-\S+ )*(?:clean|clear|rm)\b/ }],
    fills: filledAs('npm'),
  }),
  cache({
    name: 'yarn',
    programs: ['yarn', 'yarnpkg'],
    holds: 'its downloads',
    locations: [
      [
        { variable: 'YARN_CACHE_FOLDER', path: '' },
        { variable: XDG, path: 'yarn' },
        { path: '/usr/local/share/.cache/yarn', forRoot: true },
        { path: '~/.cache/yarn' },
      ],
    ],
    // Version 2 and newer.
    places: ['~/.yarn/berry/cache', '~/.cache/yarn', '/usr/local/share/.cache/yarn'],
    moved: ['--cache-folder'],
    cleaners: [{ words: /^(?:-\S+ )*cache (?:-\S+ )*clean\b/ }],
    fills: /^(?:-\S+(?: |$))*$|^(?:-\S+ )*(?:install|add|global add|workspaces focus|dlx|upgrade|up)\b/,
  }),
  cache({
    name: 'pnpm',
    programs: ['pnpm', 'pnpx'],
    holds: 'the store that node_modules is linked from',
    locations: [
      at(
        '~/.local/share/pnpm/store',
        ['NPM_CONFIG_STORE_DIR', ''],
        ['PNPM_HOME', 'store'],
        ['XDG_DATA_HOME', 'pnpm/store'],
      ),
    ],
    moved: ['--store-dir'],
    cleaners: [{ words: /^(?:-\S+ )*store (?:-\S+ )*prune\b/ }],
    fills: /^(?:-\S+ )*(?:install|i|add|ci|fetch|dlx|deploy|update|up)\b/,
    isSource: true,
  }),
  cache({
    name: 'bun',
    programs: ['bun', 'bunx'],
    holds: 'its downloads',
    locations: [at('~/.bun/install/cache', ['BUN_INSTALL_CACHE_DIR', ''], ['BUN_INSTALL', 'install/cache'])],
    moved: ['--cache-dir'],
    avoidingOptions: ['--no-cache'],
    cleaners: [{ words: /^(?:-\S+ )*pm (?:-\S+ )*cache rm\b/ }],
    fills: /^(?:-\S+ )*(?:install|i|add|a|ci|x|create|update)\b/,
  }),
  cache({
    name: 'corepack',
    programs: ['corepack'],
    holds: 'package managers',
    locations: [at('~/.cache/node/corepack', ['COREPACK_HOME', ''], [XDG, 'node/corepack'])],
    cleaners: [{ words: /^cache (?:clean|clear)\b/ }],
    fills: /^(?:prepare|install|use|hydrate)\b/,
    isSource: true,
  }),
  cache({
    name: 'gem',
    programs: ['gem', 'bundle', 'bundler'],
    holds: 'downloaded gems',
    locations: [[{ variable: 'GEM_HOME', path: 'cache' }]],
    places: ['/usr/local/bundle/cache', '~/.bundle/cache', '~/.cache/gem', '~/.gem/specs'],
    cleaners: [
      { program: 'gem', words: /^(?:-\S+ )*cleanup\b/, part: 'some' },
      { program: 'bundle', words: /^clean\b/, part: 'some' },
    ],
    fills: /^(?:-\S+(?: |$))*$|^(?:-\S+ )*(?:install|i|update|add)\b/,
  }),
  cache({
    name: 'composer',
    programs: ['composer', 'composer.phar'],
    holds: 'its downloads',
    locations: [at('~/.cache/composer', ['COMPOSER_CACHE_DIR', ''], ['COMPOSER_HOME', 'cache'], [XDG, 'composer'])],
    places: ['~/.composer/cache'],
    avoidingOptions: ['--no-cache'],
    cleaners: [{ words: /^(?:-\S+ )*(?:clear-?cache|cc)\b/ }],
    fills: /^(?:-\S+ )*(?:global )?(?:install|i|require|r|update|u|upgrade|create-project)\b/,
  }),
  cache({
    name: 'cargo',
    programs: ['cargo', 'xx-cargo'],
    holds: 'the registry and its crates',
    locations: [at('~/.cargo/registry', ['CARGO_HOME', 'registry']), at('~/.cargo/git', ['CARGO_HOME', 'git'])],
    places: ['/usr/local/cargo/registry'],
    cleaners: [{ program: 'cargo', words: /^cache (?:-a|--autoclean|-r all|--remove-dir all)\b/ }],
    fills:
      /^(?:[-+]\S+ )*(?:build|b|fetch|install|run|r|test|t|check|c|chef cook|binstall|rustc|doc|add|update|vendor)\b/,
    isSource: true,
  }),
  cache({
    name: 'go modules',
    programs: ['go', 'xx-go'],
    holds: 'downloaded modules',
    locations: [at('~/go/pkg/mod', ['GOMODCACHE', ''], ['GOPATH', 'pkg/mod'])],
    places: ['/go/pkg/mod'],
    cleaners: [{ words: /^clean (?:\S+ )*-{1,2}modcache\b/ }],
    fills: /^(?:-C \S+ )?(?:build|install|get|test|run|generate|list|vet|mod (?:download|tidy|vendor)|tool)\b/,
    isSource: true,
  }),
  cache({
    name: 'go build',
    programs: ['go', 'xx-go'],
    holds: 'compiled packages',
    locations: [at('~/.cache/go-build', ['GOCACHE', ''], [XDG, 'go-build'])],
    cleaners: [{ words: /^clean (?:\S+ )*-{1,2}cache\b/ }],
    fills: /^(?:-C \S+ )?(?:build|install|test|run|vet|tool)\b/,
  }),
  cache({
    name: 'Maven',
    programs: ['mvn', 'mvnw', 'mvnd'],
    holds: 'the local repository',
    locations: [at('~/.m2/repository')],
    cleaners: [{ words: /(?:^| )dependency:purge-local-repository\b/ }],
    fills: /(?:^| )(?:compile|test|package|verify|install|deploy|dependency:|spring-boot:|clean|validate)/,
    isSource: true,
  }),
  cache({
    name: 'Gradle',
    programs: ['gradle', 'gradlew'],
    holds: 'dependencies and build results',
    locations: [at('~/.gradle/caches', ['GRADLE_USER_HOME', 'caches'])],
    places: ['~/.gradle', '/home/gradle/.gradle/caches'],
    moved: ['-g', '--gradle-user-home'],
    cleaners: [],
    fills: /./,
    isSource: true,
  }),
  cache({
    name: 'NuGet',
    programs: ['dotnet', 'nuget'],
    holds: 'packages that builds read',
    locations: [
      at('~/.nuget/packages', ['NUGET_PACKAGES', '']),
      at('~/.local/share/NuGet/http-cache', ['NUGET_HTTP_CACHE_PATH', '']),
    ],
    places: ['~/.local/share/NuGet/v3-cache'],
    cleaners: [
      { program: 'dotnet', words: /^nuget locals all (?:-\S+ )*(?:-c|--clear)\b/ },
      { program: 'dotnet', words: /^nuget locals \S+ (?:-\S+ )*(?:-c|--clear)\b/, part: 'some' },
      { program: 'nuget', words: /^locals all -clear\b/ },
    ],
    fills: /^(?:restore|build|publish|run|test|pack|msbuild|add (?:\S+ )?package|tool (?:install|restore)|install)\b/,
    isSource: true,
  }),
  cache({
    name: 'Mix',
    programs: ['mix'],
    holds: 'packages of Hex',
    locations: [at('~/.hex', ['HEX_HOME', '']), at('~/.mix', ['MIX_HOME', ''])],
    cleaners: [],
    fills: /^(?:deps\.get|local\.hex|local\.rebar|archive\.install|do )/,
    isSource: true,
  }),
  cache({
    name: 'sbt',
    programs: ['sbt', 'coursier', 'cs'],
    holds: 'dependencies',
    locations: [at('~/.cache/coursier', ['COURSIER_CACHE', ''], [XDG, 'coursier']), at('~/.ivy2/cache')],
    places: ['~/.sbt'],
    cleaners: [],
    fills: /./,
    isSource: true,
  }),
]);
