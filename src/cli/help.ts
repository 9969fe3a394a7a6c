// `slipway help`, `--help`, and the same text for `docs/command-line.md`: all from the table of commands.

import { didYouMean } from '../syntax/suggest.ts';
import { UserError } from '../user-error.ts';
import type { Command } from './command.ts';
import { commands, standardCommand } from './commands.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import type { Option } from './options.ts';
import { wrap } from '../report/wrap.ts';

const WIDTH = 80;

/** What every command takes. */
const everywhere: readonly Option[] = [
  { kind: 'flag', name: 'help', short: 'h', summary: 'Show this help' },
  { kind: 'flag', name: 'version', short: 'V', summary: 'Show the version' },
];

export function writeHelp(asked: string | undefined, io: Io): number {
  const command = commands.find(({ name }) => name === asked);
  if (asked !== undefined && command === undefined) {
    const similar = didYouMean(
      asked,
      commands.map(({ name }) => name),
    );
    throw new UserError(`there is no command ${asked}${similar}; \`slipway help\` lists them`);
  }
  io.stdout.write(command === undefined ? overview() : helpOf(command));
  return exitCode.clean;
}

/** How to call the program. */
export function overview(): string {
  const rows = commands.map((command): Row => {
    return [
      command.name,
      command === standardCommand ? `${command.summary} (if no command is named)` : command.summary,
    ];
  });
  return [
    'Slipway reads Dockerfiles as BuildKit does, and finds what is wrong in them.\n',
    'Usage: slipway [command] [options] [arguments]\n',
    `Commands:\n${columns(rows)}`,
    `Options:\n${columns(everywhere.map(optionRow))}`,
    '`slipway <command> --help` shows the options of a command.\n',
  ].join('\n');
}

/** How to call one command. */
export function helpOf({ summary, usage, notes, options }: Command): string {
  return [
    `${summary}.\n`,
    `Usage: ${usage}\n`,
    ...notes.map((note) => `${wrap(note, WIDTH)}\n`),
    `Options:\n${columns([...options, ...everywhere].map(optionRow))}`,
  ].join('\n');
}

/** The commands and their options as a page of Markdown. */
export function commandsAsMarkdown(): string {
  const sections = commands.map(({ summary, usage, notes, options }) => {
    const rows = options.map(optionRow).map(([option, meaning]) => `- \`${option.trim()}\`: ${meaning}`);
    return [`## \`${usage}\``, `${summary}.`, ...notes, rows.join('\n')].filter((part) => part !== '').join('\n\n');
  });
  return `${['# The commands of Slipway', ...sections].join('\n\n')}\n`;
}

type Row = readonly [string, string];

function optionRow(option: Option): Row {
  if (option.kind === 'choice') {
    const { name, value = name, values, initial, summary } = option;
    const choice = `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
    return [`    --${name} <${value}>`, `${summary}: ${choice} (${initial} if not given)`];
  }
  if (option.kind === 'text') return [`    --${option.name} <${option.value}>`, option.summary];
  const short = option.short === undefined ? '    ' : `-${option.short}, `;
  return [`${short}--${option.name}`, option.summary];
}

/** Two columns, the second wrapped. */
function columns(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const indent = ' '.repeat(width + 2);
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${wrap(right, WIDTH, indent).trimStart()}\n`).join('');
}
