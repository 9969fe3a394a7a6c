// What base images bring along: the program behind /bin/sh, and the folder that a build on them starts in.

import type { ImageReference } from '../syntax/image-reference.ts';

/** `none`: the image has no /bin/sh. */
export type SystemShell = 'bash' | 'busybox' | 'dash' | 'none';

/** What holds for an image by its name and tag; undefined where nobody knows, or where its tags differ. */
export interface BaseImageFacts {
  readonly systemShell: SystemShell | undefined;
  readonly workingFolder: string | undefined;
}

/**
 * Read from the Dockerfiles of these images, Docker Hub's official ones as docker-library/official-images lists them at
 * 37079fb336 (2026-08-21). The shell is that of a tag that names no other distribution.
 */
const SHELLS: readonly (readonly [SystemShell, readonly string[]])[] = [
  ['busybox', ['alpine', 'bash', 'busybox', 'caddy', 'composer', 'docker', 'nats', 'registry', 'traefik']],
  [
    'bash',
    [
      ...['almalinux', 'amazoncorretto', 'amazonlinux', 'archlinux', 'centos', 'clearlinux', 'fedora', 'opensuse'],
      ...['oraclelinux', 'photon', 'rockylinux', 'rockylinux/rockylinux', 'quay.io/rockylinux/rockylinux'],
      ...['ghcr.io/oracle/oraclelinux', 'public.ecr.aws/amazonlinux/amazonlinux'],
    ],
  ],
  [
    'dash',
    [
      ...['buildpack-deps', 'cassandra', 'clojure', 'debian', 'drupal', 'eclipse-temurin', 'elixir', 'erlang', 'flink'],
      ...['fluentd', 'golang', 'haproxy', 'httpd', 'influxdb', 'jruby', 'julia', 'mariadb', 'memcached', 'mongo'],
      ...[
        'nextcloud',
        'nginx',
        'node',
        'perl',
        'php',
        'postgres',
        'pypy',
        'python',
        'rabbitmq',
        'redis',
        'ros',
        'ruby',
      ],
      ...['rust', 'solr', 'spark', 'tomcat', 'ubuntu', 'wordpress', 'biocontainers/biocontainers', 'phusion/baseimage'],
      ...['selenium/base', 'lukemathwalker/cargo-chef', 'mcr.microsoft.com/devcontainers/base'],
      ...['base-notebook', 'docker-stacks-foundation', 'minimal-notebook', 'scipy-notebook'].map(jupyter),
    ],
  ],
];

/** Distributions by a word in name or tag: `node:22-alpine`, `redhat/ubi9`, `nvidia/cuda:12.8.0-base-ubuntu24.04`. */
const SHELLS_BY_WORD: readonly (readonly [SystemShell, RegExp])[] = [
  ['none', /\bdistroless\b|-chiseled/],
  ['busybox', /\balpine/],
  ['bash', /\b(?:al2|alma|amazon|centos|corretto|fedora|oracle|rocky|ubi\d)/],
  [
    'dash',
    /\b(?:debian|bookworm|bullseye|buster|jessie|stretch|trixie|ubuntu|bionic|focal|jammy|noble|resolute|xenial)/,
  ],
];

const WORKING_FOLDERS: readonly (readonly [folder: string, images: readonly string[]])[] = [
  [
    '/',
    [
      ...[
        'almalinux',
        'alpine',
        'amazoncorretto',
        'amazonlinux',
        'archlinux',
        'buildpack-deps',
        'busybox',
        'cassandra',
      ],
      ...['centos', 'clearlinux', 'debian', 'docker', 'eclipse-temurin', 'elixir', 'erlang', 'fedora', 'fluentd'],
      ...['influxdb', 'jruby', 'julia', 'mariadb', 'maven', 'memcached', 'mongo', 'mysql', 'nats', 'nginx', 'node'],
      ...['openjdk', 'opensuse', 'oraclelinux', 'photon', 'postgres', 'pypy', 'python', 'rabbitmq', 'registry', 'ros'],
      ...['ruby', 'rust', 'traefik', 'ubuntu', 'ghcr.io/oracle/oraclelinux'],
      ...['aspnet', 'runtime', 'runtime-deps', 'sdk'].map((name) => `mcr.microsoft.com/dotnet/${name}`),
    ],
  ],
  ['/app', ['composer']],
  ['/data', ['redis', 'biocontainers/biocontainers']],
  ['/go', ['golang', 'golangci/golangci-lint']],
  ['/home/gradle', ['gradle']],
  ['/home/jovyan', ['base-notebook', 'docker-stacks-foundation', 'minimal-notebook', 'scipy-notebook'].map(jupyter)],
  ['/opt/flink', ['flink']],
  ['/opt/solr', ['solr']],
  ['/opt/spark/work-dir', ['spark']],
  ['/usr/local/apache2', ['httpd']],
  ['/usr/local/tomcat', ['tomcat']],
  ['/var/www/html', ['nextcloud', 'wordpress']],
];

/** Where the tag decides. */
const WORKING_FOLDERS_BY_TAG = new Map<string, (words: string) => string>([
  ['caddy', (words) => (words.includes('builder') ? '/usr/bin' : '/srv')],
  ['php', (words) => (/apache|fpm/.test(words) ? '/var/www/html' : '/')],
]);

const SHELL_OF = byImage(SHELLS);
const WORKING_FOLDER_OF = byImage(WORKING_FOLDERS);

/** Copies of Docker Hub's official images: of all platforms, of one, and mirrors. */
const OFFICIAL =
  /^(?:docker\.io\/(?:library|amd64|arm32v[567]|arm64v8|i386|ppc64le|riscv64|s390x)|mirror\.gcr\.io(?:\/library)?|public\.ecr\.aws\/docker\/library)\/(?=[^/]+$)/;

/** With triggers, or on Windows. */
const NOT_ALIKE = /onbuild|windows|nanoserver|servercore/;
const NOTHING: BaseImageFacts = { systemShell: undefined, workingFolder: undefined };

/** What is certain of an image. A digest without a tag does not tell the distribution. */
export function baseImageFacts({ registry, repository, tag, digest }: ImageReference): BaseImageFacts {
  const words = `${repository}:${tag ?? 'latest'}`;
  if ((tag === undefined && digest !== undefined) || NOT_ALIKE.test(words)) return NOTHING;
  const name = `${registry}/${repository}`.replace(OFFICIAL, '').replace(/^docker\.io\//, '');
  return {
    systemShell: SHELLS_BY_WORD.find(([, pattern]) => pattern.test(words))?.[0] ?? SHELL_OF.get(name),
    workingFolder: WORKING_FOLDERS_BY_TAG.get(name)?.(words) ?? WORKING_FOLDER_OF.get(name),
  };
}

function byImage<Fact>(table: readonly (readonly [Fact, readonly string[]])[]): ReadonlyMap<string, Fact> {
  return new Map(table.flatMap(([fact, images]) => images.map((image): [string, Fact] => [image, fact])));
}

function jupyter(name: string): string {
  return `quay.io/jupyter/${name}`;
}
