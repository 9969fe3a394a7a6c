// The flags of the instructions: what each does and which values it takes.

import type { Entry } from './entry.ts';
import type { Keyword } from './instructions.ts';

const chown: Entry = {
  summary: 'The owner of what is copied; root where it is not given.',
  details: 'Names are looked up in `/etc/passwd` and `/etc/group` of the image; numbers need no account.',
  syntax: ['--chown=<user>[:<group>]'],
  operands: { '<user>[:<group>]': 'Names or numbers. Without a group it is the one with the number of the user.' },
  example: 'COPY --chown=node:node . .',
};

const chmod: Entry = {
  summary: 'The permissions of what is copied, files and folders alike; without it they stay as they are.',
  syntax: ['--chmod=<mode>'],
  operands: { '<mode>': 'An octal number, `755`, or symbolic as for `chmod`: `u=rwX,go=rX`.' },
  example: 'COPY --chmod=755 entrypoint.sh /usr/local/bin/',
};

const link: Entry = {
  summary: 'Makes the files a layer that does not depend on the layers below it.',
  details:
    'A change of an earlier step then does not copy them again. Links in the destination path are not followed, since nobody looks at what is there.',
  syntax: ['--link'],
  example: 'COPY --link --from=build /app /app',
};

const exclude: Entry = {
  summary: 'Leaves files out of what is copied. May be given several times.',
  details: 'The pattern is one of `.dockerignore`: `*`, `?`, `**`.',
  syntax: ['--exclude=<pattern>'],
  operands: { '<pattern>': 'Seen from the source, as `*.md`.' },
  example: 'COPY --exclude=**/*_test.go . /src/',
};

const duration = 'A number with a unit: `30s`, `1m30s`, `500ms`.';

