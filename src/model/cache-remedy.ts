// How a RUN is written that leaves no cache of a package manager behind.

import type { Edit } from '../diagnostic.ts';
import { appendCommand } from '../shell/append.ts';
import { type PackageCommand, packageCommand } from '../shell/commands/package-managers.ts';
import { nameOf, optionPlace } from '../shell/commands/package-words.ts';
import { isUnconditional } from '../shell/conditional.ts';
import { ancestors } from '../shell/flow.ts';
import { hasOption } from '../shell/options.ts';
import type { Command, ShellNode, ShellScript } from '../shell/tree.ts';
import type { Instruction, Run } from '../syntax/ast.ts';
import type { Source, Span } from '../syntax/source.ts';
import type { CacheLeft } from './caches-left.ts';

export interface CacheRemedy {
  /** What to write. */
  readonly help: string;
  /** Empty where the words of the file cannot simply be put right. */
  readonly edits: readonly Edit[];
}

/** Where a cache was left. */
export interface Site {
  readonly run: Run;
  readonly script: ShellScript;
  readonly source: Source;
  /** Another RUN reads the index that apk keeps. */
  readonly isIndexShared: boolean;
}

export function cacheRemedy(left: CacheLeft, site: Site): CacheRemedy {
  const { cache, fillings } = left;
  const [{ command, found }] = fillings;
  const { remedy } = cache;
  if (found.manager === 'apk' && found.action === 'refresh') return withoutRefresh(left, site);
  const isMoved = fillings.some((filling) => hasOption(filling.found.options, ...cache.movedBy.options));
  if ('option' in remedy && !isMoved) {
    const isExec = site.run.command.form === 'exec';
    const edits = fillings.map((filling) => optionEdit(filling.command, filling.found, remedy.option));
    return { help: `Write "${nameOf(command, found)} ${remedy.option}".`, edits: isExec ? [] : edits };
  }
  const own = cleaningFor(left, site, isMoved);
  const cleaning = command.wrappers.includes('sudo') ? `sudo ${own}` : own;
  const after = commandsAfter(left, site);
  if (found.action === 'refresh' && !after.some((next) => isInstallation(next.found))) {
    return { help: `Move it into the RUN that installs, and end that with "&& ${cleaning}".`, edits: [] };
  }
  if (!own.startsWith('rm ') && !isThereAtEnd(left, site)) {
    return { help: `Write "&& ${cleaning}" behind it, in the same RUN.`, edits: [] };
  }
  const edit = appendCommand(site.run, site.script, site.source, cleaning);
  const isCleaned = after.some((next) => next.found?.subcommand === 'clean');
  const help = `End this RUN with "&& ${cleaning}"${isCleaned ? `: "${found.manager} clean" is not enough` : ''}.`;
  return { help, edits: edit === undefined ? [] : [edit] };
}

/** The command that empties the cache: the manager's own, where that is still there. */
function cleaningFor(left: CacheLeft, site: Site, isMoved: boolean): string {
  const { cache, place, fillings } = left;
  const { remedy } = cache;
  const isHome = place.startsWith('~');
  if (isMoved || 'option' in remedy || (isHome && !isThereAtEnd(left, site))) return `rm -rf ${place}`;
  return remedy.command ?? `${fillings[0].found.manager} clean all`;
}

/** Whether the end of the RUN finds the package manager, which an `if` may be about, or a removal after the installation. */
function isThereAtEnd({ cache, fillings: [{ command }] }: CacheLeft, { script }: Site): boolean {
  const isTop = [...ancestors(command)].every(({ type }) => type !== 'command' && type !== 'compound');
  const isRemoved = script.commands.some((later) => {
    const found = later.span.start > command.span.start ? packageCommand(later) : undefined;
    return found?.action === 'remove' && !cache.managers.includes(found.manager);
  });
  return isTop && isUnconditional(command) && !isRemoved;
}

