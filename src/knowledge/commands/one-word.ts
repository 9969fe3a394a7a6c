// Commands whose output is one word without blanks, so that `$(…)` around them needs no quotes.

import { findOption, hasOption, parseOptions } from '../../shell/options.ts';
import type { Command, Sequence } from '../../shell/tree.ts';
import { argumentsOf } from './arguments.ts';

/** What the arguments look like; from the manuals of GNU coreutils, BusyBox and the tools themselves. */
const ONE_WORD: ReadonlyMap<string, RegExp> = new Map([
  ['apk', /^--print-arch$/],
  ['arch', /^$/],
  ['command', /^-v \S+$/],
  ['cygpath', /^-\w \S+$/],
  ['dpkg', /^--print-(?:foreign-)?architecture$/],
  ['dpkg-architecture', /^(?:--query[ =]|-q)\S+$/],
  ['getconf', /^\S+$/],
  ['git', /^(?:-C \S+ )?rev-(?:parse (?:--\S+ )*\S+|list (?:--\S+ )*--count \S+)$/],
  ['go', /^env (?:GOOS|GOARCH|GOVERSION|GOHOSTOS|GOHOSTARCH|GOARM|GOAMD64|CGO_ENABLED)$/],
  ['hostname', /^(?:-s|-f)?$/],
  ['id', /^-(?:u|g|un|gn|nu|ng)(?: [\w-]+)?$/],
  ['lsb_release', /^-(?:cs|sc|is|si|rs|sr)$|^-(?:c|i|r) -s$|^-s -(?:c|i|r)$|^--short --\w+$|^--\w+ --short$/],

  ['nproc', /^(?:--\S+)?$/],
  ['rpm', /^(?:-E|--eval) ['"]?%\{?\??\w+\}?['"]?$/],
  ['sysctl', /^-n \S+$/],
  ['tty', /^$/],
  ['uname', /^(?:-[imnoprs]|--machine|--kernel-name|--kernel-release|--nodename|--processor|--hardware-platform)?$/],
  ['wc', /^-[lcmw]$/],
  ['which', /^\S+$/],
  ['whoami', /^$/],
  ['xx-info', /^\S*$/],
]);

/** Whether the standard output of `command` is one word at most, whatever the machine. */
export function printsOneWord(command: Command): boolean {
  const { name, args } = command;
  if (name === undefined || args.some(({ splits }) => splits)) return false;
  if (name === 'date') return isPlainDate(command);
  if (name === 'mktemp') return !hasOption(parseOptions(args, { withValue: new Set(['-p']) }), '--help');
  return ONE_WORD.get(name)?.test(argumentsOf(command)) === true;
}

/** The same of the script in a substitution, which may cut the word with `cut`, `tr` or `sed` behind it. */
export function isOneWord({ items }: Sequence): boolean {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0) return false;
  if (item.type === 'command') return printsOneWord(item);
  const [first, ...filters] = item.type === 'pipeline' ? item.items : [];
  if (first?.type !== 'command' || !printsOneWord(first)) return false;
  return filters.every((filter) => filter.type === 'command' && addsNoBlank(filter));
}

function addsNoBlank({ name, args }: Command): boolean {
  if (name === 'cut' || name === 'head' || name === 'tail' || name === 'base64') return true;
  if (name !== 'sed' && name !== 'tr') return false;
  return args.every(({ value }) => value !== undefined && !/\s/.test(value) && value !== '');
}

/** `date +%s`, `date -u +%Y-%m-%d`. */
function isPlainDate({ args }: Command): boolean {
  const options = parseOptions(args, { withValue: new Set(['-d', '-r', '--date', '--reference']) });
  const [format] = options.operands;
  if (findOption(options, '-R', '-I', '--rfc-3339') !== undefined) return false;
  return format?.value?.startsWith('+') === true && /^\+(?:[^\s%]|%[-_0^#]?[YmdHMSsjFTyUVWuwzNZ])+$/.test(format.value);
}