const flagEntries: Readonly<Partial<Record<Keyword, Readonly<Record<string, Entry>>>>> = {
  FROM: {
    platform: {
      summary: 'The platform for which the image is taken, and on which the stage runs.',
      details:
        'Without it, the platform that is built for. `$BUILDPLATFORM` makes the stage run on the machine of the builder without emulation, to compile for another one there.',
      syntax: ['--platform=<platform>'],
      operands: { '<platform>': 'System, architecture and perhaps variant: `linux/arm64`, `linux/arm/v7`.' },
      values: {
        $BUILDPLATFORM: 'the platform of the builder: no emulation',
        $TARGETPLATFORM: 'the platform that is built for: the default',
        'linux/amd64': '64-bit Intel and AMD',
        'linux/arm64': '64-bit ARM: Apple silicon, AWS Graviton',
        'linux/arm/v7': '32-bit ARM',
        'linux/arm/v6': '32-bit ARM of the first Raspberry Pi',
        'linux/386': '32-bit Intel and AMD',
        'linux/ppc64le': '64-bit POWER',
        'linux/riscv64': '64-bit RISC-V',
        'linux/s390x': 'IBM Z',
        'windows/amd64': 'Windows containers',
      },
      example: 'FROM --platform=$BUILDPLATFORM golang:1.25 AS build',
    },
  },
  RUN: {
    mount: {
      summary: 'Gives the command files that do not become part of the layer. May be given several times.',
      details: 'Without `type` it is a bind mount.',
      syntax: ['--mount=type=<type>[,<option>=<value>]…'],
      operands: {
        '<type>': '`bind`, `cache`, `secret`, `ssh` or `tmpfs`.',
        '<option>=<value>': 'Options, with commas between them.',
      },
      example: 'RUN --mount=type=cache,target=/root/.npm npm ci',
    },
    network: {
      summary: 'The network that the command sees.',
      syntax: ['--network=<network>'],
      values: {
        default: 'that of the build, as without the flag',
        none: 'none but its own loopback: surely nothing is downloaded',
        host: 'that of the machine of the builder; the build must allow it with `--allow network.host`',
      },
      example: 'RUN --network=none make test',
    },
    security: {
      summary: 'Whether the command runs in its sandbox.',
      syntax: ['--security=<mode>'],
      values: {
        sandbox: 'without further privileges: the default',
        insecure: 'with all privileges; the build must allow it with `--allow security.insecure`',
      },
      example: 'RUN --security=insecure ./needs-privileges.sh',
    },
    device: {
      summary:
        'Gives the command a device of the builder, named as the Container Device Interface does. May be given several times.',
      details: 'The build must allow it with `--allow device`, unless the device itself is marked so.',
      syntax: ['--device=<name>[,required]'],
      operands: {
        '<name>': 'A device, all of a kind or a class: `nvidia.com/gpu=0`, `nvidia.com/gpu=*`.',
        required: 'The step fails where there is no such device; otherwise it goes on without.',
      },
      example: 'RUN --device=nvidia.com/gpu=0 nvidia-smi',
    },
  },
  COPY: {
    from: {
      summary:
        'Copies from another stage, from an image, or from what `--build-context` names, instead of the build context.',
      details: 'Variables cannot be used in it.',
      syntax: ['--from=<stage>'],
      operands: { '<stage>': 'The name of a stage, its number from 0, an image, or a named context.' },
      example: 'COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/',
    },
    chown,
    chmod,
    link,
    parents: {
      summary: 'Keeps the folders in the paths of the sources, as `cp --parents` does.',
      details: 'Of a path with `/./` in it only what stands behind that is kept.',
      syntax: ['--parents'],
      example: 'COPY --parents packages/*/package.json ./',
    },
    exclude,
  },
  ADD: {
    checksum: {
      summary: 'What the download must be; another one fails the build.',
      syntax: ['--checksum=<checksum>'],
      operands: { '<checksum>': 'Of a file `sha256:…`, of a Git repository its commit, or how that begins.' },
      example: 'ADD --checksum=be1f38e https://github.com/moby/buildkit.git#v0.26.2 /src',
    },
    'keep-git-dir': {
      summary: 'Keeps the folder `.git` of a repository that is cloned.',
      syntax: ['--keep-git-dir'],
      example: 'ADD --keep-git-dir https://github.com/moby/buildkit.git#v0.26.2 /src',
    },
    unpack: {
      summary: 'Whether archives are unpacked.',
      details: 'Without it those of the build context are, and those that are downloaded are not.',
      syntax: ['--unpack=<boolean>'],
      values: { true: 'unpacks a download, too', false: 'copies an archive as it is' },
      example: 'ADD --unpack https://example.com/tool.tar.gz /opt/',
    },
    chown,
    chmod,
    link,
    exclude,
  },
  HEALTHCHECK: {
    interval: {
      summary: 'The time between two checks, and before the first; 30 s where it is not given.',
      syntax: ['--interval=<duration>'],
      operands: { '<duration>': duration },
    },
    timeout: {
      summary: 'A check that takes longer than this has failed; 30 s where it is not given.',
      syntax: ['--timeout=<duration>'],
      operands: { '<duration>': duration },
    },
    'start-period': {
      summary: 'The time a container has to start, in which failures do not count; none where it is not given.',
      syntax: ['--start-period=<duration>'],
      operands: { '<duration>': duration },
    },
    'start-interval': {
      summary: 'The time between two checks while the container starts; 5 s where it is not given.',
      details: 'It counts only with `--start-period`, and needs Docker Engine 25.',
      syntax: ['--start-interval=<duration>'],
      operands: { '<duration>': duration },
    },
    retries: {
      summary: 'So many failures in a row make the container unhealthy; 3 where it is not given.',
      syntax: ['--retries=<number>'],
      operands: { '<number>': 'A number; 0 is as good as not given.' },
    },
  },
};

/** The flags of an instruction, in the order in which they are worth telling. */
export function flagsOf(keyword: Keyword): readonly string[] {
  return Object.keys(flagEntries[keyword] ?? {});
}

/** The entry of a flag, named without its dashes. */
export function flagReference(keyword: Keyword, flag: string): Entry | undefined {
  const entries = flagEntries[keyword];
  return entries !== undefined && Object.hasOwn(entries, flag) ? entries[flag] : undefined;
}
