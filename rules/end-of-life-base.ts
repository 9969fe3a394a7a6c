// FROM node:14

import { baseSystem } from '../src/knowledge/base-system.ts';
import { hasEnded, lastDayOf, type Lifetime, supportedCycles } from '../src/knowledge/base-images/end-of-life.ts';
import { failingUpdates } from '../src/knowledge/failing-updates.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { isForOneRelease, namesRelease } from '../src/knowledge/release-paths.ts';
import { defineRule, type Finding } from '../src/lint/rule.ts';
import type { Severity } from '../src/diagnostic.ts';
import type { OriginImage, Stage } from '../src/model/model.ts';

/** Each release of these ends with the next one. */
const ROLLING: ReadonlySet<string> = new Set(
  'bun caddy deno clearlinux jruby julia memcached nginx perl rust traefik wordpress'.split(' '),
);

/** Windows has several kinds of support, of which containers get the longest. */
function isUnclear({ product }: Lifetime): boolean {
  return ROLLING.has(product) || product.startsWith('windows');
}

/** What is built with these is in the image, their libraries included. */
const COMPILED_IN: ReadonlySet<string> = new Set(['dotnet', 'go']);

/** Nobody needs to read more. */
const MOST_CYCLES = 3;

export default defineRule({
  summary: 'The base image is past its end of life: nobody mends what is found in it any more.',
  why:
    'Holes that become known stay open, the image itself is not built again, and some day its package servers are gone. ' +
    'The dates are those of endoflife.date; "--date" judges for another day. Support that has to be paid for does not count, ' +
    'that of Debian LTS does. What is only used to build is a matter of style, but for compilers that put their own ' +
    'libraries into the program, and so are tests, and files whose path says that they are kept for one release. Nothing is ' +
    'said where the build fails on the old release, which "dead-package-repository" tells.',
  severity: 'warning',
  category: 'security',
  recommended: true,
  aliases: ['ruby/eol-ruby-version'],
  bad: [
    `
    FROM node:14
         ^^^^^^^ support of nodejs 14 ended on 2023-04-30, that of debian 10 ended on 2024-06-30
    CMD ["node", "app.js"]
    `,
    `
    FROM centos:8
         ^^^^^^^^ support of centos 8 ended on 2021-12-31
    `,
    `
    FROM openjdk:latest
         ^^^^^^^^^^^^^^ "openjdk:latest" is given up by those who published it
    `,
  ],
  good: [
    `
    FROM debian:13
    `,
    `
    FROM python:3
    `,
    `
    FROM registry.example/base:1.0
    `,
  ],
  create: ({ analysis, report }) => ({
    File() {
      const { date, source, model } = analysis;
      const isMinor = isForWorkshop(source.path, model.stages.at(-1)?.name) || isForOneRelease(source.path);
      const failing = failingUpdates(analysis);
      const reported = new Set<string>();
      for (const stage of model.stages.toSorted((a, b) => Number(b.exported) - Number(a.exported))) {
        const { base, from, needed } = stage;
        if (base.kind !== 'image' || from.image === undefined || !needed || failing.has(stage)) continue;
        const finding = describe(base, date);
        if (finding === undefined || reported.has(finding.message)) continue;
        const { ended, ...rest } = finding;
        const isMeant = isMinor || ended.some((lifetime) => namesRelease(source.path, lifetime));
        const isNew = ended.length === 0 || ended.some((lifetime) => !reported.has(nameOf(lifetime)));
        for (const key of [finding.message, ...ended.map(nameOf)]) reported.add(key);
        report({ at: from.image, ...rest, severity: isMeant || !isNew ? 'style' : severityOf(stage, ended) });
      }
    },
  }),
});

function severityOf({ exported, from }: Stage, ended: readonly Lifetime[]): Severity {
  if (!exported) return ended.some(({ product }) => COMPILED_IN.has(product)) ? 'info' : 'style';
  // Where a variable names the version, this is only the one that is built where nobody says more.
  return from.image?.reference === undefined ? 'info' : 'warning';
}

type Description = Pick<Finding, 'message' | 'help'> & { readonly ended: readonly Lifetime[] };

function describe(base: OriginImage & { readonly kind: 'image' }, date: string): Description | undefined {
  const { lifetimes, deprecation } = baseSystem(base);
  const ended = lifetimes.filter((lifetime) => !isUnclear(lifetime) && hasEnded(lifetime, date));
  const [first, second] = ended;
  if (first !== undefined) {
    const cycles = supportedCycles(first.product, date).slice(0, MOST_CYCLES).join(', ');
    const use = deprecation?.use.join(', ') ?? '';
    return {
      ended,
      message: `support of ${nameOf(first)} ${endOf(first)}${second === undefined ? '' : `, that of ${nameOf(second)} ${endOf(second)}`}`,
      help:
        use !== ''
          ? `Move on to ${use}.`
          : `Move on to a release that is supported${cycles === '' ? '' : `: ${cycles}`}.`,
    };
  }
  const { since, use } = deprecation ?? { since: '9', use: [] };
  if (since !== undefined && since > date) return undefined;
  return {
    ended,
    message: `"${base.reference.familiar}" is given up by those who published it`,
    help: use.length > 0 ? `Take another image: ${use.join(', ')}.` : 'Take another image.',
  };
}

function nameOf({ product, cycle }: Lifetime): string {
  return `${product} ${cycle}`;
}

function endOf(lifetime: Lifetime): string {
  const day = lastDayOf(lifetime);
  return day === 'ended' ? 'has ended' : `ended on ${day}`;
}
