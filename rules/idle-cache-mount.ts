// RUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir flask

import { type CacheMount, cacheMounts, type Idleness, idlenessOf } from '../src/knowledge/cache-mounts.ts';
import { baseSystem } from '../src/knowledge/base-system.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Stage } from '../src/model/model.ts';
import { walkStages } from '../src/model/walk-stages.ts';
import { packageCommand } from '../src/shell/commands/package-managers.ts';
import type { Command } from '../src/shell/tree.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** Enough to see that there are more. */
const MOST_RELATED = 3;
const HOOK = '/etc/apt/apt.conf.d/docker-clean';

export default defineRule({
  summary: 'A cache mount in which nothing is kept: the RUN empties it, avoids it, or caches in another folder.',
  why:
    'The mount is there so that the next build finds what this one has downloaded. It does nothing where the RUN ends with a ' +
    'cleaning command, an option switches the cache off, the tool caches elsewhere for this user, or the images of Debian ' +
    'and Ubuntu delete what apt has downloaded by a hook of theirs. What is in a mount is in no layer: nothing needs cleaning.',
  severity: 'warning',
  category: 'cache',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM python:3.14-slim
    RUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir flask
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing is kept in "/root/.cache/pip": "--no-cache-dir" switches the cache off
    `,
    `
    FROM fedora:43
    RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git && dnf clean all
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing is kept in "/var/cache/libdnf5": "dnf clean all" empties it
    `,
    `
    FROM golang:1.26
    RUN --mount=type=cache,target=/root/go/pkg/mod go install example.com/tool@v1.0.0
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing is kept in "/root/go/pkg/mod": go has its cache in /go/pkg/mod here
    `,
    `
    FROM debian:13
    RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing is kept in "/var/cache/apt": the hook docker-clean of the base image deletes it
    `,
  ],
  good: [
    `
    FROM python:3.14-slim
    RUN --mount=type=cache,target=/root/.cache/pip pip install flask
    `,
    `
    FROM debian:13
    RUN rm -f /etc/apt/apt.conf.d/docker-clean
    RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { model, source } = analysis;
      const isMinor = isForWorkshop(source.path, model.target?.name);
      const tell = ({ mount, target }: CacheMount, reason: string, help: string, by: readonly Command[]): void => {
        report({
          at: mount.flag,
          ...(isMinor && { severity: 'info' }),
          message: `nothing is kept in "${target}": ${reason}`,
          help,
          related: by.slice(0, MOST_RELATED).map(({ span }) => ({ span, message: 'here' })),
        });
      };
      const hooked: { readonly mount: CacheMount; readonly install: Command }[] = [];
      // Whether the hook is still there: as long as nobody has touched the configuration of apt.
      walkStages<boolean>(
        model,
        ({ needed }) => needed,
        true,
        (isThere, step, stage) => {
          const { instruction, trigger } = step.command;
          const texts = [instruction.folded.text, ...instruction.heredocs.map(({ content }) => content)];
          const hasHook =
            isThere && !texts.some((text) => /docker-clean|apt\.conf|Keep-Downloaded|Binary::apt/i.test(text));
          if (instruction.kind !== 'Run' || trigger !== undefined || instruction.mounts.length === 0) return hasHook;
          const script = analysis.shell(instruction);
          if ((script?.dialect !== 'posix' && script?.dialect !== 'bash') || !script.complete) return hasHook;
          for (const mount of cacheMounts(instruction, step, file)) {
            const idleness = idlenessOf(mount, {
              script,
              step,
              isBaseKnown: baseSystem(stage.origin).distribution !== undefined,
            });
            const install = hasHook && isAptCache(mount.target) ? script.commands.find(isAptInstall) : undefined;
            if (idleness !== undefined) tell(mount, reasonOf(idleness), adviceFor(idleness), [idleness.by]);
            else if (install !== undefined && isFromDebian(stage)) hooked.push({ mount, install });
          }
          return hasHook;
        },
      );
      const [first, ...others] = hooked;
      if (first === undefined) return;
      const reason = 'the hook docker-clean of the base image deletes it';
      tell(first.mount, reason, `Run "rm -f ${HOOK}" before.`, [
        first.install,
        ...others.map(({ install }) => install),
      ]);
    },
  }),
});

function isAptCache(target: string): boolean {
  return target === '/var/cache/apt' || target === '/var/cache/apt/archives';
}

function isAptInstall(command: Command): boolean {
  const found = packageCommand(command);
  return (found?.manager === 'apt-get' || found?.manager === 'apt') && found.action === 'install';
}

function isFromDebian({ origin }: Stage): boolean {
  const { distribution } = baseSystem(origin);
  return (distribution?.name === 'debian' || distribution?.name === 'ubuntu') && !distribution.distroless;
}

function reasonOf(idleness: Idleness): string {
  switch (idleness.kind) {
    case 'emptied':
      return `"${textOf(idleness.by)}" empties it`;
    case 'avoided':
      return `"${idleness.how}" switches the cache off`;
    case 'elsewhere':
      return `${idleness.by.name ?? idleness.cache.name} has its cache in ${idleness.folder} here`;
    default:
      return idleness satisfies never;
  }
}

function adviceFor(idleness: Idleness): string {
  switch (idleness.kind) {
    case 'emptied':
      return 'Leave that command out: the mount is in no layer.';
    case 'avoided':
      return `Leave ${idleness.how} out: the mount is in no layer.`;
    case 'elsewhere':
      return `Write target=${idleness.folder}.`;
    default:
      return idleness satisfies never;
  }
}

function textOf({ words }: Command): string {
  return words.map(({ text }) => text).join(' ');
}
