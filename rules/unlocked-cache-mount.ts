// RUN --mount=type=cache,target=/var/cache/apt apt-get install

import type { Edit } from '../src/diagnostic.ts';
import { cacheMounts } from '../src/knowledge/cache-mounts.ts';
import { isForWorkshop, isTestData } from '../src/knowledge/file-purpose.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Command } from '../src/shell/tree.ts';
import { packageCommand } from '../src/shell/commands/package-managers.ts';
import type { Mount } from '../src/syntax/ast.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** apt and dpkg have lock files in these. */
const LOCKED = /^\/var\/(?:cache\/apt|lib\/(?:apt|dpkg))(?:\/|$)/;

export default defineRule({
  summary: 'A cache mount for apt without sharing=locked: of two builds at the same time one fails.',
  why:
    'apt wants its folders for itself and gives up where another apt holds the lock. All builds of a builder share a cache ' +
    'mount, and so do the stages and platforms of one build, which run side by side. With sharing=locked the second waits.',
  severity: 'warning',
  category: 'cache',
  recommended: true,
  aliases: [],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN rm -f /etc/apt/apt.conf.d/docker-clean
        RUN --mount=type=cache,target=/var/cache/apt \\
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ another build may hold the lock of apt in "/var/cache/apt", which ends this one
            apt-get update && apt-get install -y --no-install-recommends curl
      `,
      fixed: `
        FROM debian:13
        RUN rm -f /etc/apt/apt.conf.d/docker-clean
        RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\
            apt-get update && apt-get install -y --no-install-recommends curl
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    RUN rm -f /etc/apt/apt.conf.d/docker-clean
    RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\
        --mount=type=cache,target=/var/lib/apt,sharing=locked \\
        apt-get update && apt-get install -y --no-install-recommends curl
    `,
    `
    FROM alpine:3.22
    RUN --mount=type=cache,target=/etc/apk/cache apk add curl
    `,
  ],
  create: ({ analysis, report }) => ({
    Run(run) {
      if (run.mounts.length === 0) return;
      const { model, file, source } = analysis;
      const step = model.stepOf(run);
      const script = analysis.shell(run);
      if (step === undefined || mayBeTemplate(file) || script?.commands.some(takesLock) !== true) return;
      const mounts = cacheMounts(run, step, file).filter(({ target }) => LOCKED.test(target));
      const [first, ...others] = mounts.filter(({ mount }) => sharingOf(mount) === 'shared');
      // Who waits for one of the folders has the others to itself, too.
      if (first === undefined || mounts.some(({ mount }) => sharingOf(mount) === 'locked')) return;
      report({
        at: first.mount.flag,
        ...(isTestData(source.path)
          ? { severity: 'style' }
          : isForWorkshop(source.path, model.target?.name) && { severity: 'info' }),
        message: `another build may hold the lock of apt in "${first.target}", which ends this one`,
        help: 'Add sharing=locked: the other build then is waited for.',
        related: others.map(({ mount }) => ({ span: mount.flag.span, message: 'here too' })),
        fix: {
          title: 'Wait for other builds',
          safety: 'safe',
          edits: [first, ...others].map(({ mount }) => lock(mount)),
        },
      });
    },
  }),
});

function takesLock(command: Command): boolean {
  const found = packageCommand(command);
  return (found?.manager === 'apt-get' || found?.manager === 'apt') && found.action !== 'other';
}

function sharingOf({ fields }: Mount): string {
  const text = fields.findLast(({ key, value }) => key === 'sharing' && value !== undefined)?.value?.text ?? '';
  return text === '' ? 'shared' : text;
}

function lock({ fields, flag }: Mount): Edit {
  const field = fields.findLast(({ key }) => key === 'sharing');
  if (field !== undefined) return { span: field.span, text: 'sharing=locked' };
  const { end } = fields.at(-1)?.span ?? flag.span;
  return { span: { start: end, end }, text: ',sharing=locked' };
}
