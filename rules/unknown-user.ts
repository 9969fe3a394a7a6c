// USER app where nothing makes app

import { type AccountKind, type Accounts, accountsAfter, accountsOfBase } from '../src/knowledge/stage-accounts.ts';
import { defineRule, type Finding, type RuleContext } from '../src/lint/rule.ts';
import type { Step } from '../src/model/evaluation/build-stage.ts';
import type { Stage } from '../src/model/model.ts';
import type { Instruction } from '../src/syntax/ast.ts';
import type { Span } from '../src/syntax/source.ts';
import { suggest } from '../src/syntax/suggest.ts';

/** Nobody makes more accounts in one image. */
const MOST_NAMES = 500;
const SHORTEST_MISSPELT = 5;

export default defineRule({
  summary: 'USER or --chown names an account that is not in the image.',
  why:
    'A RUN behind such a USER fails, and so does the start of a container. With --chown BuildKit says nothing: the files ' +
    'belong to root, and where the image has no /etc/passwd at all the build fails. Nothing is said where the base image is ' +
    'not known, and where a script, a copied file or a package may make the account.',
  severity: 'error',
  category: 'correctness',
  recommended: true,
  aliases: [],
  bad: [
    `
    FROM debian:13
    RUN useradd --system app_user
    USER appuser
         ^^^^^^^ nothing makes the user "appuser" (did you mean app_user?)
    CMD ["app"]
    `,
    `
    FROM node:22
    COPY --chown=app:app . /app
         ^^^^^^^^^^^^^^^ nothing has made the user "app" yet: the files belong to root
    RUN useradd app
    USER app
    `,
    `
    FROM scratch
    COPY app /app
    USER nobody
         ^^^^^^ nothing makes the user "nobody"
    CMD ["/app"]
    `,
  ],
  good: [
    `
    FROM alpine:3.22
    RUN adduser -D app
    COPY --chown=app . /app
    USER app
    `,
    `
    FROM scratch
    COPY --from=alpine:3.22 /etc/passwd /etc/passwd
    COPY --chown=65534 app /
    USER nobody
    `,
    `
    FROM registry.example/base
    USER app
    `,
  ],
  create: (context) => ({
    File({ instructions }) {
      if (!instructions.some(namesAccount)) return;
      const ends = new Map<Stage, Accounts>();
      for (const stage of context.analysis.model.stages) {
        const start = stage.base.kind === 'stage' ? ends.get(stage.base.stage) : accountsOfBase(stage);
        if (start !== undefined) ends.set(stage, checkStage(stage, start, context));
      }
    },
  }),
});

function namesAccount({ kind, flags, folded }: Instruction): boolean {
  if (kind === 'Onbuild') return /\buser\b|--chown/i.test(folded.text);
  return kind === 'User' || flags.some(({ name }) => name === 'chown');
}

interface Missing {
  readonly kind: AccountKind;
  readonly name: string;
  readonly span: Span;
  readonly instruction: Instruction;
  /** What there is in its place. */
  readonly near: string | undefined;
  readonly hasAccounts: boolean;
}

/** The accounts at the end of `stage`. */
function checkStage(stage: Stage, start: Accounts, { analysis, report }: RuleContext): Accounts {
  const missing: Missing[] = [];
  let accounts = start;
  for (const step of stage.steps) {
    if (accounts.isComplete && stage.os === 'linux') {
      for (const { kind, name, span } of namesIn(step)) {
        if (accounts[kind].has(name) || isMadeByPackage(name, accounts)) continue;
        const near = nearest(name, accounts[kind]);
        const hasAccounts = accounts.user.size > 0;
        missing.push({ kind, name, span, instruction: step.command.instruction, near, hasAccounts });
      }
    }
    accounts = accountsAfter(accounts, step, (run) => analysis.shell(run));
  }
  for (const one of missing) report(describe(one, accounts));
  return accounts;
}

/** Two edits make another name of a short one. */
function nearest(name: string, known: Accounts[AccountKind]): string | undefined {
  if (name.length < SHORTEST_MISSPELT) return undefined;
  return suggest(
    name,
    known
      .entries()
      .slice(-MOST_NAMES)
      .map(([one]) => one),
  );
}

interface Named {
  readonly kind: AccountKind;
  readonly name: string;
  readonly span: Span;
}

/** The accounts that an instruction of the file names. */
function namesIn({ command: { instruction, trigger }, before, after }: Step): readonly Named[] {
  if (trigger !== undefined) return [];
  if (instruction.kind === 'User' && instruction.value !== undefined && !after.image.unknown.has('user')) {
    return namesOf(after.image.user, instruction.value.span);
  }
  if (instruction.kind !== 'Copy' && instruction.kind !== 'Add') return [];
  const flag = instruction.flags.find(({ name }) => name === 'chown');
  if (flag?.value === undefined) return [];
  const { text, unknown } = before.environment.expand(flag.value.text, '\\');
  return unknown === undefined ? namesOf(text, flag.span) : [];
}

function namesOf(text: string, span: Span): readonly Named[] {
  const [user = '', group = ''] = text.split(':');
  const kinds = [{ kind: 'user', name: user, span } as const, { kind: 'group', name: group, span } as const];
  const unknown = kinds.filter(({ name }) => /^[A-Za-z_][\w.-]*$/.test(name));
  // Who misses both misses one thing.
  return unknown.length === 2 && user === group ? unknown.slice(0, 1) : unknown;
}

/** Packages call their accounts as themselves: `_chrony`, `Debian-exim`. */
function isMadeByPackage(name: string, { packages }: Accounts): boolean {
  const plain = name.toLowerCase().replace(/^_/, '');
  const isAlike = (one: string): boolean => one.includes(plain) || (one.length > 3 && plain.includes(one));
  return packages
    .entries()
    .slice(0, MOST_NAMES)
    .some(([one]) => isAlike(one.toLowerCase()));
}

function describe({ kind, name, span, instruction, near, hasAccounts }: Missing, after: Accounts): Finding {
  const later = after[kind].get(name);
  const isUser = instruction.kind === 'User';
  const effect = isUser
    ? ''
    : hasAccounts
      ? ': the files belong to root'
      : ': the build fails, as there is no /etc/passwd';
  const make = kind === 'user' ? `RUN useradd --system ${name}` : `RUN groupadd --system ${name}`;
  return {
    at: span,
    message:
      later === undefined
        ? `nothing makes the ${kind} "${name}"${near === undefined ? effect : ` (did you mean ${near}?)`}`
        : `nothing has made the ${kind} "${name}" yet${effect}`,
    help:
      later !== undefined
        ? `Write the RUN that makes it above this ${instruction.keyword.text}.`
        : hasAccounts
          ? `Make it above: "${make}" (on Alpine Linux ${kind === 'user' ? 'adduser -S' : 'addgroup -S'}); or give a number.`
          : 'Give a number: "65532". Or copy an /etc/passwd that has the name.',
    ...(later && { related: [{ span: later.span, message: 'makes it only here' }] }),
  };
}
