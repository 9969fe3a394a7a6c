// COPY --chown=app:app on a Windows image

import { defineRule, type RuleContext } from '../src/lint/rule.ts';
import type { Add, Copy, Word } from '../src/syntax/ast.ts';
import { findFlag } from '../src/syntax/flag-table.ts';

/** The accounts that every Windows image has. */
const ACCOUNT = /^Container(?:Administrator|User)$/i;

export default defineRule({
  summary: 'Windows has neither the owners nor the permissions that --chown and --chmod speak of.',
  why:
    'Docker documents both flags for Linux images alone. On Windows the build fails at the instruction, or the files get ' +
    'the rights of the folder that they come into. icacls in a RUN gives rights there.',
  severity: 'warning',
  category: 'correctness',
  recommended: true,
  aliases: ['tally/windows/no-chown-flag'],
  bad: [
    `
    FROM mcr.microsoft.com/windows/servercore:ltsc2022
    COPY --chown=app:app app.exe C:/app/
                 ^^^^^^^ Windows has no owner "app:app"
    COPY --chmod=755 run.cmd C:/app/
                 ^^^ Windows has no permissions "755"
    `,
  ],
  good: [
    `
    FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
    COPY --chown=ContainerUser app.exe C:/app/
    `,
    `
    FROM debian:13
    COPY --chown=1000:1000 --chmod=755 app /srv/app
    `,
  ],
  create: (context) => ({
    Copy: (instruction) => check(instruction, context),
    Add: (instruction) => check(instruction, context),
  }),
});

function check(instruction: Copy | Add, { analysis, report }: RuleContext): void {
  if (instruction.flags.length === 0 || analysis.model.stageOf(instruction)?.os !== 'windows') return;
  const tell = (word: Word | undefined, what: string): void => {
    if (word === undefined || word.text.includes('$') || ACCOUNT.test(word.text)) return;
    report({
      at: word,
      message: `Windows has no ${what} "${word.text}"`,
      help: 'Remove the flag; give rights with icacls in a RUN where the default is not enough.',
    });
  };
  tell(findFlag(instruction.flags, 'chown')?.value, 'owner');
  tell(findFlag(instruction.flags, 'chmod')?.value, 'permissions');
}
