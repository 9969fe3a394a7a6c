// A command line of `docker build`, read as Docker reads it: what it builds, and how to have it tell of its progress.

import { UserError } from '../user-error.ts';

export interface DockerBuild {
  /** The program and its arguments, progress as JSON lines. */
  readonly words: readonly [program: string, ...args: readonly string[]];
  /** The folder that is the build context. */
  readonly context: string;
  /** As given: `-` is standard input. Undefined for the `Dockerfile` of the context. */
  readonly dockerfile: string | undefined;
  /** The values of an option, by its long name without dashes. */
  valuesOf(option: string): readonly string[];
  has(option: string): boolean;
}

/** Options of `docker build` and `docker buildx build` that take a value. */
const WITH_VALUE: ReadonlySet<string> = new Set(
  `add-host allow annotation attest build-arg build-context builder cache-from cache-to call cgroup-parent cpu-period cpu-quota
  cpu-shares cpuset-cpus cpuset-mems file iidfile isolation label memory memory-swap metadata-file network no-cache-filter
  output platform policy print progress provenance sbom secret security-opt shm-size ssh tag target ulimit`.split(
    /\s+/,
  ),
);
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['c', 'cpu-shares'],
  ['f', 'file'],
  ['m', 'memory'],
  ['o', 'output'],
  ['t', 'tag'],
  ['q', 'quiet'],
  ['D', 'debug'],
]);

/** Options of `docker` and `docker buildx` that take a value. */
const GLOBAL_WITH_VALUE: ReadonlySet<string> = new Set(
  '--builder --config -c --context -H --host -l --log-level --tlscacert --tlscert --tlskey'.split(' '),
);

/** `docker build`, `docker buildx build`, `docker image build`, `docker builder build`. */
const GROUPS: ReadonlySet<string> = new Set(['buildx', 'image', 'builder']);

const USAGE = 'write the build behind "--", as in slipway verify -- docker buildx build .';

/** Throws a `UserError` for what is no build of a folder. */
export function readDockerBuild(words: readonly string[]): DockerBuild {
  const [program, ...args] = words;
  if (program === undefined) throw new UserError(`there is no build to run: ${USAGE}`);
  const start = commandEnd(program, args);
  const { operands, options, kept } = readOptions(args.slice(start));
  const [context, surplus] = operands;
  if (context === undefined) throw new UserError('the build names no context; its last word is a folder, mostly "."');
  if (surplus !== undefined) throw new UserError(`the build takes one context, and "${surplus}" is a second one`);
  if (context === '-' || /^(?:https?|git|ssh):\/\/|^git@/.test(context)) {
    throw new UserError(`the context "${context}" is no folder; only builds of a folder can be told beforehand`);
  }
  if (options.has('quiet')) throw new UserError('--quiet leaves nothing to compare with; leave it out');
  if (options.has('call') || options.has('check') || options.has('print')) {
    throw new UserError('a call of --check or --call builds nothing; leave it out');
  }
  const valuesOf = (option: string): readonly string[] => options.get(option) ?? [];
  return {
    words: [program, ...args.slice(0, start), '--progress=rawjson', ...kept],
    context,
    dockerfile: valuesOf('file').at(-1),
    valuesOf,
    has: (option) => options.has(option) && valuesOf(option).at(-1) !== 'false',
  };
}

/** How many words there are up to `build`, that included. */
function commandEnd(program: string, args: readonly string[]): number {
  let isGroup = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word.startsWith('-')) at += GLOBAL_WITH_VALUE.has(word) ? 1 : 0;
    else if (word === 'build' || (isGroup && word === 'b')) return at + 1;
    else if (!isGroup && GROUPS.has(word)) isGroup = true;
    else throw new UserError(`"${[program, ...args.slice(0, at + 1)].join(' ')}" is no docker build; ${USAGE}`);
  }
  throw new UserError(`"${[program, ...args].join(' ')}" is no docker build; ${USAGE}`);
}

interface Options {
  readonly operands: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** All words but those about progress. */
  readonly kept: readonly string[];
}

/** As pflag reads them: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-n=value`. */
function readOptions(words: readonly string[]): Options {
  const operands: string[] = [];
  const options = new Map<string, string[]>();
  const kept: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') {
      operands.push(...words.slice(at + 1));
      kept.push(...words.slice(at));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      kept.push(word);
      continue;
    }
    const { name, value } = splitOption(word);
    const takesNext = value === undefined && WITH_VALUE.has(name);
    const given = takesNext ? words[at + 1] : (value ?? 'true');
    options.set(name, [...(options.get(name) ?? []), given ?? '']);
    if (name !== 'progress') kept.push(...words.slice(at, at + (takesNext ? 2 : 1)));
    at += takesNext ? 1 : 0;
  }
  return { operands, options, kept };
}

function splitOption(word: string): { readonly name: string; readonly value: string | undefined } {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return equals === -1
      ? { name: word.slice(2), value: undefined }
      : { name: word.slice(2, equals), value: word.slice(equals + 1) };
  }
  const name = LETTERS.get(word.slice(1, 2)) ?? word.slice(1);
  const rest = word.slice(2).replace(/^=/, '');
  return { name, value: rest === '' ? undefined : rest };
}
