// RUN apk update && apk add curl

import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { isBeforePip6 } from '../src/knowledge/frozen-releases.ts';
import { isToolchainImage } from '../src/knowledge/toolchain-image.ts';
import { defineRule } from '../src/lint/rule.ts';
import { aptListsUses } from '../src/model/apt-lists.ts';
import { cacheRemedy, indexReaders } from '../src/model/cache-remedy.ts';
import { imageCaches } from '../src/model/image-caches.ts';
import { nameOf, wordsSpan } from '../src/shell/commands/package-words.ts';
import type { ShellScript } from '../src/shell/tree.ts';
import type { Instruction } from '../src/syntax/ast.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

const TOO_LATE = 'this comes too late: the layer above keeps its files';

export default defineRule({
  summary: 'A package manager leaves its cache in a layer of the image, where nothing will ever use it.',
  why:
    'The lists of apt and the metadata of dnf take tens of megabytes, the downloads of pip and npm as much as the ' +
    'packages themselves, and every pull carries them. A later RUN cannot remove them: the layer keeps what it has. ' +
    'Only the stages that end up in the image count, and a cache in a mount is in no layer. In images for tests, ' +
    'development and building other things it is a matter of style.',
  severity: 'warning',
  category: 'size',
  recommended: true,
  aliases: ['DL3009', 'DL3019', 'DL3032', 'DL3036', 'DL3040', 'DL3042', 'DL3060'],
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get update \\
            ^^^^^^^^^^^^^^ "apt-get update" leaves the package lists in /var/lib/apt/lists
         && apt-get install -y --no-install-recommends curl
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update \\
         && apt-get install -y --no-install-recommends curl \\
         && rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      dockerfile: `
        FROM python:3.14-slim
        RUN pip install flask gunicorn
            ^^^^^^^^^^^ "pip install" leaves its downloads in ~/.cache/pip
      `,
      fixed: `
        FROM python:3.14-slim
        RUN pip install --no-cache-dir flask gunicorn
      `,
    },
    {
      dockerfile: `
        FROM alpine:3.22
        RUN apk update && apk add curl
            ^^^^^^^^^^ "apk update" leaves the package index in /var/cache/apk
      `,
      fixed: `
        FROM alpine:3.22
        RUN apk add --no-cache curl
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl
    `,
    `
    FROM python:3.14 AS build
    RUN pip install --prefix=/install flask

    FROM python:3.14-slim
    ENV PIP_NO_CACHE_DIR=1
    COPY --from=build /install /usr/local
    RUN pip install gunicorn
    `,
    `
    FROM fedora:43
    RUN dnf install -y git && rm -rf /var/cache/*
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      if (mayBeTemplate(file)) return;
      const { model, source } = analysis;
      const scriptOf = (instruction: Instruction): ShellScript | undefined => analysis.shell(instruction);
      const caches = imageCaches(model, scriptOf);
      if (caches.length === 0) return;
      // `install-without-update` reports updates whose lists another RUN reads.
      const needed = new Set(aptListsUses(model, scriptOf).map(({ lists }) => lists.kind === 'fetched' && lists.by));
      const readers = indexReaders(file.instructions, scriptOf);
      const isMinor = isForWorkshop(source.path, model.stages.at(-1)?.name) || isToolchainImage(analysis);
      for (const left of caches) {
        const { cache, place, run, fillings, emptiedLater } = left;
        const [{ command, found }] = fillings;
        if (fillings.some((filling) => needed.has(filling.command))) continue;
        const origin = model.stageOf(run)?.origin;
        if (found.manager === 'pip' && origin?.kind === 'image' && isBeforePip6(origin.reference)) continue;
        const isIndexShared = readers.some((reader) => reader !== run);
        const { help, edits } = cacheRemedy(left, { ...left, source, isIndexShared });
        report({
          at: wordsSpan(command, found),
          severity: isMinor ? 'style' : found.manager === 'apk' ? 'info' : 'warning',
          message: `"${nameOf(command, found)}" leaves ${cache.holds} in ${place}`,
          help,
          related: emptiedLater ? [{ span: emptiedLater.span, message: TOO_LATE }] : [],
          ...(edits.length > 0 && { fix: { title: 'Leave no cache behind', safety: 'safe', edits } }),
        });
      }
    },
  }),
});
