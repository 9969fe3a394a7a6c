// The mounts of RUN: their types and their options.

import type { MountType } from '../../syntax/mount-options.ts';
import { canonicalKey } from '../../syntax/mount.ts';
import type { Entry } from './entry.ts';

const types: Readonly<Record<MountType, Entry>> = {
  bind: {
    summary: 'Shows files of the build context, of a stage or of an image to the command without copying them.',
    details: 'The command runs again when one of these files changes. Nothing of them is in the layer.',
    syntax: ['--mount=type=bind,target=<path>[,source=<path>][,from=<stage>][,rw]'],
    example:
      'RUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt \\\n    pip install -r /tmp/requirements.txt',
  },
  cache: {
    summary: 'A folder that outlives the build: what the command leaves there is there again the next time.',
    details:
      'It belongs to the builder, is not in the image, and its content never makes a step run again. The builder may empty it at any time.',
    syntax: ['--mount=type=cache,target=<path>[,id=<name>][,sharing=<mode>]'],
    example: 'RUN --mount=type=cache,target=/root/.cache/go-build go build ./...',
  },
  secret: {
    summary: 'Gives the command a secret of the build as a file or a variable, and leaves no trace of it in the image.',
    details: 'The build is given it by `--secret id=…`. Another value of it does not make the step run again.',
    syntax: ['--mount=type=secret,id=<name>[,target=<path>][,env=<name>][,required]'],
    example: 'RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci',
  },
  ssh: {
    summary: 'Lets the command use the SSH keys of whoever builds, through an agent.',
    details: 'The build is given it by `--ssh default`. `SSH_AUTH_SOCK` is set for the command.',
    syntax: ['--mount=type=ssh[,id=<name>][,target=<path>][,required]'],
    example: 'RUN --mount=type=ssh git clone git@github.com:example/private.git',
  },
  tmpfs: {
    summary: 'An empty folder in memory, which is gone after the command.',
    syntax: ['--mount=type=tmpfs,target=<path>[,size=<size>]'],
    example: 'RUN --mount=type=tmpfs,target=/tmp ./build.sh',
  },
};

const spellings = '`dst` and `destination` mean the same.';

const target = (summary: string): Entry => ({
  summary,
  details: `${spellings} A relative path goes on from WORKDIR.`,
  syntax: ['target=<path>'],
});

const from = (summary: string): Entry => ({
  summary,
  details: 'Variables cannot be used in it.',
  syntax: ['from=<stage>'],
  operands: { '<stage>': 'The name of a stage, an image, or a named context.' },
});

const source = (summary: string): Entry => ({ summary, details: '`src` means the same.', syntax: ['source=<path>'] });

const mode = (summary: string): Entry => ({ summary, syntax: ['mode=<octal>'], operands: { '<octal>': 'As `0700`.' } });

const owner = (what: string): Pick<Record<'uid' | 'gid', Entry>, 'uid' | 'gid'> => ({
  uid: { summary: `The number of the user that owns ${what}; 0 where it is not given.`, syntax: ['uid=<number>'] },
  gid: { summary: `The number of the group that owns ${what}; 0 where it is not given.`, syntax: ['gid=<number>'] },
});

const readonly: Entry = {
  summary: 'The command can only read there.',
  details: '`ro` means the same.',
  syntax: ['readonly'],
};

const type: Entry = {
  summary: 'What kind of mount it is; `bind` where it is not given.',
  syntax: ['type=<type>'],
  values: {
    bind: 'files of the context, a stage or an image',
    cache: 'a folder that outlives the build',
    secret: 'a secret of the build',
    ssh: 'an SSH agent',
    tmpfs: 'an empty folder in memory',
  },
};

