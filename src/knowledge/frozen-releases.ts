// Releases of Debian and Ubuntu that get no packages any more.

import type { ImageReference } from '../syntax/image-reference.ts';

/** Those whose support ended before 2025, the one for the long term included (endoflife.date, 2026-08-22). */
const CODE_NAMES =
  /\b(?:squeeze|wheezy|jessie|stretch|buster|lucid|precise|quantal|raring|saucy|trusty|utopic|vivid|wily|xenial|yakkety|zesty|artful|bionic|cosmic|disco|eoan|groovy|hirsute|impish|kinetic|lunar|mantic)\b/;
const DEBIAN = /\bdebian[:-]?(?:[4-9]|10)\b/;
const UBUNTU = /\bubuntu[:-]?(\d\d?)\.(\d\d)\b/;

/** Whether an image says by its name or tag that it is built on such a release. */
export function isFrozenRelease({ repository, tag = '' }: ImageReference): boolean {
  const words = `${repository}:${tag}`;
  if (CODE_NAMES.test(tag) || DEBIAN.test(words)) return true;
  const [, year, month] = UBUNTU.exec(words) ?? [];
  if (year === undefined) return false;
  const isLongTerm = Number(year) % 2 === 0 && month === '04';
  return Number(year) < (isLongTerm ? 20 : 24);
}

const BEFORE_PIP_6 = /\b(?:squeeze|wheezy|jessie|lucid|precise|quantal|raring|saucy|trusty|utopic|vivid|wily)\b/;

/** Whether the pip of the release is older than 6.0: it keeps no downloads, and no option says so. Images for Python have their own. */
export function isBeforePip6({ repository, tag = '' }: ImageReference): boolean {
  const words = `${repository}:${tag}`;
  if (/python|pypy|conda/.test(words)) return false;
  const [, year = '99'] = UBUNTU.exec(words) ?? [];
  return BEFORE_PIP_6.test(tag) || /\bdebian[:-]?[4-8]\b/.test(words) || Number(year) < 16;
}
