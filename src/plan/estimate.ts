// How long a job takes where nobody has measured it: a table of rough values for a machine of today, with a warm network.

import { shellOf as imageShell } from '../model/evaluation/default-shell.ts';
import { packageCommand } from '../shell/commands/package-managers.ts';
import type { PackageManager } from '../shell/commands/package-tools.ts';
import { workOf } from '../shell/commands/work.ts';
import { shellOf } from '../shell/run.ts';
import type { Command } from '../shell/tree.ts';
import type { JobWork } from './build-jobs.ts';
import type { Operation } from './operation.ts';

/** In seconds. */
const START_OF_CONTAINER = 0.3;
const ANY_COMMAND = 0.1;
const COPY = 0.1;
const FOLDER = 0.1;
const METADATA = 0.8;
const FROM_THE_WEB = 3;
const REPOSITORY = 6;
const EXPORT = 0.5;
const REQUEST = 0.05;

const BYTES_SENT_PER_SECOND = 100_000_000;
const BYTES_COPIED_PER_SECOND = 200_000_000;

/** By the names of images; the first that fits. */
const PULLS: readonly (readonly [pattern: RegExp, seconds: number])[] = [
  [/\/(?:alpine|busybox|hello-world)\b|distroless|-alpine|:alpine|wolfi|chainguard/, 1.5],
  [/slim|minimal|micro|\/(?:debian|ubuntu|rockylinux|almalinux|fedora)\b/, 3],
  [/\/(?:golang|rust|maven|gradle|dotnet|sdk|cuda|pytorch|tensorflow)\b|-sdk|-devel|jdk/, 15],
];
const PULL = 8;

interface InstallCost {
  readonly once: number;
  /** Of packages that the command names. */
  readonly perPackage: number;
}

const INSTALLS: Readonly<Record<PackageManager, InstallCost>> = {
  apk: { once: 1, perPackage: 0.5 },
  apt: { once: 3, perPackage: 1.5 },
  'apt-get': { once: 3, perPackage: 1.5 },
  dnf: { once: 12, perPackage: 2 },
  microdnf: { once: 8, perPackage: 2 },
  npm: { once: 15, perPackage: 1 },
  pip: { once: 4, perPackage: 2 },
  pipx: { once: 4, perPackage: 3 },
  pnpm: { once: 8, perPackage: 0.5 },
  tdnf: { once: 5, perPackage: 1.5 },
  uv: { once: 2, perPackage: 0.3 },
  yarn: { once: 12, perPackage: 0.5 },
  yum: { once: 12, perPackage: 2 },
  zypper: { once: 10, perPackage: 2 },
};
const REFRESH = 3;
const UPGRADE = 15;

/** By programs that compile or install for others. */
const PROGRAMS: ReadonlyMap<string, number> = new Map([
  ...seconds(2, 'cc gcc clang javac unzip tar c++ g++ clang++'),
  ...seconds(5, 'configure autoreconf autogen.sh cmake meson phpize tsc curl wget git svn'),
  ...seconds(20, 'go xx-go dotnet bundle gem composer poetry npm yarn pnpm'),
  ...seconds(30, 'make gmake ninja docker-php-ext-install install-php-extensions pecl conda mamba micromamba'),
  ...seconds(60, 'mvn mvnw gradle gradlew sbt ant cargo xx-cargo bazel bazelisk'),
]);
const OTHER_WORK: Readonly<Record<'install' | 'fetch' | 'unpack' | 'build', number>> = {
  install: 10,
  fetch: 3,
  unpack: 1,
  build: 20,
};

function seconds(value: number, names: string): readonly (readonly [string, number])[] {
  return names.split(' ').map((name) => [name, value]);
}

/** Seconds. `bytes` is what a copy takes, as far as that is known. */
export function estimate(work: JobWork, bytes = 0): number {
  switch (work.kind) {
    case 'step':
      return stepEstimate(work, bytes);
    case 'image':
      return pullEstimate(work.operation);
    case 'remote':
      return work.operation.kind === 'source' && work.operation.identifier.startsWith('git://')
        ? REPOSITORY
        : FROM_THE_WEB;
    case 'context':
    case 'definition':
      return REQUEST + work.bytes / BYTES_SENT_PER_SECOND;
    case 'metadata':
      return METADATA;
    case 'export':
      return EXPORT;
    case 'inline':
    case 'ignore-file':
      return REQUEST;
    default:
      return work satisfies never;
  }
}

function pullEstimate(operation: Operation): number {
  const reference = operation.kind === 'source' ? operation.identifier : '';
  return PULLS.find(([pattern]) => pattern.test(reference))?.[1] ?? PULL;
}

function stepEstimate({ operation, step }: JobWork & { readonly kind: 'step' }, bytes: number): number {
  const { instruction } = step.command;
  switch (operation.kind) {
    case 'exec': {
      const script = shellOf(instruction, imageShell(step.before.image));
      return (script?.commands ?? []).reduce((sum, command) => sum + commandEstimate(command), START_OF_CONTAINER);
    }
    case 'file':
      return instruction.kind === 'Workdir' ? FOLDER : COPY + bytes / BYTES_COPIED_PER_SECOND;
    case 'merge':
    case 'source':
      return FOLDER;
    default:
      return operation satisfies never;
  }
}

function commandEstimate(command: Command): number {
  const found = packageCommand(command);
  if (found?.action === 'refresh') return REFRESH;
  if (found?.action === 'upgrade') return UPGRADE;
  if (found?.action === 'install') {
    const { once, perPackage } = INSTALLS[found.manager];
    return once + perPackage * found.packages.length;
  }
  const [first] = command.args;
  if (command.name === 'sleep' && /^\d{1,4}(?:\.\d*)?$/.test(first?.value ?? '')) return Number(first?.value);
  const work = workOf(command);
  if (work === undefined) return ANY_COMMAND;
  return PROGRAMS.get(command.name ?? '') ?? OTHER_WORK[work.kind];
}
