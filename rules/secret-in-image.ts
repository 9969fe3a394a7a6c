// ENV GITHUB_TOKEN=ghp_…

import { isForWorkshop, isTestData } from '../src/knowledge/file-purpose.ts';
import { isPassword, secretsIn } from '../src/knowledge/secret-shapes.ts';
import type { Severity } from '../src/diagnostic.ts';
import { defineRule, type RuleContext } from '../src/lint/rule.ts';
import { previousInPipeline } from '../src/shell/flow.ts';
import { findOption, parseOptions } from '../src/shell/options.ts';
import type { Command, ShellWord } from '../src/shell/tree.ts';
import type { Instruction } from '../src/syntax/ast.ts';
import type { Span } from '../src/syntax/source.ts';

export default defineRule({
  summary: 'A token, a private key or a password stands in the Dockerfile, and so in the image and its history.',
  why:
    'Whoever can pull the image or read the repository has it, and taking it out later does not take it back: it has to be ' +
    'replaced where it was made. A secret for the build comes by RUN --mount=type=secret, one for the container when it is ' +
    'started. Found are tokens that have a shape of their own, keys, passwords in addresses and on command lines; what ' +
    'only stands for a secret is not reported.',
  severity: 'error',
  category: 'security',
  recommended: true,
  aliases: ['CKV2_DOCKER_17', 'S6437', 'secrets-in-code'],
  bad: [
    `
    FROM node:22
    ENV GITHUB_TOKEN=ghp_9fQ2kLmZ7RtYw3BxCvN8hJ5dSgA6pEeUoI0T
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a token of GitHub is in the image
    `,
    `
    FROM python:3.14
    RUN pip install --index-url https://deploy:pQ7zK2mW@pypi.shop.dev/simple shop
                                               ^^^^^^^^ the password of "deploy" for pypi.shop.dev is in the image
    `,
    `
    FROM debian:13
    RUN echo 'root:Vq8hTn4z' | chpasswd
                   ^^^^^^^^ the password of "root" is in the image
    `,
  ],
  good: [
    `
    FROM node:22
    RUN --mount=type=secret,id=github,env=GITHUB_TOKEN ./fetch.sh
    `,
    `
    FROM python:3.14
    ARG PASSWORD
    RUN pip install --index-url https://deploy:$PASSWORD@pypi.shop.dev/simple shop
    `,
    `
    FROM node:22
    ENV GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx \\
        DATABASE_URL=postgres://app:password@db/app
    `,
  ],
  create: (context) => {
    const { file } = context.analysis;
    return {
      Command(command, { instruction }) {
        const password = passwordOn(command);
        if (password !== undefined) tell({ ...password, severity: 'warning' }, instruction, context);
      },
      File() {
        for (const instruction of file.instructions) {
          const { folded, heredocs, kind } = instruction;
          if (kind === 'From') continue;
          for (const { what, start, end } of secretsIn(folded.text)) {
            tell({ what, span: folded.spanOf(start, end) }, instruction, context);
          }
          for (const { body, content } of heredocs) {
            for (const { what, start, end } of secretsIn(content)) {
              tell({ what, span: { start: body.start + start, end: body.start + end } }, instruction, context);
            }
          }
        }
      },
    };
  },
});

interface Secret {
  readonly what: string;
  readonly span: Span;
  /** Where it is less than that of the rule. */
  readonly severity?: Severity;
}

function tell({ what, span, severity }: Secret, instruction: Instruction, { analysis, report }: RuleContext): void {
  const { source, model } = analysis;
  const isExported = model.stageOf(instruction)?.exported !== false;
  const isMinor = isTestData(source.path) || isForWorkshop(source.path, model.stages.at(-1)?.name);
  const level = isMinor ? 'info' : isExported ? severity : 'warning';
  const forBuild = instruction.kind === 'Run' || instruction.kind === 'Arg' || instruction.kind === 'Add';
  report({
    at: span,
    ...(level && { severity: level }),
    message: `${what} is in the ${isExported ? 'image' : 'Dockerfile and in the build cache'}`,
    help: forBuild
      ? 'Replace it where it was made, and give the new one to the build: RUN --mount=type=secret,id=token …'
      : 'Replace it where it was made, and give the new one to the container when it is started.',
  });
}

/** The password that `command` is given as it stands. */
function passwordOn(command: Command): Secret | undefined {
  switch (command.name) {
    case 'chpasswd': {
      const [word] = printedBy(command);
      return word && passwordIn(word, isWritten);
    }
    case 'curl': {
      const value = findOption(parseOptions(command.args, { withValue: new Set(['-u', '--user']) }), '-u', '--user');
      return value?.valueWord && passwordIn(value.valueWord, isPassword);
    }
    case 'passwd': {
      const [first, second] = printedBy(command);
      return first?.value !== undefined && first.value === second?.value ? wholePassword(first) : undefined;
    }
    default:
      return undefined;
  }
}

/** What `echo` prints into `command`. */
function printedBy(command: Command): readonly ShellWord[] {
  const before = previousInPipeline(command);
  if (before?.type !== 'command' || before.name !== 'echo') return [];
  return before.args.filter(({ literalPrefix }) => !literalPrefix.startsWith('-'));
}

/** `user:password`. */
function passwordIn({ value, text, span }: ShellWord, isSecret: typeof isPassword): Secret | undefined {
  if (value === undefined || !/^[\w.@-]+:[^\s:]+$/.test(value)) return undefined;
  const [user = '', password = ''] = value.split(':');
  const start = text.indexOf(`:${password}`) + 1;
  if (start === 0 || !isSecret(password, user)) return undefined;
  return {
    what: `the password of "${user}"`,
    span: { start: span.start + start, end: span.start + start + password.length },
  };
}

/** An account has the password, however well known it is. What Azure asks of its images opens nothing elsewhere. */
function isWritten(password: string): boolean {
  return !/^(?:Docker!|[x*.]+)$/i.test(password);
}

function wholePassword({ value = '', span }: ShellWord): Secret | undefined {
  return isWritten(value) ? { what: 'a password', span } : undefined;
}
