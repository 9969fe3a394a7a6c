// The build arguments that have a meaning without any instruction: platforms, proxies, those of BuildKit.

import { isProxyArgument } from '../../model/predefined-arguments.ts';
import type { Entry } from './entry.ts';

const platformParts: Readonly<Record<string, readonly [what: string, example: string]>> = {
  PLATFORM: ['The platform', '`linux/arm64`'],
  OS: ['The operating system', '`linux`'],
  OSVERSION: ['The version of the operating system', '`10.0.20348` on Windows, otherwise empty'],
  ARCH: ['The architecture', '`arm64`'],
  VARIANT: ['The variant of the architecture', '`v7` of `linux/arm/v7`, mostly empty'],
};

const declare = 'FROM can use it; a stage that wants it declares it first: `ARG';

/** Those that FROM can use as they are, and a stage that declares them. */
const automatic: Readonly<Record<string, Entry>> = Object.fromEntries([
  ...Object.entries(platformParts).flatMap(([part, [what, example]]) => [
    [`TARGET${part}`, ofPlatform(`TARGET${part}`, `${what} that the image is built for: ${example}.`)],
    [`BUILD${part}`, ofPlatform(`BUILD${part}`, `${what} that the builder runs on: ${example}.`)],
  ]),
  ['TARGETSTAGE', ofPlatform('TARGETSTAGE', 'The name of the stage that is built; `default` where it has none.')],
]);

const settings: Readonly<Record<string, Entry>> = {
  SOURCE_DATE_EPOCH: {
    summary: 'The time, in seconds since 1970, that the image and its layers are given instead of that of the build.',
    details: 'For builds whose outcome shall be the same each time. A RUN sees it where the stage declares it.',
    syntax: ['--build-arg SOURCE_DATE_EPOCH=<seconds>'],
  },
  ...setting('BUILDKIT_BUILD_NAME=<name>', 'How the build is called in its history.'),
  ...setting(
    'BUILDKIT_CACHE_MOUNT_NS=<name>',
    'Is put before the ids of cache mounts, to keep those of several projects apart.',
  ),
  ...setting(
    'BUILDKIT_CONTEXT_KEEP_GIT_DIR=<boolean>',
    'Keeps the folder `.git` where the build context is a Git repository.',
  ),
  ...setting('BUILDKIT_DOCKERFILE_CHECK=<options>', 'What `# check=` says, for one build.'),
  ...setting(
    'BUILDKIT_GIT_ADVICE=<boolean>',
    'Shows the advice that Git prints while the builder works with repositories.',
  ),
  ...setting('BUILDKIT_INLINE_CACHE=<boolean>', 'Puts what `--cache-from` needs into the image.'),
  ...setting('BUILDKIT_MULTI_PLATFORM=<boolean>', 'Makes an index of platforms, also for a single one.'),
  ...setting(
    'BUILDKIT_SANDBOX_HOSTNAME=<name>',
    'The name of the host that a RUN sees; `buildkitsandbox` where it is not given.',
  ),
  ...setting(
    'BUILDKIT_SYNTAX=<image>',
    'The image of the program that reads the Dockerfile, whatever `# syntax=` says.',
  ),
  BUILDKIT_SBOM_SCAN_CONTEXT: {
    summary: 'Whether the bill of materials lists the build context, too.',
    details: 'An ARG sets it.',
    syntax: ['ARG BUILDKIT_SBOM_SCAN_CONTEXT=<boolean>'],
  },
  BUILDKIT_SBOM_SCAN_STAGE: {
    summary: 'Whether the bill of materials lists what is in this stage, or in which stages.',
    details: 'An ARG sets it.',
    syntax: ['ARG BUILDKIT_SBOM_SCAN_STAGE=<boolean or stages>'],
  },
};

/** The entry of an argument that BuildKit itself knows. */
export function variableReference(name: string): Entry | undefined {
  if (Object.hasOwn(automatic, name)) return automatic[name];
  if (Object.hasOwn(settings, name)) return settings[name];
  return isProxyArgument(name) ? proxy(name) : undefined;
}

function ofPlatform(name: string, summary: string): Entry {
  return { summary, details: `${declare} ${name}\`.`, syntax: [`ARG ${name}`] };
}

function proxy(name: string): Entry {
  return {
    summary: /^no/i.test(name) ? 'The addresses that are asked without a proxy.' : 'The proxy that a RUN uses.',
    details:
      'Every RUN has it where the build is given it, without any ARG. As long as no ARG names it, it changes no cache key and is not in the image.',
    syntax: [`--build-arg ${name}=<value>`],
  };
}

/** An argument that is for the builder alone. */
function setting(written: string, summary: string): Readonly<Record<string, Entry>> {
  const name = written.slice(0, written.indexOf('='));
  return { [name]: { summary, details: 'It needs no ARG.', syntax: [`--build-arg ${written}`] } };
}
