// COPY app $HOME_FOLDER/ where nobody sets HOME_FOLDER, RUN echo $VERSION where only FROM sees it

import type { Fix } from '../src/diagnostic.ts';
import { isTemplateName, isTestData } from '../src/knowledge/file-purpose.ts';
import { type Addition, defineCheck, notesOf } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';
import type { NoteOf } from '../src/model/notes.ts';
import { automaticArguments } from '../src/model/predefined-arguments.ts';
import { globalArguments, undeclaredReads } from '../src/model/undeclared-reads.ts';
import type { Instruction } from '../src/syntax/ast.ts';
import type { Source, Span } from '../src/syntax/source.ts';
import { mayBeTemplate } from '../src/syntax/template.ts';

const check = defineCheck('UndefinedVar', 'Variables should be defined before their use', ({ name, suggestion }) =>
  sentence(name, suggestion),
);

function sentence(name: string, suggestion: string | undefined): string {
  const advice = suggestion === undefined ? '' : ` (did you mean $${suggestion}?)`;
  return `Usage of undefined variable '$${name}'${advice}`;
}

export default defineRule({
  summary: 'An instruction refers to a variable that is not set at that place, so it gets an empty text.',
  why:
    'A stage knows its own ENV and ARG, and those of the stage or image that it starts from. An ARG above the first FROM is ' +
    'unknown in a stage until the stage declares it again, and so are TARGETARCH and its kin; what a RUN exports is gone ' +
    'with its shell. What a RUN reads is reported only of such ARGs. A variable with an alternative, such as ' +
    '${NAME:-default}, is not reported; one that continues its own list of folders is a matter of style.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['UndefinedVar', 'S6579'],
  check,
  bad: [
    {
      dockerfile: `
        ARG APP_HOME=/srv/app
        FROM scratch
        WORKDIR $APP_HOME
                ^^^^^^^^^ Usage of undefined variable '$APP_HOME'
      `,
      fixed: `
        ARG APP_HOME=/srv/app
        FROM scratch
        ARG APP_HOME
        WORKDIR $APP_HOME
      `,
    },
    {
      dockerfile: `
        ARG APP_VERSION=1.4.2
        FROM debian:13
        RUN curl -fsSL https://example.com/app-$APP_VERSION.tgz | tar xz
                                               ^^^^^^^^^^^^ Usage of undefined variable '$APP_VERSION'
      `,
      fixed: `
        ARG APP_VERSION=1.4.2
        FROM debian:13
        ARG APP_VERSION
        RUN curl -fsSL https://example.com/app-$APP_VERSION.tgz | tar xz
      `,
    },
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
  create({ analysis, report }) {
    const { file, model } = analysis;
    if (mayBeTemplate(file) || isTemplateName(file.source.path)) return {};
    const isMeant = isTestData(file.source.path);
    const globals = globalArguments(file);
    /** The fixes so far: one declaration is enough for a stage. */
    const declared = new Set<string>();

    /** An ARG that the stage does not declare. */
    function missingDeclaration(name: string, instruction: Instruction): Addition {
      const key = `${name} ${model.stageOf(instruction)?.index}`;
      const isFirst = !declared.has(key) && instruction.kind !== 'From';
      if (isFirst) declared.add(key);
      const global = globals.get(name);
      return {
        help: `Declare it in this stage too: ARG ${name}.`,
        ...(global !== undefined && { related: [{ span: global, message: 'seen by FROM alone' }] }),
        ...(isFirst && { fix: declaration(name, instruction, file.source) }),
      };
    }

    function advice({ name, suggestion, span, instruction }: NoteOf<'UndefinedVar'>): Addition {
      if (instruction !== undefined && extendsItself(name, instruction, span)) {
        return {
          severity: 'style',
          help: `An empty part of a list of folders is the current one: write \${${name}:+:$${name}}.`,
        };
      }
      if (suggestion !== undefined) return { help: `Write $${suggestion}, or set ${name} above.` };
      const isArgument = globals.has(name) || automaticArguments.has(name);
      if (isArgument && instruction !== undefined) return missingDeclaration(name, instruction);
      return { help: 'Set it above with ARG or ENV.' };
    }

    return {
      File() {
        const noted = new Set<string>();
        const minor = isMeant ? ({ severity: 'style' } as const) : {};
        for (const note of notesOf(analysis, check)) {
          const { name, span, instruction, silenced } = note;
          noted.add(keyOf(name, instruction));
          if (silenced || hasAlternative(name, file.source.text.slice(span.start, span.end))) continue;
          report({ at: note, message: check.detail(note), ...advice(note), ...minor });
        }
        // BuildKit looks at no shell, and says nothing where it does not know the variables of the image.
        for (const read of undeclaredReads({ file, model, shell: (run) => analysis.shell(run) })) {
          const { name, instruction, span } = read;
          if (noted.has(keyOf(name, instruction))) continue;
          report({ at: span, message: sentence(name, undefined), ...missingDeclaration(name, instruction), ...minor });
        }
      },
    };
  },
});

function keyOf(name: string, instruction: Instruction | undefined): string {
  return `${name} ${instruction?.span.start ?? -1}`;
}

/** `ARG NAME` above an instruction and the comments about it. */
function declaration(name: string, { lines }: Instruction, source: Source): Fix {
  const isComment = (line: number): boolean => source.line(line).trimStart().startsWith('#');
  let line = lines.first;
  while (line > 1 && isComment(line - 1)) line--;
  const start = source.offset({ line, column: 1 });
  const edit = { span: { start, end: start }, text: `ARG ${name}\n` };
  return { title: `Declare ${name} in this stage`, safety: 'safe', edits: [edit] };
}

/** Every use of the variable says what holds where it is not set, or lies inside of such a text. */
function hasAlternative(name: string, text: string): boolean {
  return [':-', '-', ':+', '+'].some((modifier) => text.includes(`\${${name}${modifier}`));
}

/** `ENV NAME=/folder:$NAME` */
function extendsItself(name: string, instruction: Instruction, { start }: Span): boolean {
  if (instruction.kind !== 'Env') return false;
  return instruction.pairs.some(({ name: { text }, value }) => {
    const parts = value.text.replaceAll(/["']/g, '').split(':');
    const isList = parts.length > 1 && (parts.includes(`$${name}`) || parts.includes(`\${${name}}`));
    return text === name && isList && value.span.start <= start && start < value.span.end;
  });
}
