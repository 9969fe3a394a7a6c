// The plan as JSON. Its shape is stable: members are added, never renamed or removed.

import type { ExecMount } from '../../plan/operation.ts';
import type { Plan, PlannedStage, PlannedStep } from '../../plan/plan.ts';
import type { Input } from '../../plan/step-inputs.ts';
import { toOci } from '../../model/oci-image.ts';
import type { Image } from '../../model/image.ts';
import { jsonText } from '../json-text.ts';
import { commandOf, placeOfRun } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The plan as JSON text. What is not there is left out, unless it is a list.
 * - `stages`: all of the file, in its order; `base.kind` is `image`, `stage`, `scratch` or `context`; a stage is named by
 *   its index. `steps` has the ids of its steps, FROM included where it is one.
 * - `steps`: first those that are built, each behind what it takes, then those of stages that nobody needs. `makes` is `base`, `layer`,
 *   `metadata` or `nothing`; `changes` are settings of the OCI image configuration.
 * - An input has `as` (`base`, `copy` or `mount`) and an origin: `step` (an id), `image`, `context`, `http`, `git` or
 *   `inline`. Paths are absolute, seen from the root of the origin.
 * - `run` is the process of a RUN: its words, environment, user, mounts. User and folder are left out where only the base
 *   image tells them.
 * - `context.paths` is what is sent of the build context; absent where that is all of it.
 * - `image` is the configuration of the target's image; `rootfs` has the layers of its base alone.
 * - Something that nobody knows before the build is in `unknown`, with the reason.
 */
export function planJson(
  plan: Plan,
  { path, image }: { readonly path: string; readonly image: Image | undefined },
): string {
  const { target, stages, steps, contextPaths } = plan;
  const unbuilt = stages.flatMap((stage) => (stage.isReachable ? [] : stage.steps));
  return jsonText({
    version: 1,
    path,
    target: target.index,
    platform: target.platform,
    stages: stages.map(stageJson),
    steps: [...steps, ...unbuilt].map(stepJson),
    context: contextPaths === undefined ? {} : { paths: contextPaths },
    image: image && { ...toOci(image), unknown: Object.fromEntries(image.unknown) },
  });
}

function stageJson(stage: PlannedStage): Json {
  const { index, name, lines, base, platform, isTarget, isReachable, neededBy, steps, unknown } = stage;
  return {
    index,
    name,
    lines: [lines.first, lines.last],
    base,
    platform,
    target: isTarget,
    reachable: isReachable,
    neededBy,
    steps: steps.map(({ id }) => id),
    unknown: unknown.map(({ what, reason }) => ({ what, reason })),
  };
}

function stepJson(step: PlannedStep): Json {
  const { id, stage, lines, isTrigger, keyword, name, makes, isBuilt, inputs, operation, sameAs, changes, unknown } =
    step;
  return {
    id,
    stage,
    lines: [lines.first, lines.last],
    name,
    keyword,
    trigger: isTrigger,
    makes,
    built: isBuilt,
    sameAs,
    inputs: inputs.map(inputJson),
    linked: operation?.kind === 'merge' ? true : undefined,
    ignoresCache: operation?.ignoresCache === true ? true : undefined,
    run: runJson(step),
    image: step.step && {
      user: step.step.after.image.user,
      workdir: step.step.after.image.workdir,
      changes: changes.map(({ setting, name: key, value }) => ({ setting, name: key, value: value ?? null })),
    },
    unknown: unknown.map(({ what, reason }) => ({ what, reason })),
  };
}

function inputJson({ origin: { kind, ...origin }, as, paths, to }: Input): Json {
  return { as, kind, ...origin, paths, to };
}

function runJson(step: PlannedStep): Json | undefined {
  const command = commandOf(step.operation);
  if (command === undefined) return undefined;
  const { words, environment, network, security, mounts, secretEnvironment, platform } = command;
  return {
    words,
    environment,
    ...placeOfRun(step),
    network: { UNSET: 'default', HOST: 'host', NONE: 'none' }[network],
    security: security === 'INSECURE' ? 'insecure' : 'sandbox',
    platform,
    mounts: mounts.filter(({ isOutput }) => !isOutput).map(mountJson),
    secretEnvironment: secretEnvironment.map(({ id, name, isOptional }) => ({ id, name, required: !isOptional })),
  };
}

function mountJson({ type, target, readonly, cache, size, secret }: ExecMount): Json {
  return {
    type,
    target,
    readonly,
    cache: cache && { id: cache.id, sharing: cache.sharing },
    size: size === undefined ? undefined : String(size),
    secret: secret && { id: secret.id, required: !secret.isOptional, owner: secret.owner },
  };
}
