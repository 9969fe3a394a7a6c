// FROM node, FROM node:latest

import { isVersionedImage } from '../src/knowledge/versioned-images.ts';
import { defineRule } from '../src/lint/rule.ts';

export default defineRule({
  summary: 'A base image without a version is another one after every release.',
  why:
    'Two builds of the same Dockerfile start from different versions: one day the build fails, or the program does, ' +
    'although nobody changed anything, and an older image cannot be built again. Name the version that you mean, or a ' +
    'digest. Only images that publish a tag for each version are reported: your own images, and those that are ' +
    'published as "latest" alone, are not.',
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
  create({ analysis, report }) {
    const reported = new Set<string>();
    return {
      From({ image }) {
        if (image?.reference === undefined || analysis.model.isStageOrScratch(image)) return;
        const { tag, digest, normalized } = image.reference;
        if (digest !== undefined || (tag !== undefined && tag !== 'latest')) return;
        if (!isVersionedImage(image.reference) || reported.has(normalized)) return;
        reported.add(normalized);
        report({
          at: image,
          message:
            tag === undefined
              ? `"${image.text}" has no tag: each build takes the newest version`
              : `"${image.text}" is no version: each build takes the newest`,
          help: 'Name the version that you build with today.',
        });
      },
    };
  },
});
