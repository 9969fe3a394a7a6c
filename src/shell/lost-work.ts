// The exit statuses whose loss matters: the command does work, no later one needs its result, and nobody meant it.

import { fetchOf } from './commands/fetchers.ts';
import { packageInstall } from './commands/package-managers.ts';
import { savedFiles } from './commands/saved-files.ts';
import { type Work, workOf } from './commands/work.ts';
import { fileName } from './file-name.ts';
import { isBuiltLater, isCheckedLater, isLocalRunLater, isNeededLater } from './later-use.ts';
import { alwaysSucceeds, type Loss, type Lost, lostStatuses } from './loss.ts';
import { hasOption } from './options.ts';
import { statusFate } from './status.ts';
import type { Command, Sequence, ShellNode, ShellScript } from './tree.ts';

export interface LostWork extends Lost {
  readonly work: Work;
}

/**
 * What a script can fail to do and still succeed, by the place that loses the statuses; pipes count as one place. Left
 * out is what somebody meant (`|| true` behind one command, `; true` at the end, `set +e`, `dpkg -i` with
 * `apt-get -f install`), and what a later command needs, so that the script ends there.
 */
export function lostWork(script: ShellScript): readonly (readonly LostWork[])[] {
  const { complete, commands, text } = script;
  // The commands of a template are not those that run.
  if (!complete || text.includes('{{') || commands.some(switchesOff)) return [];
  const repairs = commands.some(repairsPackages);
  const places = new Map<ShellNode, LostWork[]>();
  let firstPipe: ShellNode | undefined;
  for (const lost of lostStatuses(script)) {
    const work = workOf(lost.command);
    if (work === undefined || isMeant(lost, repairs) || endsLater(lost, work, script)) continue;
    const { loss } = lost;
    const place = loss.by === 'pipe' ? (firstPipe ??= loss.at) : loss.at;
    const found = { ...lost, work };
    const others = places.get(place);
    if (others === undefined) places.set(place, [found]);
    else others.push(found);
  }
  return [...places.values()];
}

/** `set +e`. */
function switchesOff({ name, args }: Command): boolean {
  return name === 'set' && args.some(({ value }) => value !== undefined && /^\+[a-z]*e/.test(value));
}

/** `apt-get -f install`. */
function repairsPackages(command: Command): boolean {
  const install = packageInstall(command);
  return install !== undefined && hasOption(install.options, '-f', '--fix-broken');
}

function isMeant({ command, loss }: Lost, repairs: boolean): boolean {
  if (command.name === 'dpkg' && repairs) return true;
  switch (loss.by) {
    case 'or':
      return loss.item === loss.tried;
    case 'sequence':
      return endsWithSuccess(loss.at);
    case 'background':
    case 'loop':
    case 'pipe':
      return false;
    default:
      return loss satisfies never;
  }
}

/** `…; true`, `…; exit 0`. */
function endsWithSuccess({ items }: Sequence): boolean {
  const last = items.at(-1);
  return last?.type === 'command' && last.name !== 'echo' && last.name !== 'printf' && alwaysSucceeds(last);
}

/** Whether something later cannot do without the work, and ends the script. */
function endsLater({ command, loss }: Lost, work: Work, script: ShellScript): boolean {
  const after = placeBehind(loss);
  if (isBuiltLater(after, script) || isProven(loss, script)) return true;
  switch (work.kind) {
    case 'install':
      return isNeededLater(installedNames(command), after, script);
    case 'fetch':
      if (isLocalRunLater(after, script) || (loss.by === 'pipe' && !acceptsNothing(loss.last))) return true;
      return savedPaths(command, loss).some((path) => {
        const isMissing = path !== undefined && loss.by !== 'pipe' && leavesNothing(command);
        return isCheckedLater(path, after, script) || (isMissing && isNeededLater([fileName(path)], after, script));
      });
    case 'unpack':
      return isLocalRunLater(after, script);
    case 'build':
      return false;
    default:
      return work.kind satisfies never;
  }
}

/** Where the script goes on after the loss. */
function placeBehind(loss: Loss): number {
  switch (loss.by) {
    case 'sequence':
    case 'background':
      return loss.item.span.end;
    case 'loop':
    case 'pipe':
      return loss.at.span.end;
    case 'or':
      return loss.handler.span.end;
    default:
      return loss satisfies never;
  }
}

const TESTS: ReadonlySet<string> = new Set([
  '[',
  'command',
  'docker-php-ext-enable',
  'egrep',
  'grep',
  'systemctl',
  'test',
  'which',
]);

/** The sequence ends with a command that fails where something is not there: `php -m | grep -q redis`, `java -version`. */
function isProven(loss: Loss, script: ShellScript): boolean {
  if (loss.by !== 'sequence') return false;
  let last: ShellNode | undefined = loss.at;
  while (last !== undefined && last.type !== 'command' && last.type !== 'compound') last = last.items.at(-1);
  if (last?.type !== 'command' || last.name === undefined || statusFate(last, script) !== 'fatal') return false;
  return TESTS.has(last.name) || /^--?version$/.test(last.args[0]?.value ?? '');
}

/** What packages bring whose own names say something else. */
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ['awscli', 'aws'],
  ['gnupg', 'gpg'],
  ['gnupg2', 'gpg'],
  ['nodejs', 'node'],
  ['openssh-client', 'ssh'],
]);

function installedNames(command: Command): readonly string[] {
  const packages = packageInstall(command)?.packages ?? [];
  return packages.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern, PROGRAMS.get(pattern) ?? pattern]));
}

/** Where it fails there is no file. `wget -O` makes an empty one, curl without `-f` one with an error page in it. */
function leavesNothing(command: Command): boolean {
  const fetch = fetchOf(command);
  if (fetch?.tool === 'curl') return fetch.failsOnHttpError;
  return fetch?.outputs.every(({ kind }) => kind === 'remote-name') === true;
}

function savedPaths(command: Command, loss: Loss): readonly (string | undefined)[] {
  if (loss.by !== 'pipe') {
    const fetch = fetchOf(command);
    return fetch === undefined ? [] : savedFiles(fetch).map(({ path }) => path);
  }
  const { last } = loss;
  if (last.type !== 'command') return [];
  const operands = last.name === 'tee' || last.name === 'dd' ? last.args : [];
  const redirected = last.redirects.flatMap(({ descriptor, target }) => (descriptor === 1 && target ? [target] : []));
  return [...operands, ...redirected].map(({ text }) => text.replace(/^of=/, ''));
}

/** Commands that make an empty file of no input, or do nothing, and succeed. */
const SAVING: ReadonlySet<string> = new Set([
  ':',
  'crontab',
  'dd',
  'mysql',
  'patch',
  'sponge',
  'sqlite3',
  'tee',
  'true',
]);
/** The same where the output goes into a file. */
const FILTERS: ReadonlySet<string> = new Set([
  'awk',
  'base64',
  'cat',
  'cut',
  'head',
  'jq',
  'sed',
  'sort',
  'tail',
  'tr',
]);

function acceptsNothing(reader: ShellNode): boolean {
  if (reader.type !== 'command' || reader.name === undefined) return false;
  const isSaved = reader.redirects.some(({ descriptor, operator }) => descriptor === 1 && operator !== '>&');
  return SAVING.has(reader.name) || (isSaved && FILTERS.has(reader.name));
}
