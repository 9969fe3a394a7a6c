// Programs that are run as they come from the network: `curl … | sh`, `bash <(curl …)`, `sh -c "$(curl …)"`.

import { commandsIn, previousInPipeline } from '../flow.ts';
import type { Command, Sequence, ShellNode, ShellWord } from '../tree.ts';
import { type Fetch, fetchOf } from './fetchers.ts';
import { interpreterOf } from './interpreters.ts';

export interface FetchedProgram {
  readonly fetch: Fetch;
  /** The command that fetches. */
  readonly source: Command;
  /** How it gets to the interpreter: only a pipe has an exit status that `set -o pipefail` makes count. */
  readonly by: 'pipe' | 'substitution';
}

/** The program that `command` interprets, where a fetcher writes it; undefined for all other commands. */
export function fetchedProgram(command: Command): FetchedProgram | undefined {
  const { name, args, wrappers } = command;
  if (wrappers.includes('xargs')) return undefined;
  if (name === 'eval') return args.length === 1 ? fromWord(args[0]) : undefined;
  if (name === '.' || name === 'source') return fromProcess(args[0]);
  const program = interpreterOf(command)?.program;
  switch (program?.kind) {
    case 'stdin':
      return fromRedirect(command) ?? fromPipe(command);
    case 'argument':
      return fromWord(program.word);
    case 'file':
      return fromProcess(program.word);
    case 'module':
    case undefined:
      return undefined;
    default:
      return program satisfies never;
  }
}

/** `curl … | gunzip | sed … | sh`: so far back a fetcher is looked for. */
const MOST_FILTERS = 3;

function fromPipe(command: Command): FetchedProgram | undefined {
  let item = previousInPipeline(command);
  for (let filters = 0; item !== undefined && filters <= MOST_FILTERS; filters++) {
    const found = fetchIn(item, 'pipe');
    if (found !== undefined) return found;
    item = previousInPipeline(item);
  }
  return undefined;
}

/** `bash < <(curl …)`, `sh <<< "$(curl …)"`. */
function fromRedirect({ redirects }: Command): FetchedProgram | undefined {
  const input = redirects.findLast(({ operator, descriptor }) => operator.startsWith('<') && descriptor === 0);
  return input?.operator === '<<<' ? fromWord(input.target) : fromProcess(input?.target);
}

/** `"$(curl …)"`, with nothing before it and nothing behind. */
function fromWord(word: ShellWord | undefined): FetchedProgram | undefined {
  const [script, ...others] = word?.substitutions ?? [];
  const isWhole = word !== undefined && word.variables.length === 0 && /^"?(?:\$\(|`)[^]*[)`]"?$/.test(word.text);
  return isWhole && script?.role === 'substitution' && others.length === 0 ? inScript(script) : undefined;
}

/** `<(curl …)`. */
function fromProcess(word: ShellWord | undefined): FetchedProgram | undefined {
  const script = word?.substitutions.find(({ role }) => role === 'process');
  return script && inScript(script);
}

function inScript(script: Sequence): FetchedProgram | undefined {
  return fetchIn(script, 'substitution');
}

function fetchIn(node: ShellNode, by: FetchedProgram['by']): FetchedProgram | undefined {
  for (const source of commandsIn(node)) {
    const fetch = fetchOf(source);
    if (fetch?.outputs.some(({ kind }) => kind === 'stdout') === true) return { fetch, source, by };
  }
  return undefined;
}
