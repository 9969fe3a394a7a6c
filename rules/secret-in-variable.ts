// ENV DB_PASSWORD=hunter2

import { isReadAtStart } from '../src/knowledge/entry-variables.ts';
import { isHarmlessValue, isPublicName } from '../src/knowledge/secret-names.ts';
import { type Addition, defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Environment } from '../src/model/environment.ts';
import type { NoteOf } from '../src/model/notes.ts';
import { quote } from '../src/syntax/go/quote.ts';

/** Variables stand for variables that stand for others, but hardly any more often than this. */
const MOST_HOPS = 8;

const check = defineCheck(
  'SecretsUsedInArgOrEnv',
  'Sensitive data should not be used in the ARG or ENV commands',
  ({ keyword, name }) => `Do not use ARG or ENV instructions for sensitive data (${keyword} ${quote(name)})`,
);

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
    `
    FROM postgres:18
    ARG POSTGRES_PASSWORD
        ^^^^^^^^^^^^^^^^^ the image reads POSTGRES_PASSWORD when a container starts, and ARG sets nothing there
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
  create: reportNotes(check, (note, { model }) => {
    const { instruction } = note;
    if (instruction === undefined || isPublicName(note.name)) return { severity: 'style' };
    const environment = model.stepOf(instruction)?.after.environment;
    const stage = model.stageOf(instruction);
    const isExported = stage?.exported === true;
    const isUnset = stage?.end?.image.env.has(note.name) === false;
    if (note.keyword === 'ARG' && isExported && isUnset && isReadAtStart(note.name, stage.origin)) {
      return {
        message: `the image reads ${note.name} when a container starts, and ARG sets nothing there`,
        help: `Leave it out, and give it to the container: docker run --env ${note.name}, or a file that the image reads.`,
      };
    }
    return additionFor(note, environment && writtenValue(note.name, environment), isExported);
  }),
});

/** `value` is what the variable has behind the instruction, as far as that is known. */
function additionFor(
  { keyword, name }: NoteOf<'SecretsUsedInArgOrEnv'>,
  value: string | undefined,
  isExported: boolean,
): Addition {
  if (keyword === 'ARG') {
    const help = `Give it as a secret: RUN --mount=type=secret,id=${name},env=${name} …`;
    if (value === undefined || value === '') return { severity: isExported ? 'info' : 'style', help };
    return { help, ...(isHarmlessValue(value) && { severity: 'style' }) };
  }
  const help = 'Leave it out of the image, and give it to the container: docker run --env, or a file that it reads.';
  return { help, ...((isHarmlessValue(value ?? '') || !isExported) && { severity: 'style' }) };
}

/** What a variable holds as far as it is known; one that stands for another alone holds what is written there. */
function writtenValue(name: string, environment: Environment): string | undefined {
  let text = environment.get(name)?.text;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const [, plain, braced] = /^\$(?:(\w+)|\{(\w+)\})$/.exec(text ?? '') ?? [];
    const other = environment.get(plain ?? braced ?? '')?.text;
    if (!other) break;
    text = other;
  }
  return text;
}
