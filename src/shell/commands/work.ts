// Commands that do the work of a RUN: where one of them fails, the image lacks something.

import { nextInPipeline } from '../flow.ts';
import { hasOption, parseOptions } from '../options.ts';
import { lazily } from '../../syntax/lazily.ts';
import type { Span } from '../../syntax/source.ts';
import type { Command } from '../tree.ts';
import { type FetchOutput, fetchOf } from './fetchers.ts';
import { packageCommand } from './package-managers.ts';
import { nameOf, wordsSpan } from './package-words.ts';

export type WorkKind = 'install' | 'fetch' | 'unpack' | 'build';

export interface Work {
  readonly kind: WorkKind;
  /** What to call it in a sentence: `apt-get install`, `make`. */
  readonly label: string;
  /** The words that say so. */
  readonly span: Span;
}

interface Tool {
  readonly kind: WorkKind;
  /** It works only with one of these as its first operand. */
  readonly subcommands?: readonly string[];
  /** It works only with one of these options. */
  readonly options?: readonly string[];
}

const TOOLS = lazily(
  (): ReadonlyMap<string, Tool> =>
    new Map([
      ...tools('install', 'bundle gem luarocks nvm poetry pyenv rbenv', { subcommands: ['install'] }),
      ...tools('install', 'composer', { subcommands: ['install', 'require', 'update', 'create-project'] }),
      ...tools('install', 'conda mamba micromamba', { subcommands: ['install', 'create', 'update'] }),
      ...tools('install', 'cpanm easy_install'),
      ...tools('install', 'dpkg', { options: ['-i', '--install'] }),
      ...tools('install', 'rpm', { options: ['-i', '-U', '--install', '--upgrade'] }),
      ...tools('fetch', 'git', { subcommands: ['clone', 'fetch', 'pull', 'submodule'] }),
      ...tools('fetch', 'svn', { subcommands: ['checkout', 'co'] }),
      ...tools('unpack', 'unzip'),
      ...tools('build', 'docker-php-ext-install install-php-extensions'),
      ...tools('build', 'pear pecl', { subcommands: ['install'] }),
      ...tools('build', 'bazel bazelisk', { subcommands: ['build', 'run'] }),
      ...tools('build', 'cargo xx-cargo', { subcommands: ['build', 'install'] }),
      ...tools('build', 'dotnet', { subcommands: ['build', 'publish', 'restore'] }),
      ...tools('build', 'go xx-go', { subcommands: ['build', 'generate', 'get', 'install'] }),
      ...tools(
        'build',
        'ant autogen.sh autoreconf buildconf c++ cc clang clang++ cmake configure g++ gcc gmake gradle',
      ),
      ...tools('build', 'gradlew javac make meson mvn mvnw ninja phpize sbt tsc'),
      ...tools('build', 'xcaddy', { subcommands: ['build'] }),
    ]),
);

function tools(kind: WorkKind, names: string, conditions: Omit<Tool, 'kind'> = {}): [string, Tool][] {
  return names.split(' ').map((name) => [name, { kind, ...conditions }]);
}

/** Options with a value that may stand before a subcommand. */
const WITH_VALUE: ReadonlyMap<string, ReadonlySet<string>> = new Map([['git', new Set(['-C', '-c'])]]);
const DIRECTORY = new Set(['-C']);

const ASKING = ['-help', '--help', '--version', '-version'];
const CLEANING: ReadonlySet<string> = new Set(['clean', 'distclean', 'mrproper']);

/**
 * What `command` contributes to the image; undefined for what does no such work: cleaning, asking for a version,
 * a request whose answer is only shown or thrown away.
 */
export function workOf(command: Command): Work | undefined {
  const { nameWord } = command;
  if (nameWord === undefined) return undefined;
  const span = nameWord.span;
  return packageWork(command) ?? downloadWork(command, span) ?? archiveWork(command, span) ?? toolWork(command, span);
}

function packageWork(command: Command): Work | undefined {
  const found = packageCommand(command);
  if (found === undefined) return undefined;
  const { action, subcommand } = found;
  const words = { label: nameOf(command, found), span: wordsSpan(command, found) };
  if (action === 'install' || action === 'upgrade') return { kind: 'install', ...words };
  return subcommand === 'run' || subcommand === 'build' ? { kind: 'build', ...words } : undefined;
}

function downloadWork(command: Command, span: Span): Work | undefined {
  const fetch = fetchOf(command);
  if (fetch === undefined || hasOption(fetch.options, '-I', '--head', '--spider')) return undefined;
  const isPiped = nextInPipeline(command) !== undefined;
  const isKept = fetch.outputs.some((output) => (output.kind === 'stdout' ? isPiped : !isDiscarded(output)));
  return isKept ? { kind: 'fetch', label: fetch.tool, span } : undefined;
}

/** A body that nobody reads: the request is a test whether something answers. */
function isDiscarded(output: FetchOutput): boolean {
  return output.kind === 'file' && output.path === '/dev/null';
}

function archiveWork({ name, args }: Command, span: Span): Work | undefined {
  if (name !== 'tar' && name !== 'bsdtar') return undefined;
  const [first] = args;
  const isOldStyle = first !== undefined && /^[A-Za-z]*x[A-Za-z]*$/.test(first.literalPrefix);
  const options = parseOptions(args, { withValue: DIRECTORY });
  const extracts = isOldStyle || hasOption(options, '-x', '--extract', '--get');
  return extracts ? { kind: 'unpack', label: name, span } : undefined;
}

function toolWork({ name, args }: Command, span: Span): Work | undefined {
  const tool = name === undefined ? undefined : TOOLS().get(name);
  if (name === undefined || tool === undefined) return undefined;
  const parsed = parseOptions(args, { withValue: WITH_VALUE.get(name) ?? DIRECTORY });
  const [operand] = parsed.operands;
  const first = operand?.value;
  if (hasOption(parsed, ...ASKING) || (first !== undefined && CLEANING.has(first))) return undefined;
  const { kind, subcommands, options } = tool;
  if (options !== undefined && (!hasOption(parsed, ...options) || hasOption(parsed, '-q'))) return undefined;
  if (subcommands === undefined) return { kind, label: name, span };
  if (operand === undefined || first === undefined || !subcommands.includes(first)) return undefined;
  return { kind, label: `${name} ${first}`, span: { start: span.start, end: operand.span.end } };
}