/** The RUNs that install with apk and keep its index, or read one that is kept. */
export function indexReaders(
  instructions: readonly Instruction[],
  scriptOf: (run: Run) => ShellScript | undefined,
): readonly Run[] {
  return instructions.flatMap((run) => {
    const commands = run.kind === 'Run' ? (scriptOf(run)?.commands ?? []) : [];
    const isReader = commands.some((command) => {
      const found = packageCommand(command);
      return found?.manager === 'apk' && found.action === 'install' && !hasOption(found.options, '--no-cache');
    });
    return run.kind === 'Run' && isReader ? [run] : [];
  });
}

/** Options that ask apk for what `--no-cache` does besides. */
const REFRESHING: ReadonlySet<string> = new Set(['-U', '--update', '--update-cache']);

/** Puts `option` behind the subcommand, or in the place of an option that it makes superfluous. */
function optionEdit(command: Command, found: PackageCommand, option: string): Edit {
  const superfluous = found.options.options.find(({ word }) => REFRESHING.has(word.pattern ?? ''));
  if (found.manager === 'apk' && superfluous) return { span: superfluous.word.span, text: option };
  const start = optionPlace(command, found);
  return { span: { start, end: start }, text: ` ${option}` };
}

/** What a variable holds may be an installation. */
function isInstallation(found: PackageCommand | undefined): boolean {
  return found === undefined || found.action === 'install' || found.action === 'upgrade';
}

interface Next {
  readonly command: Command;
  /** Undefined where a variable holds the name of the command. */
  readonly found: PackageCommand | undefined;
}

/** What the same package manager does, or may do, after the cache is filled first. */
function commandsAfter({ cache, fillings: [{ command: first }] }: CacheLeft, { script }: Site): readonly Next[] {
  return script.commands.flatMap((command) => {
    if (command.span.start <= first.span.start) return [];
    const found = packageCommand(command);
    const isUnknown = command.name === undefined && command.nameWord !== undefined;
    return isUnknown || (found && cache.managers.includes(found.manager)) ? [{ command, found }] : [];
  });
}

/** `apk add --no-cache` fetches the index itself, and keeps it nowhere. */
function withoutRefresh(left: CacheLeft, site: Site): CacheRemedy {
  const after = commandsAfter(left, site);
  const name = after.find(({ found }) => found && isInstallation(found))?.found?.subcommand ?? 'add';
  const help = `Leave out "apk update" and write "apk ${name} --no-cache", which fetches the index and does not keep it.`;
  const gap = gapAfter(left.fillings[0].command, site.source);
  const isSimple = after.some(({ found }) => isInstallation(found)) && after.every(({ found }) => readsIndex(found));
  if (gap === undefined || !isSimple || site.isIndexShared || site.run.command.form === 'exec')
    return { help, edits: [] };
  const options = after.flatMap(({ command, found }) => {
    const isDone = found === undefined || hasOption(found.options, '--no-cache');
    return isDone ? [] : [optionEdit(command, found, '--no-cache')];
  });
  return { help, edits: [{ span: gap, text: '' }, ...options] };
}

function readsIndex(found: PackageCommand | undefined): boolean {
  return found?.action === 'install' || found?.action === 'upgrade' || found?.action === 'remove';
}

/** From `command` to the one after it in a chain of `&&` or in a sequence. */
function gapAfter({ span, parent }: Command, { text }: Source): Span | undefined {
  if (parent?.type !== 'and-or' && parent?.type !== 'sequence') return undefined;
  if (parent.type === 'and-or' && parent.operators.includes('||')) return undefined;
  const siblings: readonly ShellNode[] = parent.items;
  const next = siblings.find((sibling) => sibling.span.start > span.start);
  const isPlain = next !== undefined && /^(?:[\s\\`;]|&&)*$/.test(text.slice(span.end, next.span.start));
  return isPlain ? { start: span.start, end: next.span.start } : undefined;
}
