// RUN apt-get update, and RUN apt-get install in another layer

import { baseSystem } from '../src/knowledge/base-system.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { isFrozenRelease } from '../src/knowledge/frozen-releases.ts';
import { isVersionedImage } from '../src/knowledge/versioned-images.ts';
import { defineRule } from '../src/lint/rule.ts';
import { type AptListsUse, aptListsUses } from '../src/model/apt-lists.ts';
import type { Stage } from '../src/model/model.ts';
import { updateFix } from '../src/model/update-fix.ts';
import { nameOf, wordsSpan } from '../src/shell/commands/package-words.ts';
import type { Command } from '../src/shell/tree.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

/** Enough to see that there are more. */
const MOST_RELATED = 3;

export default defineRule({
  summary: 'An installation with apt reads package lists that its own RUN did not fetch.',
  why:
    'The layer with the lists comes from the build cache for as long as nothing above it changes. By then the ' +
    'servers have newer packages in place of those in the lists, and the download ends with "404 Not Found", or an ' +
    'old version is installed. Lists that were removed, or never there, end the build at once. Local .deb files, ' +
    'lists from a mount and releases so old that they get no packages any more are not reported.',
  severity: 'warning',
  category: 'reproducibility',
  recommended: true,
  aliases: ['DS-0017', 'CKV_DOCKER_5'],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get update
        RUN apt-get install -y --no-install-recommends curl
            ^^^^^^^^^^^^^^^ "apt-get install" reads the package lists of line 2, which the build cache may have kept for months
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && apt-get install -y --no-install-recommends curl
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get install -y --no-install-recommends curl
            ^^^^^^^^^^^^^^^ "apt-get install" finds no package lists: "debian:13" has none, and nothing fetches them
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && apt-get install -y --no-install-recommends curl
      `,
    },
    {
      dockerfile: `
        FROM ubuntu:24.04
        RUN apt-get update && apt-get install -y gnupg && rm -rf /var/lib/apt/lists/*
        RUN apt-get install -y curl
            ^^^^^^^^^^^^^^^ "apt-get install" finds no package lists: line 2 removes them
      `,
      fixed: `
        FROM ubuntu:24.04
        RUN apt-get update && apt-get install -y gnupg && rm -rf /var/lib/apt/lists/*
        RUN apt-get update && apt-get install -y curl
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    RUN apt-get update \\
     && apt-get install -y --no-install-recommends curl \\
     && rm -rf /var/lib/apt/lists/*
    `,
    `
    FROM debian:13
    COPY tool.deb /tmp/
    RUN apt-get install -y /tmp/tool.deb
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const isMinor = isForWorkshop(analysis.source.path, analysis.model.stages.at(-1)?.name);
      const lineOf = ({ span }: Command): number => analysis.source.position(span.start).line;
      const uses = aptListsUses(analysis.model, (run) => analysis.shell(run)).filter(({ isCertain }) => isCertain);
      for (const [use, ...others] of byLists(uses)) {
        const { install, found, lists } = use;
        if (lists.kind === 'base' && !hasNoLists(lists.stage)) continue;
        if (lists.kind === 'fetched' && areFrozen(analysis.model.stageOf(use.run))) continue;
        const name = nameOf(install, found);
        const fetch = `${install.wrappers.includes('sudo') ? 'sudo ' : ''}${found.manager} update`;
        const fix = updateFix(use, fetch, analysis.source);
        report({
          at: wordsSpan(install, found),
          ...(lists.kind === 'base' ? { severity: 'error' } : isMinor && { severity: 'style' }),
          message: `"${name}" ${offence(lists, lineOf)}`,
          help: `Write "${fetch} && ${name} …" in one RUN${lists.kind === 'fetched' ? '' : ', or leave it out if all of it is installed already'}.`,
          related: [
            ...(lists.kind === 'base' ? [] : [{ span: lists.by.span, message: `the lists are ${lists.kind} here` }]),
            ...others
              .slice(0, MOST_RELATED)
              .map((other) => ({ span: wordsSpan(other.install, other.found), message: 'so does this' })),
          ],
          ...(fix && { fix }),
        });
      }
    },
  }),
});

/** One group for the lists of each place: they are one mistake. */
function byLists(uses: readonly AptListsUse[]): Iterable<readonly [AptListsUse, ...(readonly AptListsUse[])]> {
  const groups = new Map<AptListsUse['lists'], [AptListsUse, ...AptListsUse[]]>();
  for (const use of uses) {
    const group = groups.get(use.lists);
    if (group === undefined) groups.set(use.lists, [use]);
    else group.push(use);
  }
  return groups.values();
}

/** The official images on Debian and Ubuntu are published without lists. */
function hasNoLists({ base }: Stage): boolean {
  if (base.kind !== 'image') return false;
  return isVersionedImage(base.reference) && baseSystem(base).systemShell === 'dash';
}

/** The servers of an old release have nothing that is newer than the lists. */
function areFrozen(stage: Stage | undefined): boolean {
  return stage?.origin.kind === 'image' && isFrozenRelease(stage.origin.reference);
}

function offence(lists: AptListsUse['lists'], lineOf: (command: Command) => number): string {
  switch (lists.kind) {
    case 'fetched':
      return `reads the package lists of line ${lineOf(lists.by)}, which the build cache may have kept for months`;
    case 'removed':
      return `finds no package lists: line ${lineOf(lists.by)} removes them`;
    case 'base': {
      const { base } = lists.stage;
      return `finds no package lists: ${base.kind === 'image' ? `"${base.text}"` : 'the base image'} has none, and nothing fetches them`;
    }
    default:
      return lists satisfies never;
  }
}
