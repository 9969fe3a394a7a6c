// The build arguments that are there without being given (dockerfile2llb/platform.go).

import { formatPlatform, formatPlatformAll, type Platform } from '../syntax/platform.ts';

export interface Platforms {
  readonly build: Platform;
  readonly target: Platform;
}

/** What FROM can refer to without any ARG; build arguments of these names replace them. */
export function predefinedArguments(
  { build, target }: Platforms,
  targetStage: string,
): readonly (readonly [name: string, value: string])[] {
  return [
    ['BUILDPLATFORM', formatPlatform(build)],
    ['BUILDOS', build.os],
    ['BUILDOSVERSION', build.osVersion],
    ['BUILDARCH', build.architecture],
    ['BUILDVARIANT', build.variant],
    ['TARGETPLATFORM', formatPlatformAll(target)],
    ['TARGETOS', target.os],
    ['TARGETOSVERSION', target.osVersion],
    ['TARGETARCH', target.architecture],
    ['TARGETVARIANT', target.variant],
    ['TARGETSTAGE', targetStage],
  ];
}

/** The names of these arguments. */
export const automaticArguments: ReadonlySet<string> = new Set([
  ...['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].flatMap((part) => [`BUILD${part}`, `TARGET${part}`]),
  'TARGETSTAGE',
]);

/** Every RUN has those that the build is given, declared or not (dockerfile2llb, proxyEnvFromBuildArgs). */
export function isProxyArgument(name: string): boolean {
  return /^(?:all|ftp|http|https|no)_proxy$/i.test(name);
}

/** Arguments of the scanner for bills of materials: they never get into the environment. */
export function isScannerArgument(name: string): boolean {
  return name === 'BUILDKIT_SBOM_SCAN_CONTEXT' || name === 'BUILDKIT_SBOM_SCAN_STAGE';
}

/** The environment that BuildKit gives images without PATH, but those of Windows. */
export const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
