// FROM golang:1.25, then WORKDIR app

import { posix } from 'node:path';
import type { Fix } from '../src/diagnostic.ts';
import { baseSystem } from '../src/knowledge/base-system.ts';
import { defineCheck } from '../src/lint/check.ts';
import { defineRule, type Finding } from '../src/lint/rule.ts';
import type { OriginImage, Stage } from '../src/model/model.ts';
import type { Word, Workdir } from '../src/syntax/ast.ts';
import { quote as quoteGo } from '../src/syntax/go/quote.ts';

/** Neither absolute, also on Windows or in quotes of its own, nor empty, nor the folder itself. */
const RELATIVE = /^(?![/\\"']|[A-Za-z]:|\.?\/*$)/;

const check = defineCheck(
  'WorkdirRelativePath',
  'Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image ' +
    'changes',
  ({ path }) => `Relative workdir ${quoteGo(path)} can have unexpected results if the base image changes`,
);

export default defineRule({
  summary: 'A relative WORKDIR starts from the working directory of the base image.',
  why:
    'The Dockerfile does not say which one that is: /go in golang, /var/www/html in php:apache, and perhaps another in ' +
    'the next version of an image. A relative WORKDIR below an absolute one is fine. Where the base image is known to ' +
    'work in /, as most do, nothing is wrong today: that is a matter of style.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['DL3000', 'S7021', 'WorkdirRelativePath'],
  check,
  bad: [
    {
      dockerfile: `
        FROM golang:1.25
        WORKDIR app
                ^^^ "app" is /go/app here: the working directory of golang:1.25 is /go
        COPY . .
      `,
      fixed: `
        FROM golang:1.25
        WORKDIR /go/app
        COPY . .
      `,
    },
    {
      dockerfile: `
        FROM registry.example/platform/base
        ENV HOME_FOLDER=srv/app
        WORKDIR $HOME_FOLDER
                ^^^^^^^^^^^^ "srv/app" starts from a working directory that only registry.example/platform/base knows
      `,
      fixed: `
        FROM registry.example/platform/base
        ENV HOME_FOLDER=srv/app
        WORKDIR /$HOME_FOLDER
      `,
    },
  ],
  good: [
    `
    FROM golang:1.25 AS base
    WORKDIR /src

    FROM base
    WORKDIR cmd/server
    `,
    `
    FROM registry.example/platform/base
    WORKDIR $APP_HOME
    `,
  ],
  create({ analysis: { file }, report }) {
    /** Those in which a WORKDIR has set the directory, or in a stage that they start from. */
    const settled = new Set<Stage>();
    return {
      Stage(stage) {
        const { base, os, origin, steps } = stage;
        const isSettled = base.kind === 'stage' && settled.has(base.stage);
        const first = isSettled ? undefined : steps.find(({ command }) => command.instruction.kind === 'Workdir');
        if (isSettled || first !== undefined) settled.add(stage);
        const { instruction, trigger } = first?.command ?? {};
        if (first === undefined || instruction?.kind !== 'Workdir' || !instruction.value || trigger) return;
        const { text: path, unknown } = first.before.environment.expand(instruction.value.text, file.escape);
        if (os !== 'linux' || unknown !== undefined || !RELATIVE.test(path)) return;
        report(findingOf(instruction.value, path, origin, isMadeIn(stage, instruction, path)));
      },
    };
  },
});

/** `git clone …/app` and then `WORKDIR app`: whoever makes the folder in the same place finds it there. */
function isMadeIn({ instructions }: Stage, workdir: Workdir, path: string): boolean {
  const [folder = path] = path.replace(/^(?:\.\/)+/, '').split('/');
  const variable = /^["']?(?:\.\/)*\$\{?(\w+)/.exec(workdir.value?.text ?? '')?.[1] ?? folder;
  return instructions.slice(0, instructions.indexOf(workdir)).some(({ kind, folded: { text } }) => {
    const isStep = kind === 'Run' || kind === 'Copy' || kind === 'Add';
    return isStep && (text.includes(folder) || text.includes(variable));
  });
}

function findingOf(word: Word, path: string, origin: OriginImage, isMadeHere: boolean): Finding {
  const { workingFolder: folder } = baseSystem(origin);
  const name = nameOf(origin);
  const absolute = posix.join('/', path);
  if (folder === undefined) {
    return {
      at: word,
      severity: isMadeHere ? 'style' : 'info',
      message: `"${path}" starts from a working directory that only ${name} knows`,
      help: isMadeHere ? 'Set an absolute WORKDIR first.' : `Write the whole path, such as "WORKDIR ${absolute}".`,
      ...(!isMadeHere && fixOf(word, path, '/', 'unsafe')),
    };
  }
  const today = posix.join(folder, path);
  const isRoot = folder === '/';
  return {
    at: word,
    severity: isRoot || isMadeHere ? 'style' : 'warning',
    message: `"${path}" is ${today} ${isRoot ? 'only because' : 'here:'} the working directory of ${name} is ${folder}`,
    help: isRoot ? `Write "WORKDIR ${today}".` : `Write "WORKDIR ${today}", or "WORKDIR ${absolute}" if you mean that.`,
    ...fixOf(word, path, folder, 'safe'),
  };
}

function nameOf(origin: OriginImage): string {
  return origin.kind === 'image' ? origin.text : origin.kind === 'scratch' ? 'scratch' : 'the base image';
}

/** Puts `folder` in front of the path, behind a quote and in the place of a leading `./`. */
function fixOf(word: Word, path: string, folder: string, safety: Fix['safety']): { readonly fix?: Fix } {
  if (path.startsWith('..')) return {};
  const [whole = '', quote = ''] = /^(["']?)(?:\.\/+)*/.exec(word.text) ?? [];
  const span = word.spanOf(quote.length, whole.length);
  const text = folder === '/' ? '/' : `${folder}/`;
  return { fix: { title: `Put ${text} in front`, safety, edits: [{ span, text }] } };
}
