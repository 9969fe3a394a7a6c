// Platforms as the containerd project's `platforms` package reads and prints them: `linux/arm64/v8`.

import { quote } from './go/quote.ts';
import { failure, type Result, success } from './go/result.ts';
import { toLower } from './go/unicode.ts';
import { unescapePercent } from './go/url.ts';

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** Empty where there is none, as the two below. */
  readonly variant: string;
  readonly osVersion: string;
  readonly osFeatures: readonly string[];
}

const osShape = '^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.%-]*)((?:\\+[A-Za-z0-9_.%-]+)*)\\))?$';
const partShape = '^[A-Za-z0-9_.-]+$';
// Go's pattern without the group that repeats: on a long text it would overflow the stack of JavaScript's engine.
const osPattern = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%+-]*)?)\))?$/;
const emptyFeature = /\+(?=[+)])/;
const partPattern = /^[A-Za-z0-9_.-]+$/;

const systems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const architectures = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 ' +
    'mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);

/** A platform without variant, version and features. */
export function platformOf(os: string, architecture: string, variant = ''): Platform {
  return { os, architecture, variant, osVersion: '', osFeatures: [] };
}

/** `platforms.Parse`; what the text leaves open is taken from `host`. The error is that of Go. */
export function parsePlatform(text: string, host: Platform): Result<Platform> {
  if (text.includes('*')) return invalid(`${quote(text)}: wildcards not yet supported`);
  const [first = '', ...others] = splitParts(text);
  const match = osPattern.exec(first);
  if (match === null || emptyFeature.test(first)) {
    const what = `${quote(first)} is an invalid OS component of ${quote(text)}`;
    return invalid(`${what}: OSAndVersion specifier component must match ${quote(osShape)}`);
  }
  const system = readSystem(text, match);
  if (!system.ok) return system;
  for (const part of others) {
    if (partPattern.test(part)) continue;
    const what = `${quote(part)} is an invalid component of ${quote(text)}`;
    return invalid(`${what}: platform specifier component must match ${quote(partShape)}`);
  }
  const [second, third, fourth] = others;
  if (fourth !== undefined) return invalid(`${quote(text)}: cannot parse platform specifier`);
  if (second === undefined) return readSingle(text, system.value, host);
  const { architecture, variant } = normalizeArchitecture(second, third ?? '');
  if (third === undefined) {
    return success({
      ...system.value,
      architecture,
      variant: architecture === 'arm' && variant === 'v7' ? '' : variant,
    });
  }
  return success({
    ...system.value,
    architecture,
    variant: architecture === 'arm64' && variant === '' ? 'v8' : variant,
  });
}

/** At most four parts; the last one has the rest. */
function splitParts(text: string): readonly string[] {
  const parts = text.split('/');
  return parts.length > 4 ? [...parts.slice(0, 3), parts.slice(3).join('/')] : parts;
}

function readSystem(text: string, [, name = '', version = '', features = '']: RegExpExecArray): Result<Platform> {
  const osVersion = unescapePercent(version);
  if (!osVersion.ok) return failure(`${quote(text)} has an invalid OS version ${quote(version)}: ${osVersion.error}`);
  const osFeatures = new Set<string>();
  for (const written of features.split('+')) {
    const feature = unescapePercent(written);
    if (!feature.ok) {
      const what = `${quote(text)} has invalid OS features`;
      return failure(`${what}: invalid os feature ${quote(written)}: ${feature.error}`);
    }
    if (feature.value !== '') osFeatures.add(feature.value);
  }
  return success({
    os: normalizeSystem(name),
    architecture: '',
    variant: '',
    osVersion: osVersion.value,
    osFeatures: [...osFeatures].toSorted(),
  });
}

function readSingle(text: string, system: Platform, host: Platform): Result<Platform> {
  if (systems.has(system.os)) {
    const variant = host.architecture === 'arm' && host.variant === 'v7' ? '' : host.variant;
    return success({ ...system, architecture: host.architecture, variant });
  }
  const { architecture, variant } = normalizeArchitecture(splitParts(text)[0] ?? '', '');
  if (!architectures.has(architecture)) return invalid(`${quote(text)}: unknown operating system or architecture`);
  return success({
    ...platformOf(host.os, architecture),
    variant: architecture === 'arm' && variant === 'v7' ? '' : variant,
  });
}

function invalid(message: string): { readonly ok: false; readonly error: string } {
  return failure(`${message}: invalid argument`);
}

function normalizeSystem(name: string): string {
  const lower = toLower(name);
  return lower === 'macos' ? 'darwin' : lower;
}

function normalizeArchitecture(
  written: string,
  writtenVariant: string,
): { readonly architecture: string; readonly variant: string } {
  const architecture = toLower(written);
  const variant = toLower(writtenVariant);
  switch (architecture) {
    case 'i386':
      return { architecture: '386', variant: '' };
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { architecture: 'amd64', variant: variant === 'v1' ? '' : variant };
    case 'aarch64':
    case 'arm64':
      return { architecture: 'arm64', variant: armVariant.get(variant) ?? variant };
    case 'armhf':
      return { architecture: 'arm', variant: 'v7' };
    case 'armel':
      return { architecture: 'arm', variant: 'v6' };
    case 'arm':
      if (variant === '') return { architecture, variant: 'v7' };
      return { architecture, variant: /^[5-8]$/.test(variant) ? `v${variant}` : variant };
    default:
      return { architecture, variant };
  }
}

const armVariant = new Map([
  ['8', ''],
  ['v8', ''],
  ['v8.0', ''],
  ['9', 'v9'],
  ['9.0', 'v9'],
  ['v9.0', 'v9'],
]);

/** `platforms.Normalize`: one spelling for what is the same. */
export function normalizePlatform(platform: Platform): Platform {
  return {
    ...platform,
    os: normalizeSystem(platform.os),
    ...normalizeArchitecture(platform.architecture, platform.variant),
  };
}

/** `platforms.Format`: `linux/arm/v7`. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  if (os === '') return 'unknown';
  return [os, architecture, variant].filter((part) => part !== '').join('/');
}

/** `platforms.FormatAll`: version and features of the system stand behind it, in parentheses. */
export function formatPlatformAll(platform: Platform): string {
  const { os, osVersion, osFeatures } = platform;
  if (osVersion === '' && osFeatures.length === 0) return formatPlatform(platform);
  const details = [osVersion, ...osFeatures].map(escapePart).join('+');
  return formatPlatform({ ...platform, os: os === '' ? '' : `${os}(${details})` });
}

function escapePart(text: string): string {
  return text.replaceAll(/[%+()/]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
