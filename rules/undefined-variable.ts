// COPY app $HOME_FOLDER/ where nobody sets HOME_FOLDER

import type { Analysis } from '../src/analysis.ts';
import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { Instruction } from '../src/syntax/ast.ts';
import type { Span } from '../src/syntax/source.ts';

const check = defineCheck('UndefinedVar', 'Variables should be defined before their use', ({ name, suggestion }) => {
  const advice = suggestion === undefined ? '' : ` (did you mean $${suggestion}?)`;
  return `Usage of undefined variable '$${name}'${advice}`;
});

export default defineRule({
  summary: 'An instruction refers to a variable that is not set at that place, so it gets an empty text.',
  why:
    'A stage knows its own ENV and ARG, and those of the stage or image that it starts from. An ARG above the first FROM is ' +
    'unknown in a stage until the stage declares it again, and what a RUN exports is gone with its shell. A variable with ' +
    'an alternative, such as ${NAME:-default}, is not reported.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['UndefinedVar', 'S6579'],
  check,
  bad: [
    `
    ARG APP_HOME=/srv/app
    FROM scratch
    WORKDIR $APP_HOME
            ^^^^^^^^^ Usage of undefined variable '$APP_HOME'
    `,
    `
    FROM scratch
    ENV DATA_FOLDER=/data
    COPY seed.sql $DATA_FOLER/
                  ^^^^^^^^^^^^ Usage of undefined variable '$DATA_FOLER' (did you mean $DATA_FOLDER?)
    `,
  ],
  good: [
    `
    ARG APP_HOME=/srv/app
    FROM scratch
    ARG APP_HOME
    WORKDIR $APP_HOME
    `,
    `
    FROM scratch
    ENV PYTHONPATH=/app\${PYTHONPATH:+:$PYTHONPATH}
    `,
  ],
  create: reportNotes(check, ({ name, suggestion, span, instruction }, analysis) => {
    if (hasAlternative(name, analysis.source.text.slice(span.start, span.end))) return undefined;
    if (instruction !== undefined && extendsItself(name, instruction, span)) {
      return {
        severity: 'info',
        help: `An empty part of a list of folders is the current one: write \${${name}:+:$${name}}.`,
      };
    }
    if (suggestion !== undefined) return { help: `Write $${suggestion}, or set ${name} above.` };
    const global = globalDeclaration(name, analysis);
    if (global === undefined) return { help: 'Set it above with ARG or ENV.' };
    return {
      help: `Declare it in this stage too: ARG ${name}.`,
      related: [{ span: global, message: 'seen by FROM alone' }],
    };
  }),
});

/** Every use of the variable says what holds where it is not set, or lies inside of such a text. */
function hasAlternative(name: string, text: string): boolean {
  return [':-', '-', ':+', '+'].some((modifier) => text.includes(`\${${name}${modifier}`));
}

/** `ENV NAME=/folder:$NAME` */
function extendsItself(name: string, instruction: Instruction, { start }: Span): boolean {
  if (instruction.kind !== 'Env') return false;
  return instruction.pairs.some((pair) => {
    return (
      pair.name.text === name &&
      pair.value.text.includes(':') &&
      pair.value.span.start <= start &&
      start < pair.value.span.end
    );
  });
}

function globalDeclaration(name: string, { file }: Analysis): Span | undefined {
  for (const instruction of file.instructions) {
    if (instruction.kind === 'From') return undefined;
    if (instruction.kind !== 'Arg') continue;
    const variable = instruction.variables.find((candidate) => candidate.name.text === name);
    if (variable !== undefined) return variable.name.span;
  }
  return undefined;
}
