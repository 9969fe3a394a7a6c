// ARG TAG, FROM alpine:$TAG

import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Dockerfile } from '../src/syntax/ast.ts';
import { expand } from '../src/syntax/expand.ts';

const check = defineCheck(
  'InvalidDefaultArgInFrom',
  'Default value for global ARG results in an empty or invalid base image name',
  ({ base }) => `Default value for ARG ${base} results in empty or invalid base image name`,
);

export default defineRule({
  summary: 'Without a build argument there is no base image.',
  why:
    'The name of the image is empty or incomplete unless --build-arg fills the gap, so that a plain "docker build" fails and ' +
    'tools that read the file do not know what it starts from. An ARG without a default asks for just that, which is a ' +
    'matter of style; ${NAME:?reason} tells people why it fails.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['InvalidDefaultArgInFrom'],
  check,
  bad: [
    `
    ARG REGISTRY=registry.example/
    FROM $REGISTRY/platform/base
         ^^^^^^^^^^^^^^^^^^^^^^^ Default value for ARG $REGISTRY/platform/base results in empty or invalid base image name
    `,
  ],
  good: [
    `
    ARG ALPINE_VERSION=3.22
    FROM alpine:$ALPINE_VERSION
    `,
    `
    ARG ALPINE_VERSION
    FROM alpine:\${ALPINE_VERSION:-3.22}
    `,
  ],
  create: reportNotes(check, ({ base }, { file }) => {
    const result = expand(base, () => undefined, { escape: file.escape });
    const names = new Set((result.ok ? result.value.references : []).map(({ name }) => name));
    if (names.size === 0 || requiredArguments(file).some((name) => names.has(name))) return { severity: 'style' };
    return { help: 'Give the ARG a default that makes the name complete.' };
  }),
});

/** The ARGs before the first FROM that have no default. */
function requiredArguments({ instructions }: Dockerfile): readonly string[] {
  const names: string[] = [];
  for (const instruction of instructions) {
    if (instruction.kind === 'From') break;
    if (instruction.kind !== 'Arg') continue;
    for (const { name, value } of instruction.variables) if (value === undefined) names.push(name.text);
  }
  return names;
}
