// The one table of commands: what each does, its options, the file that runs it.

import { UserError } from '../user-error.ts';
import { buildOptions } from './build-option-table.ts';
import type { Io } from './io.ts';
import { lintFiles } from './lint.ts';
import { lintOptions } from './lint-option-table.ts';
import { readLintSettings } from './lint-settings.ts';
import { readArguments, type Arguments, type Choice, type Flag, type Option, type Text } from './options.ts';

export interface Command {
  readonly name: string;
  /** What it does, as an order to the program, without a full stop. */
  readonly summary: string;
  /** How to call it. */
  readonly usage: string;
  /** How many operands it takes. */
  readonly operands: { readonly least: number; readonly most: number };
  readonly options: readonly Option[];
  /** What else `--help` says, a paragraph each. */
  readonly notes: readonly string[];
  /** Gives the exit code. Only the command in use is loaded, and `lint`, which most runs are about. */
  run(given: Arguments, io: Io): Promise<number>;
}

const withColor: Flag = { kind: 'flag', name: 'color', summary: 'Use colours, also where the output is no terminal' };
const withoutColor: Flag = { kind: 'flag', name: 'no-color', summary: 'Use no colours' };
const asJson: Flag = { kind: 'flag', name: 'json', summary: 'Write JSON' };

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

const checkFormat = {
  kind: 'choice',
  name: 'format',
  values: ['text', 'json'],
  initial: 'text',
  summary: 'How to write the warnings',
} as const satisfies Choice;

const check: Command = {
  name: 'check',
  summary: 'Say what `docker build --check` says',
  usage: 'slipway check [options] [Dockerfile]',
  operands: { least: 0, most: 1 },
  options: [checkFormat, ...buildOptions],
  notes: [
    'The same checks, the same words, `# check=` comments included, and no engine. Without a file, the `Dockerfile` of the ' +
      'current folder; `-` is standard input. JSON has the shape of `docker build --call=check,format=json`.',
    'Without `--target`, all stages are checked. The exit code is 0, 1 if there is a warning or an error, and 2 if the ' +
      'call is wrong or the file could not be read.',
  ],
  async run(given, io) {
    const { readBuild } = await import('./build-options.ts');
    const { checkFile } = await import('./check.ts');
    return checkFile(await readBuild(given.operands[0], given, io), given.valueOf(checkFormat), io);
  },
};

const targets: Command = {
  name: 'targets',
  summary: 'List the stages that a Dockerfile offers as targets',
  usage: 'slipway targets [options] [Dockerfile]',
  operands: { least: 0, most: 1 },
  options: [asJson, ...buildOptions],
  notes: ['The answer is that of `docker build --call=targets`.'],
  async run(given, io) {
    const { readBuild } = await import('./build-options.ts');
    const { listTargets } = await import('./targets.ts');
    return listTargets(await readBuild(given.operands[0], given, io), given.has(asJson), io);
  },
};

const outline: Command = {
  name: 'outline',
  summary: 'Tell which build arguments, secrets and SSH agents a target takes',
  usage: 'slipway outline [options] [Dockerfile]',
  operands: { least: 0, most: 1 },
  options: [asJson, ...buildOptions],
  notes: ['The answer is that of `docker build --call=outline`.'],
  async run(given, io) {
    const { readBuild } = await import('./build-options.ts');
    const { outlineFile } = await import('./outline.ts');
    return outlineFile(await readBuild(given.operands[0], given, io), given.has(asJson), io);
  },
};

const at: Text = {
  kind: 'text',
  name: 'at',
  value: 'line',
  summary: 'Look at the image behind the instruction at this line',
};
const imageAsJson: Flag = { kind: 'flag', name: 'json', summary: 'Write the image configuration as OCI has it' };

const inspect: Command = {
  name: 'inspect',
  summary: 'Tell what the image is, and what `docker run` will do with it',
  usage: 'slipway inspect [options] [Dockerfile] [-- command…]',
  operands: { least: 0, most: Infinity },
  options: [at, imageAsJson, ...buildOptions, withColor, withoutColor],
  notes: [
    'Which program starts, as whom, in which folder, with which environment; ports and volumes; whether `docker stop` ' +
      'reaches the program; the health check; which instructions made layers. Nothing is run. What stands behind `--` ' +
      'is what stands behind the name of the image in `docker run`.',
    'The exit code is 0, 1 if the builder would refuse the file, and 2 if the call is wrong or the file could not be read.',
  ],
  async run(given, io) {
    const { readBuild } = await import('./build-options.ts');
    const { inspectFile } = await import('./inspect.ts');
    const [dockerfile, surplus] = given.operands.slice(0, given.operands.length - given.behind.length);
    if (surplus !== undefined) throw new UserError(`"${surplus}" is too much: ${inspect.usage}`);
    const settings = {
      line: given.textsOf(at).at(-1),
      json: given.has(imageAsJson),
      command: given.behind,
      color: color(given),
    };
    return inspectFile(await readBuild(dockerfile, given, io), settings, io);
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

export const commands: readonly Command[] = [lint, check, targets, outline, inspect, explain, rules, init, parse, help];

/** Runs a command with the arguments behind its name; throws a `UserError` where they are not what it takes. */
export function runCommand(command: Command, args: readonly string[], io: Io): Promise<number> {
  const { name, options, operands, usage } = command;
  const given = readArguments(name, options, args);
  const { length } = given.operands;
  if (length < operands.least) throw new UserError(`something is missing: ${usage}`);
  if (length > operands.most) throw new UserError(`"${given.operands[operands.most]}" is too much: ${usage}`);
  return command.run(given, io);
}

function color(given: Arguments): boolean | undefined {
  if (given.has(withoutColor)) return false;
  return given.has(withColor) ? true : undefined;
}
