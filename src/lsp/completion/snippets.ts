// Instructions with what mostly follows them, as snippets.

import type { BaseSystem } from '../../knowledge/base-system.ts';
import type { Keyword } from '../reference/instructions.ts';

export interface InstructionSnippet {
  readonly keyword: Keyword;
  /** What is shown behind the keyword. */
  readonly title: string;
  readonly summary: string;
  /** What follows the keyword, as a snippet; its lines are joined by the file's own escape character. */
  readonly body: readonly string[];
  /** Of which images it makes sense. */
  fits?(system: BaseSystem): boolean;
}

const cacheMount = (target: string, more = ''): string => `--mount=type=cache,target=${target}${more}`;

const has =
  (program: string) =>
  (system: BaseSystem): boolean =>
    system.has(program) === true;

const hasManager =
  (...names: readonly string[]) =>
  ({ packageManager }: BaseSystem): boolean =>
    packageManager !== undefined && names.includes(packageManager);

/** In the order in which they are offered, those of one keyword together. */
export const instructionSnippets: readonly InstructionSnippet[] = [
  {
    keyword: 'FROM',
    title: '<image> AS <stage>',
    summary: 'A stage with a name, for later stages to start from or to copy from.',
    body: ['${1:image} AS ${2:stage}'],
  },
  {
    keyword: 'FROM',
    title: '--platform=$BUILDPLATFORM <image> AS <stage>',
    summary: 'A stage that runs on the machine of the builder, to compile for another platform there.',
    body: ['--platform=\\$BUILDPLATFORM ${1:image} AS ${2:stage}'],
  },
  {
    keyword: 'RUN',
    title: 'apt-get install',
    summary: 'Installs packages of Debian or Ubuntu, with the downloads kept in the cache of the builder.',
    body: [
      cacheMount('/var/cache/apt', ',sharing=locked'),
      cacheMount('/var/lib/apt', ',sharing=locked'),
      'rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update',
      '&& apt-get install -y --no-install-recommends ${1:packages}',
    ],
    fits: hasManager('apt'),
  },
  {
    keyword: 'RUN',
    title: 'apk add',
    summary: 'Installs packages of Alpine Linux and leaves no index behind.',
    body: ['apk add --no-cache ${1:packages}'],
    fits: hasManager('apk'),
  },
  {
    keyword: 'RUN',
    title: 'dnf install',
    summary: 'Installs packages of Fedora and its kin, with the metadata kept in the cache of the builder.',
    body: [cacheMount('/var/cache/dnf', ',sharing=locked'), 'dnf install -y ${1:packages}'],
    fits: hasManager('dnf'),
  },
  {
    keyword: 'RUN',
    title: 'npm ci',
    summary: 'Installs what package-lock.json says, with the downloads kept in the cache of the builder.',
    body: [cacheMount('/root/.npm'), 'npm ci'],
    fits: has('npm'),
  },
  {
    keyword: 'RUN',
    title: 'pip install',
    summary: 'Installs what requirements.txt says, with the downloads kept in the cache of the builder.',
    body: [cacheMount('/root/.cache/pip'), 'pip install -r ${1:requirements.txt}'],
    fits: has('pip'),
  },
  {
    keyword: 'RUN',
    title: 'go build',
    summary: 'Compiles with the modules and what was compiled before kept in the cache of the builder.',
    body: [cacheMount('/go/pkg/mod'), cacheMount('/root/.cache/go-build'), 'go build -o ${1:/out/app} ${2:.}'],
    fits: has('go'),
  },
  {
    keyword: 'RUN',
    title: '--mount=type=secret',
    summary: 'A command that gets a secret of the build, which is in no layer.',
    body: ['--mount=type=secret,id=${1:token},env=${2:TOKEN}', '${3:command}'],
  },
  {
    keyword: 'RUN',
    title: '<<EOF',
    summary: 'A script of several lines; without `set -e` the step only fails if its last command does.',
    body: ['<<EOF\nset -e\n${1:command}\nEOF'],
  },
  {
    keyword: 'COPY',
    title: '--from=<stage>',
    summary: 'Files of another stage or of an image.',
    body: ['--from=${1:stage} ${2:source} ${3:destination}'],
  },
  {
    keyword: 'COPY',
    title: '<<EOF',
    summary: 'A file that is written in the Dockerfile.',
    body: ['<<EOF ${1:/path}\n${2:content}\nEOF'],
  },
  {
    keyword: 'CMD',
    title: '["…"]',
    summary: 'Starts the program itself, without a shell: it gets the signals.',
    body: ['["${1:program}", "${2:argument}"]'],
  },
  {
    keyword: 'ENTRYPOINT',
    title: '["…"]',
    summary: 'Starts the program itself, without a shell: it gets the signals.',
    body: ['["${1:program}"]'],
  },
  {
    keyword: 'HEALTHCHECK',
    title: '… CMD',
    summary: 'A command that tells whether the container works.',
    body: ['--interval=${1:30s} --timeout=${2:5s} --retries=${3:3} CMD ${4:command}'],
  },
  {
    keyword: 'SHELL',
    title: 'with pipefail',
    summary: 'A RUN then fails, too, where a command in front of a `|` fails.',
    body: ['["/bin/bash", "-o", "pipefail", "-c"]'],
    fits: has('bash'),
  },
];

/** The body on as many lines as it has, in the keyword case of the file. */
export function snippetBody({ body }: InstructionSnippet, escape: '\\' | '`', isLower: boolean): string {
  const joined = body.join(` ${escape === '\\' ? '\\\\' : escape}\n    `);
  return isLower ? joined.replaceAll(' AS ', ' as ') : joined;
}
