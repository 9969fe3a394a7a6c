// Builds in shell scripts: `docker build`, `docker buildx build`, `podman build`, `buildah bud`.

import { resolve } from 'node:path';
import { parseOptions, type Option, type ParsedOptions } from '../shell/options.ts';
import { parseShell } from '../shell/parse.ts';
import type { Command, ShellNode, ShellWord } from '../shell/tree.ts';
import type { Folded } from '../syntax/folded.ts';
import type { Source } from '../syntax/source.ts';
import { type Build, known, unknown, type Value } from './build.ts';
import { resolveContext, type Section, toBuild } from './section.ts';

/** Where a script stands and runs. */
export interface ScriptPlace {
  readonly source: Source;
  /** What the builds are called. */
  readonly name: string;
  readonly folder: Value<string>;
}

export interface ScriptBuilds {
  readonly builds: readonly Build[];
  /** Where the script ends up: `cd` counts. */
  readonly folder: Value<string>;
}

/** Options before `build` that take a value. */
const GLOBAL = {
  withValue: words('-c -H -l --config --context --host --log-level --root --storage-driver'),
  stopAtOperand: true,
};

/** Options of `build` that take a value: docker, buildx, podman and buildah. */
const BUILD = {
  withValue: words(`
    -c -f -m -o -t -v --add-host --allow --annotation --arch --attest --authfile --build-arg --build-context --builder
    --cache-from --cache-to --call --cgroup-parent --cpu-period --cpu-quota --cpu-shares --cpuset-cpus --cpuset-mems
    --creds --device --env --file --format --from --iidfile --ignorefile --isolation --jobs --label --layer-label
    --manifest --memory --memory-swap --metadata-file --network --no-cache-filter --os --output --platform --progress
    --provenance --sbom --secret --security-opt --shm-size --ssh --tag --target --ulimit --variant --volume
  `),
};

const BUILDERS: ReadonlySet<string> = new Set(['docker', 'podman', 'nerdctl', 'buildah']);

const COMMANDS: ReadonlySet<string> = new Set([
  ...['docker build', 'docker buildx build', 'docker buildx b', 'docker builder build', 'docker image build'],
  ...['podman build', 'podman buildx build', 'podman image build', 'nerdctl build', 'buildah build', 'buildah bud'],
]);

/** Reads the builds of a script in source order. */
export function scriptBuilds(script: Folded, { source, name, folder }: ScriptPlace): ScriptBuilds {
  const { commands } = parseShell(script, 'bash', ['-e']);
  const builds: Build[] = [];
  /** The folders to come back to where a subshell ends, the innermost last. */
  const outside: { readonly end: number; readonly folder: Value<string> }[] = [];
  let current = folder;
  for (const command of commands) {
    for (let last = outside.at(-1); last !== undefined && last.end <= command.span.start; last = outside.at(-1)) {
      current = last.folder;
      outside.pop();
    }
    if (command.name === 'cd' || command.name === 'pushd') {
      const end = subshellEnd(command);
      if (end !== undefined) outside.push({ end, folder: current });
      current = changed(current, command);
    } else {
      const section = sectionOf(command, current);
      const inFolder = current.kind === 'known' ? current.value : '/';
      if (section !== undefined)
        builds.push(toBuild(section, { source, span: clamp(command, source), name }, inFolder));
    }
  }
  return { builds, folder: outside[0]?.folder ?? current };
}

function clamp({ span }: Command, { text }: Source): Command['span'] {
  return { start: span.start, end: Math.min(span.end, text.length) };
}

/** Where the nearest subshell around a command ends. */
function subshellEnd(command: Command): number | undefined {
  for (let node: ShellNode | undefined = command.parent; node !== undefined; node = node.parent) {
    const isSubshell = node.type === 'compound' && node.kind === 'subshell';
    const isSubstitution = node.type === 'sequence' && (node.role === 'substitution' || node.role === 'nested');
    if (isSubshell || isSubstitution) return node.span.end;
  }
  return undefined;
}

function changed(folder: Value<string>, { args: [target] }: Command): Value<string> {
  const path = textOf(target);
  if (path === undefined) return unknown('the home folder is not known');
  if (path.kind === 'unknown') return path;
  return folder.kind === 'known' ? known(resolve(folder.value, path.value)) : folder;
}

/** What a command builds; undefined where it builds nothing. */
function sectionOf(command: Command, folder: Value<string>): Section | undefined {
  if (!BUILDERS.has(command.name ?? '')) return undefined;
  const path = [command.name];
  let rest = parseOptions(command.args, GLOBAL).operands;
  while (path.length < 3 && rest.length > 0) {
    path.push(rest[0]?.value);
    rest = rest.slice(1);
    if (COMMANDS.has(path.join(' '))) return buildSection(parseOptions(rest, BUILD), command, folder);
    rest = parseOptions(rest, GLOBAL).operands;
  }
  return undefined;
}

function buildSection(parsed: ParsedOptions, command: Command, folder: Value<string>): Section {
  const all = (...names: readonly string[]): readonly Option[] =>
    parsed.options.filter((option) => names.includes(option.name));
  const context = textOf(parsed.operands.at(-1));
  const file = optionText(all('-f', '--file').at(-1));
  const isFromStdin = context?.kind === 'known' && context.value === '-';
  const input = isFromStdin ? command.redirects.find(({ operator }) => operator === '<')?.target : undefined;
  return {
    context: under(folder, context, resolveContext),
    dockerfile: under(folder, input === undefined ? file : textOf(input), (path, start) => resolve(start, path)),
    inline: (isFromStdin && input === undefined) || (file?.kind === 'known' && file.value === '-') ? true : undefined,
    target: optionText(all('--target').at(-1)),
    args: pairs(all('--build-arg')),
    platforms: list(all('--platform')),
    contexts: pairs(all('--build-context')),
  };
}

/** A path below a folder that may not be known; without one, a context is known no more than the folder. */
function under(
  folder: Value<string>,
  path: Value<string> | undefined,
  join: (path: string, folder: string) => string,
): Value<string> | undefined {
  if (path?.kind !== 'known') return path;
  return folder.kind === 'known' ? known(join(path.value, folder.value)) : folder;
}

function textOf(word: ShellWord | undefined): Value<string> | undefined {
  if (word === undefined) return undefined;
  return word.value === undefined ? unknown(`the shell decides about "${word.text}"`) : known(word.value);
}

function optionText(option: Option | undefined): Value<string> | undefined {
  if (option === undefined) return undefined;
  if (option.value !== undefined) return known(option.value);
  return unknown(`the shell decides about "${(option.valueWord ?? option.word).text}"`);
}

/** `NAME=value`; the name is known also where the value is not. */
function pairs(options: readonly Option[]): Section['args'] {
  const found = new Map<string, Value<string>>();
  for (const option of options) {
    const text = option.value ?? option.valueWord?.literalPrefix ?? '';
    const equals = text.replace(/^--[a-z-]+=(?=\w+=)/, '').split('=');
    const [name = '', ...rest] = equals;
    const isKnown = option.value !== undefined && rest.length > 0;
    if (name !== '') found.set(name, isKnown ? known(rest.join('=')) : unknown(`the shell has the value of "${name}"`));
  }
  return known(found);
}

function list(options: readonly Option[]): Value<readonly string[]> {
  const texts = options.map(optionText).filter((text) => text !== undefined);
  const open = texts.find((text) => text.kind === 'unknown');
  if (open !== undefined) return open;
  return known(texts.flatMap((text) => (text.kind === 'known' ? text.value.split(',') : [])));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}
