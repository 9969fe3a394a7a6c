// What the builder is asked to do: BuildKit's operations (solver/pb) as far as a Dockerfile makes them.

/** An image, the build context, a file from the web, a repository. */
export interface SourceOperation extends Common<'source'> {
  /** `docker-image://…`, `local://context`, `https://…`, `git://…`. */
  readonly identifier: string;
  /** By BuildKit's names: `local.followpaths`, `http.filename`, `git.fullurl`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A command in a container. */
export interface ExecOperation extends Common<'exec'> {
  readonly words: readonly string[];
  /** `NAME=value`, in the order that the process sees. */
  readonly environment: readonly string[];
  /** Absolute. */
  readonly workdir: string;
  readonly user: string;
  readonly network: 'UNSET' | 'HOST' | 'NONE';
  readonly security: 'SANDBOX' | 'INSECURE';
  /** The root file system first, then by target, then secrets and SSH agents. */
  readonly mounts: readonly ExecMount[];
  /** Secrets that the process finds in its environment. */
  readonly secretEnvironment: readonly SecretVariable[];
  readonly host: HostSettings;
}

/** What flags of `docker build` give to every RUN. */
export interface HostSettings {
  /** `BUILDKIT_SANDBOX_HOSTNAME`. */
  readonly name: string;
  readonly cgroupParent: string;
  /** The names of `--add-host`. */
  readonly extraHosts: readonly string[];
  /** As `nofile=1024:1024`. */
  readonly ulimits: readonly string[];
  readonly network: 'UNSET' | 'HOST' | 'NONE';
  /** `--shm-size` in bytes. */
  readonly sharedMemory: bigint | undefined;
}

export interface ExecMount {
  readonly type: 'bind' | 'cache' | 'secret' | 'ssh' | 'tmpfs';
  readonly target: string;
  /** Index in `inputs`; undefined for an empty file system. */
  readonly input: number | undefined;
  /** What it leaves is the output: the root file system. */
  readonly isOutput: boolean;
  readonly readonly: boolean;
  /** The path in the input; empty for all of it. */
  readonly selector: string;
  readonly cache:
    | { readonly id: string; readonly sharing: 'shared' | 'private' | 'locked'; readonly isDefault: boolean }
    | undefined;
  /** In bytes, of a tmpfs. */
  readonly size: bigint | undefined;
  readonly secret: SecretFile | undefined;
}

/** A secret or an SSH agent as a file. */
export interface SecretFile {
  readonly id: string;
  readonly isOptional: boolean;
  readonly owner: { readonly uid: number; readonly gid: number; readonly mode: number } | undefined;
}

export interface SecretVariable {
  readonly id: string;
  readonly name: string;
  readonly isOptional: boolean;
}

/** Changes of a file system, one after the other. */
export interface FileOperation extends Common<'file'> {
  readonly actions: readonly FileAction[];
}

/** `input` and `source` count the inputs and then the actions before this one; undefined stands for an empty file system. */
export type FileAction = {
  readonly input: number | undefined;
} & (
  | ({ readonly kind: 'copy'; readonly source: number | undefined } & CopySettings)
  | {
      readonly kind: 'mkdir';
      readonly path: string;
      readonly mode: number;
      readonly owner: Owner | undefined;
      readonly makesParents: boolean;
      /** Nanoseconds since 1970. */
      readonly timestamp: bigint | undefined;
    }
  | { readonly kind: 'mkfile'; readonly path: string; readonly mode: number; readonly text: string }
);

export interface CopySettings {
  readonly from: string;
  /** Absolute; ends with `/` where it was written so. */
  readonly to: string;
  readonly owner: Owner | undefined;
  /** A number, or symbolic as `+x`. */
  readonly mode: number | string | undefined;
  /** It comes from a file system: wildcards, links and contents of folders count. */
  readonly isTree: boolean;
  readonly unpacks: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly required: readonly string[];
}

/** Numbers are ids, texts are names that the image's own `/etc/passwd` resolves. */
export interface Owner {
  readonly user: number | string;
  readonly group: number | string | undefined;
}

/** The file systems of all inputs on top of each other. */
export type MergeOperation = Common<'merge'>;

interface Common<Kind extends string> {
  readonly kind: Kind;
  /** As BuildKit's progress shows it. */
  readonly name: string;
  readonly inputs: readonly Operation[];
  /** `linux/arm64`; undefined where the operation is the same on all. */
  readonly platform: string | undefined;
  /** `--no-cache`. */
  readonly ignoresCache: boolean;
}

/** Operations that do the same to the same are one object. */
export type Operation = SourceOperation | ExecOperation | FileOperation | MergeOperation;
