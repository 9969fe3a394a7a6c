import { describe, expect, test } from 'vitest';
import {
  formatPlatform,
  formatPlatformAll,
  normalizePlatform,
  parsePlatform,
  platformOf,
} from '../../src/syntax/platform.ts';

const host = platformOf('linux', 'amd64');

function read(text: string): string {
  const result = parsePlatform(text, host);
  return result.ok ? formatPlatformAll(result.value) : result.error;
}

test.each([
  ['linux', 'linux/amd64'],
  ['Windows', 'windows/amd64'],
  ['arm64', 'linux/arm64'],
  ['armhf', 'linux/arm'],
  ['armel', 'linux/arm/v6'],
  ['macos/aarch64', 'darwin/arm64'],
  ['linux/x86_64', 'linux/amd64'],
  ['linux/arm', 'linux/arm'],
  ['linux/arm/v7', 'linux/arm/v7'],
  ['linux/arm64/v8', 'linux/arm64/v8'],
  ['linux/arm/5', 'linux/arm/v5'],
  ['linux()/amd64', 'linux/amd64'],
  ['linux(+b+a+a)/amd64', 'linux(+a+b)/amd64'],
  ['windows(10.0%281)/amd64', 'windows(10.0%281)/amd64'],
])('%s is %s', (text, platform) => {
  expect(read(text)).toBe(platform);
});

test.each([
  ['linux/*', '"linux/*": wildcards not yet supported: invalid argument'],
  ['plan10', '"plan10": unknown operating system or architecture: invalid argument'],
  ['a/b/c/d', '"a/b/c/d": cannot parse platform specifier: invalid argument'],
  [
    'linux/a b',
    '"a b" is an invalid component of "linux/a b": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument',
  ],
  ['a(%2)/b', '"a(%2)/b" has an invalid OS version "%2": invalid URL escape "%2"'],
])('%s is refused', (text, error) => {
  expect(read(text)).toBe(error);
});

test.each(['', 'a b/c', 'linux(1', 'linux(1+)/a', 'linux(1++b)/a'])('%j has no valid system', (text) => {
  expect(read(text)).toContain('is an invalid OS component of');
});

describe('normalizing', () => {
  test.each([
    ['linux', 'arm64', 'v8', 'linux/arm64'],
    ['linux', 'arm', '', 'linux/arm/v7'],
    ['macOS', 'amd64', 'v1', 'darwin/amd64'],
    ['linux', 'arm64', '9.0', 'linux/arm64/v9'],
    ['', 'amd64', '', 'unknown'],
  ])('%s %s %s', (os, architecture, variant, text) => {
    expect(formatPlatform(normalizePlatform(platformOf(os, architecture, variant)))).toBe(text);
  });
});

test('a long platform is no burden', () => {
  expect(read(`linux(${'+a'.repeat(100_000)})/amd64`)).toBe('linux(+a)/amd64');
  expect(read('/'.repeat(100_000))).toContain('invalid');
});
