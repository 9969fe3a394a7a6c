// Commands that install what a project's manifest asks for, as a table.

import { lazily } from '../../syntax/lazily.ts';
import type { Ecosystem } from './dependency-install.ts';

export interface InstallerRow {
  readonly ecosystem: Ecosystem;
  /** The program, and its other names. */
  readonly programs: readonly string[];
  /** What its arguments look like, of the forms that install from a manifest. */
  readonly words: RegExp;
  /** Never read from the arguments alone: what is named is installed, not what the manifest asks for. */
  readonly unless?: RegExp;
  /** One of these has to be there. Paths seen from the project's folder, `*` for any name. */
  readonly manifests: readonly string[];
  /** Lock files that it reads where they are there. */
  readonly locks: readonly string[];
  /** Further files that change what it does. */
  readonly settings?: readonly string[];
  /** It compiles or copies the project itself; with these options it does not. */
  readonly needsSources?: true | { readonly unless: RegExp };
  /** It runs scripts of the project, unless one of these options is given. */
  readonly scriptsUnless?: string;
  /** It fails where the lock file does not fit; the other forms take it as advice, or write it anew. */
  readonly frozen?: RegExp | true;
  /** It does not look at the lock file. */
  readonly ignoresLock?: RegExp;
  /** Options that name the project's folder, or the manifest where that is a file. */
  readonly folder?: readonly string[];
  readonly manifestOption?: readonly string[];
  /** Operands are names of packages, which make it read no manifest. */
  readonly takesPackages?: RegExp;
}

