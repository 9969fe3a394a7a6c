// The one table of commands: what each does, its options, the file that runs it.

import { UserError } from '../user-error.ts';
import { check, inspect, outline, targets } from './build-commands.ts';
import { asJson, color, type Command, withColor, withoutColor } from './command.ts';
import type { Io } from './io.ts';
import { lintFiles } from './lint.ts';
import { lintOptions } from './lint-option-table.ts';
import { readLintSettings } from './lint-settings.ts';
import { lspOptions } from './lsp-option-table.ts';
import { readArguments } from './options.ts';
import { impact, plan, showContext, simulate, verify } from './plan-commands.ts';

const lint: Command = {
  name: 'lint',
  summary: 'Find what is wrong in Dockerfiles',
  usage: 'slipway lint [options] [files, folders or patterns…]',
  operands: { least: 0, most: Infinity },
  options: [...lintOptions, withColor, withoutColor],
  notes: [
    'Without a file, the current folder; `-` is standard input. Below a folder, these are Dockerfiles: `Dockerfile`, ' +
      '`Dockerfile.*`, `*.dockerfile`, `*.Dockerfile` and `Containerfile*`, unless the end of the name says that it is ' +
      'something else (`.md`, `.dockerignore`, `.j2`, …) or a `.gitignore` leaves it out. A file given by name is always read, ' +
      'unless `ignore` of a configuration or `--ignore` leaves it out.',
    'A configuration beside a Dockerfile or in a folder above counts for it: `slipway.yaml`, `slipway.yml`, `slipway.json`, ' +
      '`.slipwayrc`, or `slipway` in `package.json`. What the command line says counts more.',
    'The exit code is 0 if nothing of level warning or above is reported, or what `--fail-on` says; 1 if something is; and ' +
      '2 if the call or a configuration is wrong or a file could not be read; the other files are answered all the same.',
  ],
  run(given, io) {
    io.keepCompiledCode();
    return lintFiles(readLintSettings(given, color(given)), io);
  },
};

const explain: Command = {
  name: 'explain',
  summary: 'Explain a rule: what it reports, why that matters, examples',
  usage: 'slipway explain [options] <rule>',
  operands: { least: 1, most: 1 },
  options: [withColor, withoutColor],
  notes: ['A rule is found by its name, and by the names that other tools have for it: `slipway explain DL3006`.'],
  async run(given, io) {
    const { explainRule } = await import('./explain.ts');
    return explainRule(given.operands[0] ?? '', color(given), io);
  },
};

const rules: Command = {
  name: 'rules',
  summary: 'List all rules',
  usage: 'slipway rules [options]',
  operands: { least: 0, most: 0 },
  options: [asJson],
  notes: [],
  async run(given, io) {
    const { listRules } = await import('./rules.ts');
    return listRules(given.has(asJson), io);
  },
};

const init: Command = {
  name: 'init',
  summary: 'Write a configuration to start from',
  usage: 'slipway init [folder]',
  operands: { least: 0, most: 1 },
  options: [],
  notes: [
    'It is `slipway.yaml` in the current folder, if none is named. A configuration that is there stays as it is.',
  ],
  async run(given, io) {
    const { writeConfiguration } = await import('./init.ts');
    return writeConfiguration(given.operands[0] ?? '.', io);
  },
};

const parse: Command = {
  name: 'parse',
  summary: 'Write the syntax tree of a Dockerfile as JSON',
  usage: 'slipway parse <file>',
  operands: { least: 1, most: 1 },
  options: [],
  notes: [
    '`-` is standard input. Words are given as the builder reads them, with their offsets in the file.',
    'The exit code is 0, 1 if the builder would refuse the file, and 2 if it could not be read.',
  ],
  async run(given, io) {
    const { writeTree } = await import('./parse.ts');
    return writeTree(given.operands[0] ?? '', io);
  },
};

const lsp: Command = {
  name: 'lsp',
  summary: 'Serve an editor that speaks the Language Server Protocol',
  usage: 'slipway lsp (--stdio | --node-ipc | --socket <port>)',
  operands: { least: 0, most: 0 },
  options: lspOptions,
  notes: [
    'Any document is taken for a Dockerfile, whatever language the editor says it has, unless its name is that of a ' +
      'configuration or of an ignore file. No folder has to be open. Nothing of what lies in the folders is ever run.',
  ],
  async run(given, io) {
    io.keepCompiledCode();
    const { serveEditor } = await import('./lsp.ts');
    return serveEditor(given, io);
  },
};

const help: Command = {
  name: 'help',
  summary: 'Show how to call Slipway or one of its commands',
  usage: 'slipway help [command]',
  operands: { least: 0, most: 1 },
  options: [],
  notes: [],
  async run(given, io) {
    const { writeHelp } = await import('./help.ts');
    return writeHelp(given.operands[0], io);
  },
};

/** Runs where no command is named. */
export const standardCommand = lint;

export const commands: readonly Command[] = [
  lint,
  check,
  targets,
  outline,
  inspect,
  plan,
  impact,
  showContext,
  simulate,
  verify,
  explain,
  rules,
  init,
  parse,
  lsp,
  help,
];

/** Runs a command with the arguments behind its name; throws a `UserError` where they are not what it takes. */
export function runCommand(command: Command, args: readonly string[], io: Io): Promise<number> {
  const { name, options, operands, usage } = command;
  const given = readArguments(name, options, args);
  const { length } = given.operands;
  if (length < operands.least) throw new UserError(`something is missing: ${usage}`);
  if (length > operands.most) throw new UserError(`"${given.operands[operands.most]}" is too much: ${usage}`);
  return command.run(given, io);
}
