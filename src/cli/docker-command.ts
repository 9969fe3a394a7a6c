// A command line of `docker build`, read as Docker reads it: what it builds, and how to have it tell of its progress.

import { UserError } from '../user-error.ts';
import { isRemoteContext } from './build-contexts.ts';

export interface DockerBuild {
  /** The program and its arguments, progress as JSON lines. */
  readonly words: readonly [program: string, ...args: readonly string[]];
  /** The folder that is the build context. */
  readonly context: string;
  /** As given: `-` is standard input. Undefined for the `Dockerfile` of the context. */
  readonly dockerfile: string | undefined;
  /** The program, and the words by which it picks the engine: `--context far`, `--builder b`. */
  readonly engine: readonly string[];
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
  ['h', 'help'],
]);

/** Options of `docker` and `docker buildx` that take a value. */
const GLOBAL_WITH_VALUE: ReadonlySet<string> = new Set(
  '--builder --config -c --context -H --host -l --log-level --tlscacert --tlscert --tlskey'.split(' '),
);

/** `docker build`, `docker buildx build`, `docker image build`, `docker builder build`. */
const GROUPS: ReadonlySet<string> = new Set(['buildx', 'image', 'builder']);
const COMMANDS: ReadonlySet<string> = new Set([...GROUPS, 'build', 'b']);

/** What builds images that other files tell of. */
const SEVERAL: ReadonlySet<string> = new Set(['bake', 'compose']);

const USAGE = 'write the build behind "--", as in slipway verify -- docker buildx build .';

/** Throws a `UserError` for what is no build of a folder, or tells nothing of its steps. */
export function readDockerBuild(words: readonly string[]): DockerBuild {
  const [program, ...args] = words;
  if (program === undefined) throw new UserError(`there is no build to run: ${USAGE}`);
  const start = commandEnd(program, args);
  const { operands, options, kept } = readOptions(args.slice(start));
  const valuesOf = (option: string): readonly string[] => options.get(option) ?? [];
  const has = (option: string): boolean => options.has(option) && valuesOf(option).at(-1) !== 'false';
  const [context, surplus] = operands;
  if (context === undefined) throw new UserError('the build names no context; its last word is a folder, mostly "."');
  if (surplus !== undefined) throw new UserError(`the build takes one context, and "${surplus}" is a second one`);
  if (context === '-' || isRemoteContext(context)) {
    throw new UserError(`the context "${context}" is no folder; only builds of a folder can be told beforehand`);
  }
  if (has('quiet')) throw new UserError('--quiet leaves nothing to compare with; leave it out');
  if (has('check') || has('print') || (has('call') && valuesOf('call').at(-1) !== 'build')) {
    throw new UserError('a call of --check, --call or --print builds nothing; leave it out');
  }
  if (valuesOf('output').some((output) => output === '-' || /(?:^|,)dest=-(?:,|$)/.test(output))) {
    throw new UserError('--output "-" writes the image where the report goes; name a file');
  }
  if (valuesOf('platform').length > 1 || valuesOf('platform')[0]?.includes(',') === true) {
    throw new UserError('a build for several platforms is several builds: verify one --platform at a time');
  }
  return {
    words: [program, ...args.slice(0, start), '--progress=rawjson', ...kept],
    context,
    dockerfile: valuesOf('file').at(-1),
    engine: [program, ...args.slice(0, start).filter((word) => !COMMANDS.has(word)), ...valuesOf('builder')],
    valuesOf,
    has,
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
    else if (SEVERAL.has(word)) {
      throw new UserError(`"${word}" may build several images: verify one at a time, with docker buildx build`);
    } else throw new UserError(`"${[program, ...args.slice(0, at + 1)].join(' ')}" is no docker build; ${USAGE}`);
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
    let length = 1;
    const named = splitOption(word);
    for (const { name, value } of named) {
      const takesNext = value === undefined && WITH_VALUE.has(name);
      const next = words[at + 1];
      if (takesNext && next === undefined) throw new UserError(`${word} needs a value`);
      length = takesNext ? 2 : 1;
      options.set(name, [...(options.get(name) ?? []), value ?? (takesNext ? (next ?? '') : 'true')]);
    }
    if (named[0]?.name !== 'progress') kept.push(...words.slice(at, at + length));
    at += length - 1;
  }
  return { operands, options, kept };
}

interface NamedOption {
  readonly name: string;
  readonly value: string | undefined;
}

/** One option, or the letters of several of which only the last may have a value: `-Dt app`. */
function splitOption(word: string): readonly NamedOption[] {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return [
      equals === -1
        ? { name: word.slice(2), value: undefined }
        : { name: word.slice(2, equals), value: word.slice(equals + 1) },
    ];
  }
  const named: NamedOption[] = [];
  for (let at = 1; at < word.length; at++) {
    const name = LETTERS.get(word.charAt(at)) ?? word.charAt(at);
    const rest = word.slice(at + 1);
    if (rest !== '' && (WITH_VALUE.has(name) || rest.startsWith('='))) {
      return [...named, { name, value: rest.replace(/^=/, '') }];
    }
    named.push({ name, value: undefined });
  }
  return named;
}
