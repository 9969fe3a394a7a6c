// COPY --from=biulder where the stage is called builder

import { lookUpBaseImage } from '../src/knowledge/base-images/lookup.ts';
import { defineRule, type Finding } from '../src/lint/rule.ts';
import type { Stage } from '../src/model/model.ts';
import type { Dockerfile, Instruction, Word } from '../src/syntax/ast.ts';
import { type ImageReference, parseImageReference } from '../src/syntax/image-reference.ts';
import type { Span } from '../src/syntax/source.ts';
import { suggest } from '../src/syntax/suggest.ts';

export default defineRule({
  summary: 'A FROM, COPY or mount names an image, where a stage of this file seems to be meant.',
  why:
    'What is not the name of a stage above is pulled from a registry: the build fails there, or takes the files of ' +
    'somebody else. Reported are names without tag or digest that differ by a letter or two from that of a stage, that ' +
    'end in it, or that belong to a stage further down. A tag says that an image is meant, and so does a name that ' +
    'belongs to an official image.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['DL3022'],
  bad: [
    {
      dockerfile: `
        FROM golang:1.25 AS builder
        RUN go build -o /app .
        FROM alpine:3.22
        COPY --from=biulder /app /app
                    ^^^^^^^ "biulder" is an image, no stage: did you mean the stage "builder"?
      `,
      fixed: `
        FROM golang:1.25 AS builder
        RUN go build -o /app .
        FROM alpine:3.22
        COPY --from=builder /app /app
      `,
    },
    {
      dockerfile: `
        FROM node:22 AS assets
        RUN npm run build
        FROM nginx:1.29
        COPY --from=example/assets /dist /usr/share/nginx/html
                    ^^^^^^^^^^^^^^ "example/assets" is an image, no stage: did you mean the stage "assets"?
      `,
      fixed: `
        FROM node:22 AS assets
        RUN npm run build
        FROM nginx:1.29
        COPY --from=assets /dist /usr/share/nginx/html
      `,
    },
    `
    FROM platform AS app
         ^^^^^^^^ "platform" is an image here: the stage of that name comes later, in line 2
    FROM debian:13 AS platform
    `,
  ],
  good: [
    `
    FROM golang:1.25 AS builder
    RUN go build -o /app .
    FROM alpine:3.22
    COPY --from=builder /app /app
    COPY --from=example/builder:2 /etc/app /etc/app
    `,
    `
    FROM example/assets AS assets
    FROM nginx:1.29
    COPY --from=example/assets /dist /usr/share/nginx/html
    `,
  ],
  create: ({ analysis, report }) => ({
    File(file) {
      const { stages } = analysis.model;
      const below = new Map(stages.map((stage) => [stage.name, stage]));
      const above = new Map<string, Stage>();
      const recent: string[] = [];
      for (const stage of stages) {
        const { name } = stage;
        below.delete(name);
        for (const used of namesIn(stage, file)) {
          const finding = judge(used, { above, below, recent }, file);
          if (finding !== undefined) report(finding);
        }
        if (name === '') continue;
        above.set(name, stage);
        recent.push(name);
        if (recent.length > MOST_NAMES) recent.shift();
      }
    },
  }),
});

/** A name is compared with no more others. */
const MOST_NAMES = 50;

/** Shorter names are alike by chance. */
const SHORTEST = 5;

interface UsedName {
  readonly text: string;
  readonly span: Span;
  readonly isFrom: boolean;
}

/** The stages by their names, seen from one of them. */
interface Surroundings {
  readonly above: ReadonlyMap<string, Stage>;
  readonly below: ReadonlyMap<string, Stage>;
  /** The names right above. */
  readonly recent: readonly string[];
}

function* namesIn({ base, from, instructions }: Stage, { escape }: Dockerfile): Generator<UsedName> {
  const { image } = from;
  if (base.kind === 'image' && image?.text === base.text) yield { text: base.text, span: image.span, isFrom: true };
  for (const instruction of instructions) {
    for (const { text, span } of sourcesOf(instruction)) {
      if (!text.includes('$') && !text.includes(escape)) yield { text, span, isFrom: false };
    }
  }
}

function sourcesOf(instruction: Instruction): readonly Word[] {
  if (instruction.kind === 'Run') return instruction.mounts.flatMap(({ from }) => from ?? []);
  return instruction.kind === 'Copy' ? [instruction.from?.value].flatMap((word) => word ?? []) : [];
}

function judge({ text, span, isFrom }: UsedName, around: Surroundings, { source }: Dockerfile): Finding | undefined {
  if (/^\d*$/.test(text) || around.above.has(text.toLowerCase())) return undefined;
  const reference = parseImageReference(text);
  if (!reference.ok || reference.value.tag !== undefined || reference.value.digest !== undefined) return undefined;
  if (lookUpBaseImage(reference.value) !== undefined) return undefined;
  const later = isFrom ? around.below.get(text) : undefined;
  if (later !== undefined) {
    const { line } = source.position(later.from.span.start);
    return {
      at: span,
      message: `"${text}" is an image here: the stage of that name comes later, in line ${line}`,
      help: 'Move that stage above this one.',
      related: [{ span: nameSpan(later), message: 'not known yet where it is needed' }],
    };
  }
  const stage = stageMeant(text, reference.value, around);
  if (stage === undefined) return undefined;
  return {
    at: span,
    message: `"${text}" is an image, no stage: did you mean the stage "${stage.name}"?`,
    help: `Write ${stage.name}, or give the image a tag.`,
    related: [{ span: nameSpan(stage), message: 'the stage' }],
    fix: { title: `Take the stage ${stage.name}`, safety: 'unsafe', edits: [{ span, text: stage.name }] },
  };
}

function nameSpan({ from }: Stage): Span {
  return from.name?.span ?? from.span;
}

function stageMeant(text: string, { repository }: ImageReference, { above, recent }: Surroundings): Stage | undefined {
  if (text.includes('/')) {
    const stage = above.get(text.slice(text.lastIndexOf('/') + 1));
    const isItsImage = stage?.origin.kind === 'image' && stage.origin.reference.repository === repository;
    return isItsImage ? undefined : stage;
  }
  const similar = text.length < SHORTEST ? undefined : suggest(text, recent);
  return similar === undefined || similar.length < SHORTEST - 1 ? undefined : above.get(similar);
}
