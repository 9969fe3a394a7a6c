// Where curl, wget, git and svn put what they fetch.

import { type Fetch, fetchOf } from '../../shell/commands/fetchers.ts';
import { findOption, hasOption, parseOptions } from '../../shell/options.ts';
import type { Command, ShellWord } from '../../shell/tree.ts';
import {
  type Effect,
  effect,
  type EffectReader,
  type Effects,
  NO_EFFECTS,
  optionPath,
  UNKNOWN_EFFECTS,
  valuePath,
} from './effect.ts';
import { expandWord, literalPath, type NamedPath, namedPath, partlyKnownPath } from './named-path.ts';
import type { Place } from './place.ts';

const download: EffectReader = (command, place) => {
  const fetch = fetchOf(command);
  if (fetch === undefined) {
    // Only asked for its version, unless the URLs come from elsewhere.
    return command.args.some(({ splits }) => splits) || command.wrappers.includes('xargs')
      ? UNKNOWN_EFFECTS
      : NO_EFFECTS;
  }
  const { tool, options, urls, outputs } = fetch;
  if (hasOption(options, '-I', '--head', '--spider')) return NO_EFFECTS;
  const folder = optionPath(options, place, ...(tool === 'curl' ? ['--output-dir'] : ['-P', '--directory-prefix']));
  const isTree = tool === 'wget' && hasOption(options, '-r', '-m', '-x', '-p', '-i', ...WGET_TREE);
  if (isTree) {
    const target = folder ?? (command.nameWord && literalPath('.', command.nameWord, place));
    if (target === undefined) return UNKNOWN_EFFECTS;
    return { effects: [effect('extract', target, command, { by: 'download', reach: 'below' })], complete: true };
  }
  const effects: Effect[] = [];
  let complete = !options.hasDynamic && !hasOption(options, ...OTHER_FILES[tool]);
  for (const [index, url] of urls.entries()) {
    const output = outputs[index] ?? outputs.at(-1);
    const target = output === undefined ? undefined : savedTo(output, url, { fetch, folder, place });
    if (target === undefined) complete = false;
    else if (target !== 'nowhere') effects.push(effect('write', target, command, { by: 'download' }));
  }
  return { effects, complete };
};

const WGET_TREE = ['--recursive', '--mirror', '--force-directories', '--page-requisites', '--input-file'];

/** Options that name a further file: a log, headers, cookies. */
const OTHER_FILES = {
  curl: ['-D', '-c', '--dump-header', '--cookie-jar', '--trace', '--trace-ascii', '--stderr', '--etag-save', '-K'],
  wget: ['-o', '-a', '--output-file', '--append-output', '--save-cookies', '--rejected-log'],
};

interface Saving {
  readonly fetch: Fetch;
  readonly folder: NamedPath | undefined;
  readonly place: Place;
}

function savedTo(
  output: Fetch['outputs'][number],
  url: ShellWord,
  { fetch, folder, place }: Saving,
): NamedPath | 'nowhere' | undefined {
  const { tool, options } = fetch;
  const inside = folder === undefined ? place : { ...place, directory: folder.path };
  switch (output.kind) {
    case 'stdout':
      return 'nowhere';
    case 'file': {
      const { word } = output;
      if (word === undefined) return undefined;
      if (output.path?.startsWith('/dev/') === true) return 'nowhere';
      const option = options.options.find(({ valueWord }) => valueWord === word);
      // wget's `-O` does not look at `-P`. What is redirected is written by the shell.
      return option === undefined ? 'nowhere' : valuePath(option, tool === 'curl' ? inside : place);
    }
    case 'remote-name': {
      if (hasOption(options, '-J', '--remote-header-name', '--content-disposition', '--trust-server-names'))
        return undefined;
      const name = remoteName(url, tool, place);
      return name === undefined ? undefined : partlyKnownPath(name, url, inside);
    }
    default:
      return output satisfies never;
  }
}

