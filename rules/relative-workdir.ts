// FROM golang:1.25, then WORKDIR app

import { posix } from 'node:path';
import type { Fix } from '../src/diagnostic.ts';
import { baseImageFacts } from '../src/knowledge/base-images.ts';
import { defineCheck } from '../src/lint/check.ts';
import { defineRule, type Finding } from '../src/lint/rule.ts';
import { globalScope } from '../src/model/global-scope.ts';
import type { OriginImage, Stage } from '../src/model/model.ts';
import { StageScope } from '../src/model/stage-scope.ts';
import type { Word, Workdir } from '../src/syntax/ast.ts';
import { quote as quoteGo } from '../src/syntax/go/quote.ts';

/** Of a stage, after the instructions read so far. */
interface State {
  readonly scope: StageScope;
  /** A WORKDIR has set the directory, here or in a stage that this one starts from. */
  isSet: boolean;
  /** An ONBUILD WORKDIR sets it in the stages that start from this one. */
  isTriggered: boolean;
}

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
    const fileScope = { global: globalScope(file), escape: file.escape };
    const states = new Map<Stage, State>();

    function open(stage: Stage): State {
      const parent = stage.base.kind === 'stage' ? states.get(stage.base.stage) : undefined;
      return {
        scope: StageScope.open(fileScope, stage, parent?.scope),
        isSet: parent !== undefined && (parent.isSet || parent.isTriggered),
        isTriggered: false,
      };
    }

    return {
      Stage(stage) {
        const state = open(stage);
        states.set(stage, state);
        for (const instruction of stage.instructions) {
          if (instruction.kind === 'Workdir' && instruction.value && !state.isSet) {
            const path = state.scope.expand(instruction.value.text);
            if (stage.os === 'linux' && path.kind === 'known' && RELATIVE.test(path.text)) {
              const isMadeHere = isMadeIn(stage, instruction, path.text);
              report(findingOf(instruction.value, path.text, stage.origin, isMadeHere));
            }
            state.isSet = true;
          }
          state.isTriggered ||= instruction.kind === 'Onbuild' && instruction.trigger?.kind === 'Workdir';
          state.scope.read(instruction);
        }
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
  const { folder, name } = placeOf(origin);
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

/** The working directory of an image. */
function placeOf(origin: OriginImage): { readonly folder: string | undefined; readonly name: string } {
  switch (origin.kind) {
    case 'image':
      return { folder: baseImageFacts(origin.reference).workingFolder, name: origin.text };
    case 'scratch':
      return { folder: '/', name: 'scratch' };
    case 'unknown':
      return { folder: undefined, name: 'the base image' };
    default:
      return origin satisfies never;
  }
}

/** Puts `folder` in front of the path, behind a quote and in the place of a leading `./`. */
function fixOf(word: Word, path: string, folder: string, safety: Fix['safety']): { readonly fix?: Fix } {
  if (path.startsWith('..')) return {};
  const [whole = '', quote = ''] = /^(["']?)(?:\.\/+)*/.exec(word.text) ?? [];
  const span = word.spanOf(quote.length, whole.length);
  const text = folder === '/' ? '/' : `${folder}/`;
  return { fix: { title: `Put ${text} in front`, safety, edits: [{ span, text }] } };
}
