// The text about the commands for docs/command-line.md.

import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { commandsAsMarkdown } from '../../src/cli/help.ts';

test('Markdown has a section for every command, and an entry for every option', () => {
  const text = commandsAsMarkdown();
  for (const { usage, options } of commands) {
    expect(text).toContain(`## \`${usage}\`\n`);
    for (const { name } of options) expect(text).toMatch(new RegExp(`^- \`(?:-\\w, )?--${name}\\b`, 'm'));
  }
});