const NODE_SETTINGS = ['.npmrc'];
const MAVEN = {
  manifests: ['pom.xml'],
  locks: [],
  settings: ['.mvn/*', 'settings.xml'],
  folder: [],
  manifestOption: ['-f', '--file'],
};
const GRADLE = {
  manifests: ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'],
  locks: ['gradle.lockfile'],
  settings: ['gradle.properties', 'gradle/libs.versions.toml', 'gradle/wrapper/*', 'gradlew'],
  folder: ['-p', '--project-dir'],
};
const DOTNET = {
  manifests: ['*.csproj', '*.fsproj', '*.vbproj', '*.sln', '*.slnx'],
  locks: ['packages.lock.json'],
  settings: [
    ...['Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'global.json'],
    ...['nuget.config', 'NuGet.Config', 'NuGet.config', '.config/dotnet-tools.json'],
  ],
};
const GO = { manifests: ['go.mod', 'go.work'], locks: ['go.sum', 'go.work.sum'], folder: ['-C'] };
const CARGO = {
  manifests: ['Cargo.toml'],
  locks: ['Cargo.lock'],
  settings: ['rust-toolchain', 'rust-toolchain.toml', '.cargo/config', '.cargo/config.toml'],
  manifestOption: ['--manifest-path'],
  frozen: /(?:^| )--(?:locked|frozen)\b/,
};
const BUNDLER = {
  manifests: ['Gemfile', 'gems.rb'],
  locks: ['Gemfile.lock', 'gems.locked'],
  settings: ['*.gemspec', '.bundle/config', '.ruby-version'],
};
/** A package of Go by its import path. */
const REMOTE = /^[a-z\d-]+\.[a-z]|@/;
const PYTHON_PROJECT = ['pyproject.toml', 'setup.py', 'setup.cfg'];

/** As of November 2026, as the tools are generally documented; none of them was run. */
// oxlint-disable-next-line max-lines-per-function -- a table
export const installers = lazily((): readonly InstallerRow[] => [
  {
    ecosystem: 'node',
    programs: ['npm'],
    words: /^(?:-\S+ )*(?:ci|clean-install|ic|install-clean|install-ci-test|cit)\b/,
    manifests: ['package.json'],
    locks: ['package-lock.json', 'npm-shrinkwrap.json'],
    settings: NODE_SETTINGS,
    scriptsUnless: '--ignore-scripts',
    frozen: true,
    folder: ['-C', '--prefix'],
  },
  {
    ecosystem: 'node',
    programs: ['npm'],
    words: /^(?:-\S+ )*(?:install|i|in|ins|inst|insta|instal|isnt|isnta|isntal|isntall|add|install-test|it)\b/,
    unless: /(?:^| )(?:-g|--global|--location=global)\b/,
    takesPackages: /./,
    manifests: ['package.json'],
    locks: ['package-lock.json', 'npm-shrinkwrap.json'],
    settings: NODE_SETTINGS,
    scriptsUnless: '--ignore-scripts',
    ignoresLock: /(?:^| )--no-package-lock\b/,
    folder: ['-C', '--prefix'],
  },
  {
    ecosystem: 'node',
    programs: ['yarn', 'yarnpkg'],
    words: /^(?:-\S+(?: |$))*(?:(?:install|workspaces focus)\b|$)/,
    unless: /(?:^| )(?:-v|-h|--version|--help)\b/,
    manifests: ['package.json'],
    locks: ['yarn.lock'],
    settings: [...NODE_SETTINGS, '.yarnrc', '.yarnrc.yml', '.yarn/*'],
    scriptsUnless: '--ignore-scripts',
    frozen: /(?:^| )--(?:frozen-lockfile|immutable)\b/,
    ignoresLock: /(?:^| )--no-lockfile\b/,
    folder: ['--cwd'],
  },
  {
    ecosystem: 'node',
    programs: ['pnpm'],
    words: /^(?:-\S+ )*(?:install|i|ci)\b/,
    unless: /(?:^| )(?:-g|--global)\b/,
    takesPackages: /./,
    manifests: ['package.json'],
    locks: ['pnpm-lock.yaml'],
    settings: [...NODE_SETTINGS, 'pnpm-workspace.yaml', '.pnpmfile.cjs', 'patches/*'],
    scriptsUnless: '--ignore-scripts',
    frozen: /(?:^| )(?:--frozen-lockfile|ci)\b/,
    ignoresLock: /(?:^| )--no-lockfile\b/,
    folder: ['-C', '--dir'],
  },
  {
    // It reads no package.json.
    ecosystem: 'node',
    programs: ['pnpm'],
    words: /^(?:-\S+ )*fetch\b/,
    manifests: ['pnpm-lock.yaml'],
    locks: ['pnpm-lock.yaml'],
    settings: [...NODE_SETTINGS, '.pnpmfile.cjs', 'pnpm-workspace.yaml', 'patches/*'],
    frozen: true,
    folder: ['-C', '--dir'],
  },
  {
    ecosystem: 'node',
    programs: ['bun'],
    words: /^(?:-\S+ )*(?:install|i|ci)\b/,
    unless: /(?:^| )(?:-g|--global)\b/,
    takesPackages: /./,
    manifests: ['package.json'],
    locks: ['bun.lock', 'bun.lockb'],
    settings: ['bunfig.toml', ...NODE_SETTINGS],
    scriptsUnless: '--ignore-scripts',
    frozen: /(?:^| )(?:--frozen-lockfile|ci)\b/,
    folder: ['--cwd'],
  },
  {
    ecosystem: 'python',
    programs: ['poetry'],
    words: /^(?:-\S+ )*(?:install|sync)\b/,
    manifests: ['pyproject.toml'],
    locks: ['poetry.lock'],
    settings: ['poetry.toml'],
    needsSources: { unless: /(?:^| )--no-root\b/ },
    frozen: true,
    folder: ['-C', '-P', '--directory', '--project'],
  },
  {
    ecosystem: 'python',
    programs: ['uv'],
    words: /^(?:-\S+ )*sync\b/,
    manifests: ['pyproject.toml'],
    locks: ['uv.lock'],
    settings: ['uv.toml', '.python-version'],
    needsSources: { unless: /(?:^| )--no-install-(?:project|workspace)\b/ },
    frozen: /(?:^| )--(?:locked|frozen)\b/,
    folder: ['--directory', '--project'],
  },
  {
    ecosystem: 'python',
    programs: ['pdm'],
    words: /^(?:-\S+ )*(?:install|sync)\b/,
    manifests: ['pyproject.toml'],
    locks: ['pdm.lock'],
    settings: ['pdm.toml'],
    needsSources: { unless: /(?:^| )--no-self\b/ },
    frozen: /(?:^| )(?:--frozen-lockfile|sync)\b/,
    folder: ['-p', '--project'],
  },
  {
    ecosystem: 'python',
    programs: ['pipenv'],
    words: /^(?:-\S+ )*(?:install|sync)\b/,
    manifests: ['Pipfile'],
    locks: ['Pipfile.lock'],
    frozen: /(?:^| )(?:--deploy|sync)\b/,
    ignoresLock: /(?:^| )--skip-lock\b/,
    takesPackages: /./,
  },
  {
    ecosystem: 'python',
    programs: ['conda', 'mamba', 'micromamba'],
    words: /^(?:env (?:create|update)|(?:install|create|update) (?:\S+ )*(?:-f|--file)\b)/,
    manifests: ['environment.yml', 'environment.yaml'],
    locks: [],
    manifestOption: ['-f', '--file'],
  },
  {
    ecosystem: 'ruby',
    programs: ['bundle', 'bundler'],
    words: /^(?:-\S+(?: |$))*(?:install\b|$)/,
    unless: /(?:^| )(?:-v|--version|--help)\b/,
    ...BUNDLER,
    frozen: /(?:^| )--(?:deployment|frozen)\b/,
    manifestOption: ['--gemfile'],
  },
  { ecosystem: 'rust', programs: ['cargo', 'xx-cargo'], words: /^(?:\+\S+ )?(?:-\S+ )*fetch\b/, ...CARGO },
  {
    ecosystem: 'rust',
    programs: ['cargo', 'xx-cargo'],
    words: /^(?:\+\S+ )?(?:-\S+ )*chef cook\b/,
    ...CARGO,
    manifests: ['recipe.json'],
    locks: [],
    manifestOption: ['--recipe-path'],
  },
  {
    ecosystem: 'rust',
    programs: ['cargo', 'xx-cargo'],
    words: /^(?:\+\S+ )?(?:-\S+ )*(?:build|b|test|t|check|c|run|r|rustc|auditable build|zigbuild|leptos build)\b/,
    ...CARGO,
    needsSources: true,
  },
  {
    ecosystem: 'rust',
    programs: ['cargo', 'xx-cargo'],
    words: /^(?:\+\S+ )?(?:-\S+ )*install (?:\S+ )*--path\b/,
    ...CARGO,
    needsSources: true,
    ignoresLock: /^(?!.*--(?:locked|frozen)\b)/,
    folder: ['--path'],
  },
  { ecosystem: 'go', programs: ['go', 'xx-go'], words: /^(?:-C \S+ )?mod (?:download|verify)\b/, ...GO, frozen: true },
  {
    ecosystem: 'go',
    programs: ['go', 'xx-go'],
    words: /^(?:-C \S+ )?mod (?:tidy|vendor)\b/,
    ...GO,
    needsSources: true,
  },
  {
    ecosystem: 'go',
    programs: ['go', 'xx-go'],
    words: /^(?:-C \S+ )?(?:build|test|run|vet|generate)\b/,
    ...GO,
    takesPackages: /@/,
    needsSources: true,
    frozen: true,
  },
  {
    ecosystem: 'go',
    programs: ['go', 'xx-go'],
    words: /^(?:-C \S+ )?install\b/,
    ...GO,
    takesPackages: REMOTE,
    needsSources: true,
    frozen: true,
  },
  {
    ecosystem: 'go',
    programs: ['go', 'xx-go'],
    words: /^(?:-C \S+ )?get\b/,
    ...GO,
    takesPackages: REMOTE,
    needsSources: true,
  },
  {
    ecosystem: 'php',
    programs: ['composer', 'composer.phar'],
    words: /^(?:-\S+ )*(?:install|i|update|u|upgrade)\b/,
    manifests: ['composer.json'],
    locks: ['composer.lock'],
    settings: ['auth.json', 'symfony.lock'],
    scriptsUnless: '--no-scripts',
    ignoresLock: /^(?:-\S+ )*(?:update|u|upgrade)\b/,
    folder: ['-d', '--working-dir'],
  },
  {
    ecosystem: 'java',
    programs: ['mvn', 'mvnw', 'mvnd'],
    words:
      /(?:^| )(?:\S*dependency(?:-plugin\S*)?:(?:go-offline|resolve|resolve-plugins|copy-dependencies)|de\.qaware\.maven:\S+)(?: |$)/,
    unless: /(?:^| )(?:package|install|verify|compile|test|deploy)(?: |$)/,
    ...MAVEN,
  },
  {
    ecosystem: 'java',
    programs: ['mvn', 'mvnw', 'mvnd'],
    words: /(?:^| )(?:package|install|verify|compile|test|deploy|process-resources|spring-boot:\S+)(?: |$)/,
    ...MAVEN,
    needsSources: true,
  },
  {
    ecosystem: 'java',
    programs: ['gradle', 'gradlew'],
    words: /(?:^| ):?(?:\S*:)?(?:dependencies|downloadDependencies|resolveDependencies|wrapper)(?: |$)/,
    unless: /(?:^| ):?(?:\S*:)?(?:build|assemble|bootJar|jar|installDist|shadowJar|test|check)(?: |$)/,
    ...GRADLE,
  },
  {
    ecosystem: 'java',
    programs: ['gradle', 'gradlew'],
    words:
      /(?:^| ):?(?:\S*:)?(?:build|assemble|assembleDist|bootJar|bootWar|war|jar|installDist|shadowJar|test|check|distTar|distZip|fatJar|classes|compileJava|clean)(?: |$)/,
    ...GRADLE,
    needsSources: true,
  },
  { ecosystem: 'dotnet', programs: ['dotnet'], words: /^restore\b/, ...DOTNET, frozen: /(?:^| )--locked-mode\b/ },
  {
    ecosystem: 'dotnet',
    programs: ['dotnet'],
    words: /^(?:build|publish|test|pack|run|msbuild)\b/,
    ...DOTNET,
    needsSources: true,
  },
  {
    ecosystem: 'elixir',
    programs: ['mix'],
    words: /^(?:deps\.get|do deps\.get|do .*\bdeps\.get)\b/,
    manifests: ['mix.exs'],
    locks: ['mix.lock'],
    settings: ['config/*'],
  },
  {
    ecosystem: 'elixir',
    programs: ['mix'],
    words: /^(?:deps\.compile|do deps\.compile)\b/,
    manifests: ['mix.exs'],
    locks: ['mix.lock'],
    settings: ['config/*'],
  },
  {
    ecosystem: 'scala',
    programs: ['sbt'],
    words: /(?:^| )(?:update|reload)(?: |$)/,
    manifests: ['build.sbt'],
    locks: [],
    settings: ['project/*'],
  },
  {
    ecosystem: 'swift',
    programs: ['swift'],
    words: /^package resolve\b/,
    manifests: ['Package.swift'],
    locks: ['Package.resolved'],
  },
  {
    ecosystem: 'dart',
    programs: ['dart', 'flutter'],
    words: /^pub get\b/,
    manifests: ['pubspec.yaml'],
    locks: ['pubspec.lock'],
  },
]);

/** What pip and `uv pip` install where they are given no name of a package. */
export const PYTHON_PROJECT_FILES: readonly string[] = PYTHON_PROJECT;
