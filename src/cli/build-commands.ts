// The commands that say what BuildKit makes of a Dockerfile.

import { UserError } from '../user-error.ts';
import { buildOptions } from './build-option-table.ts';
import { asJson, color, type Command, withColor, withoutColor } from './command.ts';
import type { Choice, Flag, Text } from './options.ts';

const checkFormat = {
  kind: 'choice',
  name: 'format',
  values: ['text', 'json'],
  initial: 'text',
  summary: 'How to write the warnings',
} as const satisfies Choice;

export const check: Command = {
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

export const targets: Command = {
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

export const outline: Command = {
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

export const inspect: Command = {
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
