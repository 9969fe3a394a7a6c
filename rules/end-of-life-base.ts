// FROM node:14

import { baseSystem } from '../src/knowledge/base-system.ts';
import { hasEnded, lastDayOf, type Lifetime, supportedCycles } from '../src/knowledge/base-images/end-of-life.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
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
    'libraries into the program, and so are tests, and images whose path says that they are for that very release.',
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
      const isMinor = isForWorkshop(source.path, model.stages.at(-1)?.name);
      const reported = new Set<string>();
      for (const stage of model.stages) {
        const { base, from, exported, needed } = stage;
        if (base.kind !== 'image' || from.image === undefined || !needed) continue;
        const key = `${base.reference.normalized} ${exported}`;
        const finding = reported.has(key) ? undefined : describe(base, date);
        if (finding === undefined) continue;
        reported.add(key);
        const { ended, ...rest } = finding;
        const isMeant = isMinor || ended.some((lifetime) => namesCycle(source.path, lifetime));
        report({ at: from.image, ...rest, severity: isMeant ? 'style' : severityOf(stage, ended) });
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

/** `images/python3.6/Dockerfile` is there for this very release. */
function namesCycle(path: string, { cycle }: Lifetime): boolean {
  const at = path.indexOf(cycle);
  if (at === -1)
    return (
      path
        .replaceAll(/[^\d]+/g, ' ')
        .split(' ')
        .includes(cycle.replaceAll('.', '')) && cycle.includes('.')
    );
  return !/[\d.]/.test(path[at - 1] ?? '') && !/\d/.test(path[at + cycle.length] ?? '');
}
