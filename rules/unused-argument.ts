// ARG NGINX_VERSION=1.29 above RUN apk add nginx

import type { Severity } from '../src/diagnostic.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { defineRule, type Finding } from '../src/lint/rule.ts';
import { type ArgumentFile, unreadArguments, type UnreadArgument } from '../src/model/unread-arguments.ts';

export default defineRule({
  summary: 'Nothing reads an ARG, so whoever sets it gets the same image.',
  why:
    'A --build-arg that has no effect looks like one that has: the version that it names is not the one in the image. ' +
    'Every new value makes the RUNs below it run again all the same. An ARG above the first FROM is for FROM alone. ' +
    'Nothing is said where a program that nobody knows might read it from its environment, and of names that are there ' +
    'to make the cache stale. What names no version, date or commit is a leftover: a matter of style.',
  severity: 'info',
  category: 'correctness',
  recommended: true,
  tag: 'unnecessary',
  aliases: [],
  bad: [
    `
    FROM alpine:3.22
    ARG NGINX_VERSION=1.28.0
        ^^^^^^^^^^^^^^^^^^^^ nothing reads NGINX_VERSION: "nginx" is installed in whatever version there is
    RUN apk add --no-cache nginx
    `,
    `
    ARG NODE_VERSION=22
        ^^^^^^^^^^^^^^^ nothing reads NODE_VERSION: no FROM names it, and no stage declares it
    FROM node:20
    COPY . /app
    `,
    `
    FROM scratch
    ARG VERSION
        ^^^^^^^ nothing reads VERSION
    COPY app /
    LABEL org.opencontainers.image.version=1.0
    `,
  ],
  good: [
    `
    FROM alpine:3.22
    ARG NGINX_VERSION=1.28.0
    RUN apk add --no-cache "nginx~$NGINX_VERSION"
    `,
    `
    FROM node:22
    ARG API_URL
    RUN npm run build
    `,
    `
    FROM debian:13
    ARG DEBIAN_FRONTEND=noninteractive
    ARG CACHE_BUST
    RUN apt-get update && apt-get install -y git
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      const { model, source } = analysis;
      const { stages } = model;
      const isMinor = isForWorkshop(source.path, stages.at(-1)?.name);
      const shell: ArgumentFile['shell'] = (instruction) => analysis.shell(instruction);
      for (const argument of unreadArguments({ file, stages, shell })) {
        const { span, installed } = argument;
        report({
          at: span,
          severity: isMinor ? 'style' : severityOf(argument),
          ...describe(argument),
          ...(installed && { related: [{ span: installed.span, message: 'installed without a version' }] }),
        });
      }
    },
  }),
});

/** It names a version that is not used, or what changes from build to build. Anything else is a leftover. */
function severityOf({ name, hasDefault, installed, isAboveRun }: UnreadArgument): Severity {
  if (installed !== undefined) return 'warning';
  const isPin = hasDefault && /(?:^|_)(?:digest|sha(?:256)?|tag|ver(?:sion)?)$/i.test(name);
  const isNew = isAboveRun && /(?:^|_)(?:build|commit|date|revision|sha|tag|vcs|version)(?:_|$)/i.test(name);
  return isPin || isNew ? 'info' : 'style';
}

function describe({ name, isGlobal, installed }: UnreadArgument): Pick<Finding, 'message' | 'help'> {
  if (installed !== undefined) {
    return {
      message: `nothing reads ${name}: "${installed.text}" is installed in whatever version there is`,
      help: `Write $${name} where the version of "${installed.text}" belongs, or remove the ARG.`,
    };
  }
  return isGlobal
    ? {
        message: `nothing reads ${name}: no FROM names it, and no stage declares it`,
        help: `Write $${name} in a FROM, or "ARG ${name}" in the stage that it is for; otherwise remove it.`,
      }
    : { message: `nothing reads ${name}`, help: `Write $${name} where its value belongs, or remove the ARG.` };
}
