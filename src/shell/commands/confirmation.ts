// Package managers that ask "Do you want to continue?", and the options that answer.

import { hasOption, type Option } from '../options.ts';
import type { PackageCommand } from './package-managers.ts';

/** Managers with the same options and the same configuration. */
export type Asker = 'apt' | 'dnf' | 'zypper';

/** Which way `manager` asks; undefined for those that never do: apk, pip, and microdnf, whose `-y` does nothing. */
export function askerOf({ manager }: PackageCommand): Asker | undefined {
  switch (manager) {
    case 'apt':
    case 'apt-get':
      return 'apt';
    case 'dnf':
    case 'tdnf':
    case 'yum':
      return 'dnf';
    case 'zypper':
      return 'zypper';
    default:
      return undefined;
  }
}

/**
 * Whether an installation or upgrade asks: no option gives the answer, and none that may is hidden in a variable. What removes
 * packages does not count: it asks only where they are there, and nobody knows that.
 */
export function asksFirst(found: PackageCommand): boolean {
  const { action, options, packages } = found;
  if (action === 'install' && packages.length === 0 && !hasOption(options, '-f', '--fix-broken')) return false;
  if ((action !== 'install' && action !== 'upgrade') || options.hasDynamic) return false;
  const asker = askerOf(found);
  switch (asker) {
    case 'apt':
      return !isAnsweredForApt(found);
    case 'dnf':
      return !hasOption(options, '-y', '--assumeyes', '--assumeno') && !options.options.some(setsAssumeYes);
    case 'zypper':
      return !hasOption(options, '-n', '--non-interactive', '-y', '--no-confirm', '-D', '--dry-run');
    case undefined:
      return false;
    default:
      return asker satisfies never;
  }
}

const NOTHING_DONE = ['-s', '--simulate', '--just-print', '--dry-run', '--recon', '--no-act', '--print-uris'];
const DECLINED = ['--assume-no', '--trivial-only'];

/** apt 2.6: the question is left out with `-y` or from the second `-q` on, and does not come up where nothing is done. */
function isAnsweredForApt({ options }: PackageCommand): boolean {
  if (hasOption(options, ...NOTHING_DONE, ...DECLINED, '-c', '--config-file')) return true;
  if (hasOption(options, '-y', '--yes', '--assume-yes')) return true;
  return quietness(options.options) >= 2 || options.options.some(setsAptYes);
}

/** `-q -q`, `-qq` and `-q=2` are the same. */
function quietness(options: readonly Option[]): number {
  let level = 0;
  for (const { name, value } of options) {
    if (name === '-q' || name === '--quiet') level = value === undefined ? level + 1 : Number(value);
  }
  return level;
}

/** `-o APT::Get::Assume-Yes=true`, or a setting that nobody knows. */
function setsAptYes({ name, value }: Option): boolean {
  if (name !== '-o' && name !== '--option') return false;
  if (value === undefined) return true;
  const [key = '', setting] = value.split('=');
  return /^APT::Get::Assume-Yes$/i.test(key) || (/^quiet$/i.test(key) && Number(setting) >= 2);
}

function setsAssumeYes({ name, value }: Option): boolean {
  return name === '--setopt' && (value === undefined || /^assumeyes=(?:1|yes|true|on)$/i.test(value));
}