/** curl takes the last part of the path, wget the query too, and `index.html` where there is none. */
function remoteName(url: ShellWord, tool: Fetch['tool'], place: Place): string | undefined {
  const { text, hasWildcard } = expandWord(url, place);
  if (hasWildcard && tool === 'curl') return undefined;
  const scheme = text.indexOf('://');
  const address = scheme === -1 ? text : text.slice(scheme + '://'.length);
  const query = address.search(tool === 'curl' ? /[?#]/ : /#/);
  const path = query === -1 ? address : address.slice(0, query);
  const question = path.indexOf('?');
  // wget writes a slash in the query as `%2F`.
  if (question !== -1 && path.includes('/', question)) return undefined;
  const slash = path.lastIndexOf('/');
  if (slash === -1) return tool === 'wget' && !path.includes('$') ? 'index.html' : undefined;
  const name = path.slice(slash + 1);
  if (/[`{]|^\$\w+$/.test(name)) return undefined;
  if (name !== '' && !name.startsWith('?')) return name;
  return tool === 'wget' ? `index.html${name}` : undefined;
}

const GIT = {
  withValue: new Set([
    ...['-b', '-c', '-C', '-j', '-o', '-u', '--branch', '--config', '--depth', '--filter', '--git-dir', '--jobs'],
    ...['--origin', '--reference', '--separate-git-dir', '--server-option', '--shallow-exclude', '--shallow-since'],
    ...['--template', '--upload-pack', '--work-tree'],
  ]),
};

const ASKING: ReadonlySet<string> = new Set(
  `blame cat-file describe diff for-each-ref grep help log ls-files ls-remote ls-tree name-rev rev-list rev-parse shortlog
  show status symbolic-ref var version`.split(/\s+/),
);

const git: EffectReader = (command, place) => {
  const options = parseOptions(command.args, GIT);
  const [action, ...operands] = options.operands;
  const directory = optionPath(options, place, '-C');
  const inside = directory === undefined ? place : { ...place, directory: directory.path };
  const name = action?.value;
  if (action === undefined || (name !== undefined && ASKING.has(name))) {
    return options.hasDynamic ? UNKNOWN_EFFECTS : NO_EFFECTS;
  }
  if (name === 'clone')
    return cloned(command, operands, hasOption(options, '--bare', '--mirror') ? '.git' : '', inside);
  if (name === 'config') return configured(command, options.operands.length, options, inside);
  if (hasOption(options, '--git-dir', '--work-tree', '--separate-git-dir') || name === undefined)
    return UNKNOWN_EFFECTS;
  const target = name === 'init' && operands[0] ? namedPath(operands[0], inside) : literalPath('.', action, inside);
  return { effects: [effect('extract', target, command, { by: 'clone', reach: 'below' })], complete: true };
};

function cloned(command: Command, operands: readonly ShellWord[], suffix: string, place: Place): Effects {
  const [url, folder] = operands;
  if (url === undefined) return UNKNOWN_EFFECTS;
  const target = folder === undefined ? repositoryFolder(url, suffix, place) : namedPath(folder, place);
  if (target === undefined) return UNKNOWN_EFFECTS;
  return { effects: [effect('extract', target, command, { by: 'clone', reach: 'below' })], complete: true };
}

/** git names the folder after the last part of the URL, without `.git`. */
function repositoryFolder(url: ShellWord, suffix: string, place: Place): NamedPath | undefined {
  const { text } = expandWord(url, place);
  const [, name] = /([^/:]+?)(?:\/?\.git)?\/*$/.exec(text.slice(-MOST_NAME)) ?? [];
  return name === undefined || /^\$\w+$|[`{]/.test(name) ? undefined : partlyKnownPath(name + suffix, url, place);
}

/** No folder has a longer name. */
const MOST_NAME = 255;

function configured(command: Command, words: number, options: ReturnType<typeof parseOptions>, place: Place): Effects {
  if (words < 3 && !hasOption(options, '--unset', '--unset-all', '--remove-section', '--add')) return NO_EFFECTS;
  const word = command.nameWord;
  if (word === undefined) return UNKNOWN_EFFECTS;
  const isSystem = hasOption(options, '--system');
  const isGlobal = hasOption(options, '--global');
  if (isGlobal && place.home === undefined) return UNKNOWN_EFFECTS;
  const file = isSystem ? '/etc/gitconfig' : isGlobal ? `${place.home ?? ''}/.gitconfig` : '.git/config';
  return {
    effects: [effect('edit', literalPath(file, word, place), command)],
    complete: findOption(options, '-f') === undefined,
  };
}

const subversion: EffectReader = (command, place) => {
  const options = parseOptions(command.args, {
    withValue: new Set(['-r', '--revision', '--username', '--password', '--depth']),
  });
  const [action, url, folder] = options.operands;
  if (!/^(?:checkout|co|export)$/.test(action?.value ?? '') || url === undefined) return UNKNOWN_EFFECTS;
  const target = folder === undefined ? repositoryFolder(url, '', place) : namedPath(folder, place);
  if (target === undefined) return UNKNOWN_EFFECTS;
  return { effects: [effect('extract', target, command, { by: 'clone', reach: 'below' })], complete: true };
};

export const FETCH_READERS: readonly (readonly [name: string, read: EffectReader])[] = [
  ['curl', download],
  ['wget', download],
  ['git', git],
  ['svn', subversion],
];