const optionEntries: Readonly<Record<MountType, Readonly<Record<string, Entry>>>> = {
  bind: {
    type,
    target: target('Where the command finds the files.'),
    source: source('The file or folder that is shown; all of it where it is not given.'),
    from: from('Where the files are: a stage, an image or a named context; the build context where it is not given.'),
    readwrite: {
      summary: 'The command may write there; what it writes is thrown away afterwards.',
      details: '`rw` means the same.',
      syntax: ['readwrite'],
    },
    readonly: { ...readonly, details: 'As it is anyway. `ro` means the same.' },
  },
  cache: {
    type,
    target: target('Where the command finds the folder.'),
    id: {
      summary: 'The name of the cache; the target path where it is not given.',
      details: 'Steps with the same name share it, also those of other Dockerfiles on the same builder.',
      syntax: ['id=<name>'],
    },
    sharing: {
      summary: 'What happens when two steps use the cache at the same time.',
      syntax: ['sharing=<mode>'],
      values: {
        shared: 'both write to it at once: the default',
        private: 'the second one gets another, new cache',
        locked: 'the second one waits for the first: what apt needs',
      },
    },
    from: from(
      'What a new cache begins with: a stage, an image or a named context; it is empty where it is not given.',
    ),
    source: source('The folder of `from` that a new cache begins with.'),
    readonly,
    readwrite: {
      summary: 'The command may write there, as it may anyway.',
      details: '`rw` means the same.',
      syntax: ['readwrite'],
    },
    mode: mode('The permissions of a new cache; `0755` where it is not given.'),
    ...owner('a new cache'),
  },
  secret: {
    type,
    id: {
      summary: 'The name by which the build is given the secret: `--secret id=…`.',
      details: 'Without it, the last part of the target path.',
      syntax: ['id=<name>'],
    },
    target: {
      ...target(
        'Where the command finds the secret as a file; `/run/secrets/` and the id where neither it nor `env` is given.',
      ),
      details: spellings,
    },
    env: {
      summary: 'The variable in which the command finds the secret.',
      details: 'There is no file then, unless `target` is given as well. It needs `docker/dockerfile:1.10`.',
      syntax: ['env=<name>'],
    },
    required: {
      summary: 'The step fails where the build has no such secret; otherwise it goes on without.',
      syntax: ['required[=<boolean>]'],
    },
    mode: mode('The permissions of the file; `0400` where it is not given.'),
    ...owner('the file'),
    source: source('Another word for `id`.'),
  },
  ssh: {
    type,
    id: {
      summary: 'Which agent or key it is: `--ssh id=…`; `default` where it is not given.',
      syntax: ['id=<name>'],
    },
    target: {
      ...target('Where the socket is; `/run/buildkit/ssh_agent.0` and so on where it is not given.'),
      details: spellings,
    },
    required: {
      summary: 'The step fails where the build has no such agent; otherwise it goes on without.',
      syntax: ['required[=<boolean>]'],
    },
    mode: mode('The permissions of the socket; `0600` where it is not given.'),
    ...owner('the socket'),
  },
  tmpfs: {
    type,
    target: target('Where the command finds the folder.'),
    size: {
      summary: 'How much it holds at most; as much as there is where it is not given.',
      syntax: ['size=<size>'],
      operands: { '<size>': 'A number with a unit: `64m`, `1g`.' },
    },
  },
};

/** The entry of a type, in small letters. */
export function mountReference(name: string): Entry | undefined {
  return isMountType(name) ? types[name] : undefined;
}

/** The options that a mount of this type takes, in their long spelling and in the order in which they are worth telling. */
export function mountOptionsOf(name: MountType): readonly string[] {
  return Object.keys(optionEntries[name]);
}

/** The entry of an option in any of its spellings; where the type is not known, that of the first type that takes it. */
export function mountOptionReference(option: string, ofType?: string): Entry | undefined {
  const name = canonicalKey(option);
  const tables = ofType === undefined || !isMountType(ofType) ? Object.values(optionEntries) : [optionEntries[ofType]];
  return tables.find((table) => Object.hasOwn(table, name))?.[name];
}

/** Whether a text is the name of a type of mounts. */
export function isMountType(name: string): name is MountType {
  return Object.hasOwn(types, name);
}
