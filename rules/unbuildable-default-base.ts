// ARG TAG, FROM alpine:$TAG

import { isTemplateName } from '../src/knowledge/file-purpose.ts';
import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import { automaticArguments } from '../src/model/predefined-arguments.ts';
import type { Dockerfile } from '../src/syntax/ast.ts';
import { references } from '../src/syntax/expand.ts';

const check = defineCheck(
  'InvalidDefaultArgInFrom',
  'Default value for global ARG results in an empty or invalid base image name',
  ({ base }) => `Default value for ARG ${base} results in empty or invalid base image name`,
);

export default defineRule({
  summary: 'Without a build argument there is no base image.',
  why:
    'The name of the image is empty or incomplete unless --build-arg fills the gap, so that a plain "docker build" fails and ' +
    'tools that read the file do not know what it starts from. An ARG without a value asks for just that, which is a ' +
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
  create: reportNotes(check, ({ base }, { file, source }) => {
    const names = namesIn(base, file);
    const open = openArguments(file);
    if (names.length === 0 || names.some((name) => open.has(name)) || isTemplateName(source.path)) {
      return { severity: 'style' };
    }
    return { help: 'Give the ARG a default that makes the name complete.' };
  }),
});

/** The ARGs before the first FROM whose defaults are empty, or are put together from some that have none. */
function openArguments(file: Dockerfile): ReadonlySet<string> {
  const open = new Set<string>();
  const known = new Set(automaticArguments);
  for (const instruction of file.instructions) {
    if (instruction.kind === 'From') break;
    if (instruction.kind !== 'Arg') continue;
    for (const { name, value } of instruction.variables) {
      const isOpen = !value?.text || namesIn(value.text, file).some((other) => open.has(other) || !known.has(other));
      if (isOpen) open.add(name.text);
      else open.delete(name.text);
      known.add(name.text);
    }
  }
  return open;
}

function namesIn(text: string, { escape }: Dockerfile): readonly string[] {
  return references(text, { escape }).map(({ name }) => name);
}
