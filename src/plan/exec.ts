// RUN as an operation: the process, its mounts (dockerfile2llb: dispatchRun, dispatchRunMounts; client/llb: ExecOp).

import type { Execution } from '../model/evaluation/step-work.ts';
import type { BuildStage, Step } from '../model/evaluation/build-stage.ts';
import { toSlash } from '../model/evaluation/system-path.ts';
import type { Run } from '../syntax/ast.ts';
import { basePath, cleanPath, joinPath } from '../syntax/go/path.ts';
import type { MountOptions } from '../syntax/mount-options.ts';
import type { ExecMount, ExecOperation, HostSettings, SecretFile, SecretVariable } from './operation.ts';
import { distinct, Inputs, type Vertex } from './vertex.ts';

/** What a RUN is made from besides its instruction. */
export interface ExecSettings {
  readonly name: string;
  readonly root: Vertex | undefined;
  readonly platform: string;
  readonly os: string;
  readonly ignoresCache: boolean;
  readonly context: { readonly vertex: Vertex; use(path: string): void };
  /** Prefix of the ids of cache mounts. */
  readonly cacheNamespace: string;
  readonly host: HostSettings;
  vertexOf(stage: BuildStage): Vertex | undefined;
}

/** A file system in the container, before its place among the inputs is known. */
interface FileSystem {
  readonly type: 'bind' | 'cache' | 'tmpfs';
  readonly target: string;
  readonly from: Vertex | undefined;
  readonly isOutput: boolean;
  readonly readonly: boolean;
  readonly selector: string;
  readonly cache: ExecMount['cache'];
  readonly size: bigint | undefined;
}

interface Mounts {
  readonly fileSystems: FileSystem[];
  readonly secrets: ExecMount[];
  readonly secretEnvironment: SecretVariable[];
  readonly agents: ExecMount[];
}

export function execVertex(run: Run, work: Execution, step: Step, settings: ExecSettings): Vertex {
  const { image, environment } = step.before;
  const workdir = toSlash(image.workdir, settings.os) || '/';
  const mounts = mountsOf(run, work, step, { ...settings, workdir });
  const fileSystems = mounts.fileSystems.toSorted((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0));
  const variables = environment.entries().map(([name, { text }]) => `${name}=${text}`);
  const [agent] = mounts.agents;
  if (agent !== undefined && environment.get('SSH_AUTH_SOCK') === undefined) {
    variables.push(`SSH_AUTH_SOCK=${agent.target}`);
  }
  const flag = (name: string): string =>
    run.flags.findLast((one) => one.name === name)?.value?.text.toLowerCase() ?? '';
  return {
    inputs: distinct(fileSystems.map(({ from }) => from)),
    make(resolve): ExecOperation {
      const inputs = new Inputs(resolve);
      return {
        kind: 'exec',
        name: settings.name,
        words: work.words,
        environment: variables,
        workdir,
        user: image.user,
        network: networkOf(flag('network'), settings.host),
        security: flag('security') === 'insecure' ? 'INSECURE' : 'SANDBOX',
        mounts: [...fileSystems.map((mount) => mountOf(mount, inputs)), ...mounts.secrets, ...mounts.agents],
        secretEnvironment: mounts.secretEnvironment,
        host: settings.host,
        inputs: inputs.operations,
        platform: settings.platform,
        ignoresCache: settings.ignoresCache,
      };
    },
  };
}

function mountOf({ from, ...mount }: FileSystem, inputs: Inputs): ExecMount {
  return { ...mount, input: inputs.add(from), secret: undefined };
}

function networkOf(flag: string, { network }: HostSettings): ExecOperation['network'] {
  if (flag === 'none') return 'NONE';
  return flag === 'host' ? 'HOST' : network;
}

function mountsOf(
  run: Run,
  { script, mounts: options }: Execution,
  step: Step,
  settings: ExecSettings & { readonly workdir: string },
): Mounts {
  const mounts: Mounts = {
    fileSystems: [fileSystem('/', settings.root, { isOutput: true })],
    secrets: [],
    secretEnvironment: [],
    agents: [],
  };
  const { sharedMemory: size } = settings.host;
  if (size !== undefined) mounts.fileSystems.push({ ...fileSystem('/dev/shm', undefined, {}), type: 'tmpfs', size });
  if (script !== undefined)
    mounts.fileSystems.push(fileSystem('/dev/pipes/', inlineVertex(script, 0o755), { readonly: true }));
  for (const [index, mount] of options.entries()) {
    if (mount === undefined) continue;
    const source = run.mounts[index]?.from === undefined ? undefined : step.command.sources[index];
    if (mount.type === 'secret') addSecret(mounts, mount);
    else if (mount.type === 'ssh') mounts.agents.push(agentMount(mount, mounts.agents.length));
    else mounts.fileSystems.push(fileSystemOf({ ...mount, type: mount.type }, source, settings));
  }
  return mounts;
}

