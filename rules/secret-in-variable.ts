// ENV DB_PASSWORD=hunter2

import type { Analysis } from '../src/analysis.ts';
import { type Addition, defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { StageState, Step } from '../src/model/evaluation/build-stage.ts';
import type { NoteOf } from '../src/model/notes.ts';
import type { Instruction } from '../src/syntax/ast.ts';
import { quote } from '../src/syntax/go/quote.ts';

const check = defineCheck(
  'SecretsUsedInArgOrEnv',
  'Sensitive data should not be used in the ARG or ENV commands',
  ({ keyword, name }) => `Do not use ARG or ENV instructions for sensitive data (${keyword} ${quote(name)})`,
);

/** Names of keys that everybody may see: fingerprints of those who sign packages. */
const PUBLIC = /(?:gpg|pgp)_?keys?(?:_|$)|keys?_(?:id|name|alias|path|url)|_dont_|__key$/i;

/** Texts that are no secret: nothing, switches and numbers, paths and addresses, fingerprints. */
const HARMLESS = /^(?:|true|false|yes|no|on|off|none|null|\d{1,3}|[~/.][^\s]*|https?:\/\/[^@]*|(?:0x)?[\dA-F ]{8,})$/i;

export default defineRule({
  summary: 'A password or token in ENV or ARG can be read by everybody who has the image.',
  why:
    'docker inspect shows the ENV of an image, and docker history the ARGs of every RUN behind them. A secret for the build ' +
    'comes by RUN --mount=type=secret, one for the container when it is started. Variables are found by their names: those ' +
    'that hold nothing, a path, a switch or the fingerprint of a key are a matter of style.',
  severity: 'warning',
  category: 'security',
  recommended: true,
  aliases: ['DL3064', 'S6472', 'SecretsUsedInArgOrEnv'],
  check,
  bad: [
    `
    FROM postgres:18
    ENV POSTGRES_PASSWORD=opensesame
        ^^^^^^^^^^^^^^^^^ Do not use ARG or ENV instructions for sensitive data (ENV "POSTGRES_PASSWORD")
    `,
    `
    FROM node:22
    ARG NPM_TOKEN
        ^^^^^^^^^ Do not use ARG or ENV instructions for sensitive data (ARG "NPM_TOKEN")
    RUN npm config set //registry.example/:_authToken=$NPM_TOKEN && npm ci
    `,
  ],
  good: [
    `
    FROM node:22
    RUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci
    `,
    `
    FROM postgres:18
    ENV POSTGRES_PASSWORD_FILE=/run/secrets/postgres
    `,
  ],
  create(context) {
    const { stageOf } = context.analysis.model;
    const values = new Map<Instruction, StageState>();
    return reportNotes(check, (note, analysis) => {
      if (values.size === 0) for (const { command, after } of stepsOf(analysis)) values.set(command.instruction, after);
      const { instruction } = note;
      if (instruction === undefined || PUBLIC.test(note.name)) return { severity: 'style' };
      const environment = values.get(instruction)?.environment;
      const isExported = stageOf(instruction)?.exported === true;
      return additionFor(note, environment?.get(note.name)?.text, isExported);
    })(context);
  },
});

function stepsOf(analysis: Analysis): readonly Step[] {
  return analysis.evaluation().stages.flatMap(({ steps }) => steps);
}

/** `value` is what the variable has behind the instruction, as far as that is known. */
function additionFor(
  { keyword, name }: NoteOf<'SecretsUsedInArgOrEnv'>,
  value: string | undefined,
  isExported: boolean,
): Addition {
  if (keyword === 'ARG') {
    const help = `Give it as a secret: RUN --mount=type=secret,id=${name},env=${name} …`;
    if (value === undefined || value === '') return { severity: isExported ? 'info' : 'style', help };
    return { help, ...(HARMLESS.test(value) && { severity: 'style' }) };
  }
  const help = 'Leave it out of the image, and give it to the container: docker run --env, or a file that it reads.';
  return { help, ...((HARMLESS.test(value ?? '') || !isExported) && { severity: 'style' }) };
}
