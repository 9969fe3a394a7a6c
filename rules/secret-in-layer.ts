// RUN npm config set //registry.example/:_authToken=$NPM_TOKEN

import { names, namesAround } from '../src/knowledge/commands/path-match.ts';
import type { NamedPath } from '../src/knowledge/commands/named-path.ts';
import { placeIn } from '../src/knowledge/commands/place.ts';
import { type CommandEffects, effectsIn } from '../src/knowledge/commands/script-effects.ts';
import { valueFlows } from '../src/knowledge/commands/value-flows.ts';
import { isForWorkshop } from '../src/knowledge/file-purpose.ts';
import { isHarmlessValue, isPublicName } from '../src/knowledge/secret-names.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { StageState } from '../src/model/evaluation/build-stage.ts';
import { isMounted } from '../src/model/mounts.ts';
import { commandsIn } from '../src/shell/flow.ts';
import type { ShellScript, ShellWord } from '../src/shell/tree.ts';
import type { Run } from '../src/syntax/ast.ts';

export default defineRule({
  summary: 'A command writes a secret into a file, and the file stays in a layer of the image.',
  why:
    'Whoever pulls the image finds the file in the layer, also where a later RUN removes it. A tool that reads its ' +
    'credentials from a file gets that file by RUN --mount=type=secret; what has to be written is removed in the same RUN. ' +
    'Secrets are the ARGs and ENVs that are called like one, and what comes by a secret mount. Stages whose layers are in no ' +
    'image are left alone.',
  severity: 'error',
  category: 'security',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM node:22
    ARG NPM_TOKEN
    RUN npm config set //registry.example/:_authToken=$NPM_TOKEN && npm ci
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the value of NPM_TOKEN stays in /root/.npmrc
    `,
    `
    FROM debian:13
    RUN --mount=type=secret,id=key git clone https://$(cat /run/secrets/key)@git.example/app /app
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the value of /run/secrets/key stays in /app/.git/config
    `,
    `
    FROM debian:13
    ARG SSH_KEY
    RUN mkdir /root/.ssh && echo "$SSH_KEY" > /root/.ssh/id_rsa && git clone git@git.example:app
                                 ^^^^^^^^^^ the value of SSH_KEY stays in /root/.ssh/id_rsa
    RUN rm /root/.ssh/id_rsa
    `,
  ],
  good: [
    `
    FROM node:22
    RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
    `,
    `
    FROM node:22 AS build
    ARG NPM_TOKEN
    RUN npm config set //registry.example/:_authToken=$NPM_TOKEN && npm ci && npm run build
    FROM node:22
    COPY --from=build /app/dist /app
    `,
    `
    FROM node:22
    ARG NPM_TOKEN
    RUN echo "//registry.example/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm .npmrc
    `,
  ],
  create: ({ analysis, report }) => {
    const { model, source } = analysis;
    const suspects = new Set(
      model.notes.flatMap((note) =>
        note.check === 'SecretsUsedInArgOrEnv' && !isPublicName(note.name) ? note.name : [],
      ),
    );
    const isMinor = isForWorkshop(source.path, model.stages.at(-1)?.name);
    return {
      Script(script, { instruction }) {
        const state = model.stepOf(instruction)?.before;
        if (instruction.kind !== 'Run' || state === undefined || model.stageOf(instruction)?.exported !== true) return;
        const secrets = secretsOf(instruction, script, state, suspects);
        if (secrets.size === 0 && !script.text.includes(SECRET_FOLDER)) return;
        const found = effectsIn(script, placeIn(state, script.dialect));
        for (const { word, path, name } of storedSecrets(script, found, { secrets, state })) {
          if (isGone(path, word, found) || (path?.path !== undefined && isMounted(instruction, path.path))) continue;
          const isMount = name.startsWith('/') || !state.declared.has(name);
          const file = path === undefined ? 'a file of this layer' : (path.path ?? path.text);
          report({
            at: word,
            ...(isMinor && { severity: 'info' }),
            message: `the value of ${name} stays in ${file}`,
            help: isMount
              ? 'Remove the file in the same RUN, or give the whole file as the secret: --mount=type=secret,id=…,target=….'
              : `Give the whole file as a secret: RUN --mount=type=secret,id=${name.toLowerCase()},target=${file} ….`,
          });
        }
      },
    };
  },
});

const SECRET_FOLDER = '/run/secrets/';

/** The variables that hold a secret in a RUN. What the script sets itself is something else. */
function secretsOf(
  run: Run,
  script: ShellScript,
  state: StageState,
  suspects: ReadonlySet<string>,
): ReadonlySet<string> {
  const mounted = run.mounts.flatMap(({ type, fields }) => {
    return type === 'secret' ? fields.flatMap(({ key, value }) => (key === 'env' ? (value?.text ?? []) : [])) : [];
  });
  const read = new Set(script.variables.map(({ name }) => name));
  const secrets = new Set(mounted);
  for (const name of read) {
    const value = state.environment.get(name);
    const isGiven = value !== undefined || state.declared.has(name);
    if (
      suspects.has(name) &&
      isGiven &&
      (value === undefined || value.unknown !== undefined || !isHarmlessValue(value.text || '-'))
    ) {
      secrets.add(name);
    }
  }
  for (const { assignments } of script.commands) for (const { name } of assignments) secrets.delete(name);
  return secrets;
}

interface Stored {
  readonly word: ShellWord;
  readonly path: NamedPath | undefined;
  /** Of the variable, or of the file of a mount. */
  readonly name: string;
}

function* storedSecrets(
  script: ShellScript,
  found: readonly CommandEffects[],
  { secrets, state }: { readonly secrets: ReadonlySet<string>; readonly state: StageState },
): Generator<Stored> {
  const places = new Map(found.map(({ command, place }) => [command, place] as const));
  for (const command of script.commands) {
    for (const { word, to, path } of valueFlows(command, places.get(command) ?? placeIn(state, script.dialect))) {
      const name = to === 'file' ? secretIn(word, secrets) : undefined;
      if (name !== undefined) yield { word, path, name };
    }
  }
}

function secretIn({ variables, substitutions }: ShellWord, secrets: ReadonlySet<string>): string | undefined {
  const variable = variables.find(({ name }) => secrets.has(name));
  if (variable !== undefined) return variable.name;
  for (const substitution of substitutions) {
    for (const { name, args } of commandsIn(substitution)) {
      const file = name === 'cat' ? args.find(({ value }) => value?.startsWith(SECRET_FOLDER)) : undefined;
      if (file?.value !== undefined) return file.value;
    }
  }
  return undefined;
}

/** Whether the same RUN removes the file again, or writes it to what is no file of a layer. */
function isGone(stored: NamedPath | undefined, word: ShellWord, found: readonly CommandEffects[]): boolean {
  if (stored === undefined) return false;
  const { path, text } = stored;
  if (/^\/(?:dev|proc|sys|run\/secrets)\//.test(path ?? text)) return true;
  return found.some(({ effects }) => {
    return effects.some(({ kind, target, reach, command }) => {
      if (kind !== 'remove' || command.span.start < word.span.start) return false;
      if (path === undefined) return target.text === text;
      return names(target, path) || (reach !== 'path' && namesAround(target, path));
    });
  });
}