function fileSystem(
  target: string,
  from: Vertex | undefined,
  { isOutput = false, readonly = false }: { readonly isOutput?: boolean; readonly readonly?: boolean },
): FileSystem {
  return { type: 'bind', target, from, isOutput, readonly, selector: '', cache: undefined, size: undefined };
}

function fileSystemOf(
  mount: MountOptions & { readonly type: 'bind' | 'cache' | 'tmpfs' },
  source: BuildStage | undefined,
  { context, cacheNamespace, workdir, vertexOf }: ExecSettings & { readonly workdir: string },
): FileSystem {
  const { type, target, size, readonly } = mount;
  const path = joinPath('/', mount.source);
  const takesContext = source === undefined && mount.from === '' && type !== 'cache';
  // BuildKit asks for the path of a tmpfs in the context, too.
  if (takesContext) context.use(path);
  const base = takesContext ? context.vertex : source === undefined ? undefined : vertexOf(source);
  const from = type === 'tmpfs' ? undefined : base;
  const hasOwner = mount.uid !== undefined || mount.gid !== undefined || mount.mode !== undefined;
  const isOwnFolder = path === '/' && hasOwner;
  return {
    type,
    target: cleanPath(target).startsWith('/') ? target : joinPath('/', workdir, target),
    from: isOwnFolder ? folderVertex(from, mount) : from,
    isOutput: false,
    readonly,
    selector: isOwnFolder ? '/cache' : path === '/' ? '' : path,
    cache: type === 'cache' ? cacheOf(mount, cacheNamespace) : undefined,
    size: type === 'tmpfs' ? size : undefined,
  };
}

function cacheOf({ id, target, sharing = 'shared' }: MountOptions, namespace: string): ExecMount['cache'] {
  const path = cleanPath(target);
  return { id: `${namespace}/${id || path}`, sharing, isDefault: (id === '' || id === path) && sharing === 'shared' };
}

/** The folder `/cache` with the owner and the mode that a mount asks for. */
function folderVertex(base: Vertex | undefined, { uid = 0, gid = 0, mode = 0o755 }: MountOptions): Vertex {
  return {
    inputs: distinct([base]),
    make(resolve) {
      const inputs = new Inputs(resolve);
      const owner = { user: uid, group: gid };
      const input = inputs.add(base);
      return {
        kind: 'file',
        name: '[internal] setting cache mount permissions',
        actions: [
          {
            kind: 'mkdir',
            input,
            path: '/cache',
            mode: mode & 0o777,
            owner,
            makesParents: false,
            timestamp: undefined,
          },
        ],
        inputs: inputs.operations,
        platform: undefined,
        ignoresCache: false,
      };
    },
  };
}

/** A file that is nothing but text of the Dockerfile. */
export function inlineVertex({ name, text }: { readonly name: string; readonly text: string }, mode: number): Vertex {
  return {
    inputs: [],
    make: () => ({
      kind: 'file',
      name: '[internal] preparing inline document',
      actions: [{ kind: 'mkfile', input: undefined, path: joinPath('/', name), mode, text }],
      inputs: [],
      platform: undefined,
      ignoresCache: false,
    }),
  };
}

function addSecret(mounts: Mounts, mount: MountOptions): void {
  const { target, env, required } = mount;
  const id = mount.source || mount.id || basePath(target);
  if (env !== undefined) mounts.secretEnvironment.push({ id, name: env, isOptional: !required });
  if (env !== undefined && target === '') return;
  const path = target === '' ? `/run/secrets/${basePath(id)}` : target;
  mounts.secrets.push(secretMount('secret', path, { id, isOptional: !required, owner: ownerOfFile(mount, 0o400) }));
}

function agentMount(mount: MountOptions, index: number): ExecMount {
  const path = mount.target === '' ? `/run/buildkit/ssh_agent.${index}` : mount.target;
  const { id, required } = mount;
  return secretMount('ssh', path, { id, isOptional: !required, owner: ownerOfFile(mount, 0o600) });
}

function secretMount(type: 'secret' | 'ssh', target: string, secret: SecretFile): ExecMount {
  const none = { input: undefined, isOutput: false, readonly: false, selector: '', cache: undefined, size: undefined };
  return { type, target, secret, ...none };
}

function ownerOfFile({ uid, gid, mode }: MountOptions, defaultMode: number): SecretFile['owner'] {
  if (uid === undefined && gid === undefined && mode === undefined) return undefined;
  return { uid: uid ?? 0, gid: gid ?? 0, mode: mode ?? defaultMode };
}
