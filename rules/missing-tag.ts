// FROM node, FROM node:latest

import type { Analysis } from '../src/analysis.ts';
import { isReleaseBound } from '../src/knowledge/distribution-packages.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import {
  buildsOlderSources,
  isDemandingImage,
  isDistribution,
  isVersionedImage,
} from '../src/knowledge/versioned-images.ts';
import { defineRule } from '../src/lint/rule.ts';
import { packageInstall } from '../src/shell/commands/package-managers.ts';
import type { PackageManager } from '../src/shell/commands/package-tools.ts';
import type { ShellWord } from '../src/shell/tree.ts';

const SYSTEM_MANAGERS: ReadonlySet<PackageManager> = new Set([
  'apk',
  'apt',
  'apt-get',
  'dnf',
  'microdnf',
  'tdnf',
  'yum',
]);

export default defineRule({
  summary: 'A base image without a version is another one after every release.',
  why:
    'One day the build fails, or the program does, although nobody changed anything, and an older image cannot be built ' +
    'again. Only images that publish a tag for each version are reported. It matters for languages, databases and ' +
    'applications, and for a distribution where packages are named that only some of its releases have; elsewhere, as ' +
    'in tests, in examples and for a Go that only builds, it is a matter of style.',
  severity: 'info',
  category: 'reproducibility',
  recommended: true,
  aliases: ['DL3006', 'DL3007'],
  bad: [
    `
    FROM node
         ^^^^ "node" has no tag: each build takes the newest version
    COPY app.js /
    `,
    `
    FROM docker.io/library/golang:latest AS build
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "docker.io/library/golang:latest" is no version: each build takes the newest
    RUN go build -o /app .
    FROM build
    `,
    `
    FROM ubuntu
         ^^^^^^ "ubuntu" has no tag, and not every version has the package "openjdk-8-jre"
    RUN apt-get update && apt-get install -y openjdk-8-jre && rm -rf /var/lib/apt/lists/*
    `,
  ],
  good: [
    `
    FROM node:22
    COPY app.js /
    `,
    `
    ARG GO_VERSION
    FROM golang:\${GO_VERSION} AS build
    FROM build
    `,
    `
    FROM registry.example/platform/base
    `,
  ],
  create: ({ analysis, report }) => ({
    File() {
      const { stages } = analysis.model;
      const isMinor = isForWorkshop(analysis.source.path, stages.at(-1)?.name);
      const reported = new Set<string>();
      for (const { base, from, exported } of stages) {
        const { image } = from;
        if (base.kind !== 'image' || image?.reference === undefined) continue;
        const { tag, digest, normalized } = image.reference;
        if (digest !== undefined || (tag !== undefined && tag !== 'latest')) continue;
        if (!isVersionedImage(image.reference) || reported.has(normalized)) continue;
        reported.add(normalized);
        const bound = isDistribution(image.reference) ? releaseBoundPackage(normalized, analysis) : undefined;
        const matters = isDemandingImage(image.reference) && (exported || !buildsOlderSources(image.reference));
        const offence = `"${image.text}" ${tag === undefined ? 'has no tag' : 'is no version'}`;
        report({
          at: image,
          ...((isMinor || !(bound || matters)) && { severity: 'style' }),
          message: bound
            ? `${offence}, and not every version has the package "${bound.pattern}"`
            : `${offence}: each build takes the newest${tag === undefined ? ' version' : ''}`,
          help: bound ? `Name a version that has "${bound.pattern}".` : 'Name the version that you build with today.',
          related: bound ? [{ span: bound.span, message: 'this package' }] : [],
        });
      }
    },
  }),
});

/** The first package that only some releases have, installed in a stage that starts from `image` or leads to it. */
function releaseBoundPackage(image: string, analysis: Analysis): ShellWord | undefined {
  for (const { origin, instructions } of analysis.model.stages) {
    if (origin.kind !== 'image' || origin.reference.normalized !== image) continue;
    for (const instruction of instructions) {
      const commands = instruction.kind === 'Run' ? (analysis.shell(instruction)?.commands ?? []) : [];
      for (const command of commands) {
        const found = packageInstall(command);
        const bound = found && SYSTEM_MANAGERS.has(found.manager) && found.packages.find(isBound);
        if (bound) return bound;
      }
    }
  }
  return undefined;
}

function isBound({ pattern }: ShellWord): boolean {
  return pattern !== undefined && isReleaseBound(pattern);
}
