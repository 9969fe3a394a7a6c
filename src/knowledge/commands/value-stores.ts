// Commands that keep what they are told in a file of configuration, as a table.

import { lazily } from '../../syntax/lazily.ts';

export interface Store {
  readonly programs: readonly string[];
  /** What the arguments look like. */
  readonly words: RegExp;
  /** Where, seen from the working directory; `~` is the home folder of the user. */
  readonly file: string;
  /** The first of these variables that is set names the folder instead. */
  readonly folders?: readonly { readonly variable: string; readonly path: string }[];
}

/** As of November 2026, from the documentation of the tools. The first that fits counts. */
export const stores = lazily((): readonly Store[] => [
  {
    programs: ['npm', 'pnpm'],
    words: /^(?:-\S+ )*(?:config|c) (?:-\S+ )*set (?:\S+ )*--location[ =]project\b/,
    file: '.npmrc',
  },
  {
    programs: ['npm'],
    words: /^(?:-\S+ )*(?:config |c )?(?:-\S+ )*set (?:\S+ )*(?:-g|--global|--location[ =]global)(?: |$)/,
    file: '/usr/local/etc/npmrc',
    folders: [
      { variable: 'NPM_CONFIG_GLOBALCONFIG', path: '' },
      { variable: 'NPM_CONFIG_PREFIX', path: 'etc/npmrc' },
    ],
  },
  { programs: ['npm'], words: /^(?:-\S+ )*(?:(?:config|c) (?:-\S+ )*)?set\b/, file: '~/.npmrc' },
  { programs: ['pnpm'], words: /^(?:-\S+ )*(?:(?:config|c) (?:-\S+ )*)?set\b/, file: '~/.config/pnpm/rc' },
  { programs: ['yarn'], words: /^(?:-\S+ )*config set\b/, file: '~/.yarnrc' },
  { programs: ['pip'], words: /^(?:-\S+ )*config (?:-\S+ )*--global (?:-\S+ )*set\b/, file: '/etc/pip.conf' },
  { programs: ['pip'], words: /^(?:-\S+ )*config (?:-\S+ )*set\b/, file: '~/.config/pip/pip.conf' },
  {
    programs: ['poetry'],
    words: /^(?:-\S+ )*config (?:-\S+ )*(?:http-basic|pypi-token)\./,
    file: '~/.config/pypoetry/auth.toml',
    folders: [{ variable: 'POETRY_CONFIG_DIR', path: 'auth.toml' }],
  },
  {
    programs: ['composer'],
    words: /^(?:-\S+ )*(?:config (?:\S+ )*(?:-g|--global)|global config)\b/,
    file: '~/.composer/auth.json',
    folders: [{ variable: 'COMPOSER_HOME', path: 'auth.json' }],
  },
  {
    programs: ['composer'],
    words: /^(?:-\S+ )*config (?:-\S+ )*(?:http-basic|github-oauth|gitlab-oauth|gitlab-token|bearer|bitbucket-oauth)\b/,
    file: 'auth.json',
  },
  { programs: ['bundle', 'bundler'], words: /^config (?:set )?(?:-\S+ )*--local\b/, file: '.bundle/config' },
  {
    programs: ['bundle', 'bundler'],
    words: /^config (?:set )?(?:-\S+ )*[\w.:/-]+/,
    file: '~/.bundle/config',
    folders: [{ variable: 'BUNDLE_APP_CONFIG', path: 'config' }],
  },
  { programs: ['gem'], words: /^sources (?:\S+ )*(?:-a|--add)\b/, file: '~/.gemrc' },
  {
    programs: ['cargo'],
    words: /^login\b/,
    file: '~/.cargo/credentials.toml',
    folders: [{ variable: 'CARGO_HOME', path: 'credentials.toml' }],
  },
  { programs: ['conda', 'mamba'], words: /^config (?:\S+ )*--(?:set|add|append|prepend)\b/, file: '~/.condarc' },
  { programs: ['go'], words: /^env (?:\S+ )*-w\b/, file: '~/.config/go/env' },
  { programs: ['git'], words: /^(?:-C \S+ )?config (?:\S+ )*--system\b/, file: '/etc/gitconfig' },
  { programs: ['git'], words: /^(?:-C \S+ )?config (?:\S+ )*--global\b/, file: '~/.gitconfig' },
  { programs: ['git'], words: /^config\b|^remote (?:add|set-url)\b/, file: '.git/config' },
  {
    programs: ['docker', 'podman', 'buildah', 'skopeo', 'helm', 'crane', 'oras'],
    words: /^(?:-\S+ )*(?:registry |auth )?login\b/,
    file: '~/.docker/config.json',
    folders: [{ variable: 'DOCKER_CONFIG', path: 'config.json' }],
  },
  { programs: ['aws'], words: /^configure (?:-\S+ )*set\b/, file: '~/.aws/credentials' },
  { programs: ['gh'], words: /^auth login\b/, file: '~/.config/gh/hosts.yml' },
  { programs: ['dotnet'], words: /^nuget (?:add|update) source\b/, file: '~/.nuget/NuGet/NuGet.Config' },
  { programs: ['nuget'], words: /^sources? (?:add|update)\b/, file: '~/.nuget/NuGet/NuGet.Config' },
  { programs: ['hf', 'huggingface-cli'], words: /^(?:auth )?login\b/, file: '~/.cache/huggingface/token' },
  { programs: ['kubectl'], words: /^config (?:\S+ )*set/, file: '~/.kube/config' },
  { programs: ['svn'], words: /^(?:co|checkout)\b.* --password\b/, file: '~/.subversion/auth' },
]);
