// The command line itself: commands, options, help, mistakes.

import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { commands } from '../../src/cli/commands.ts';
import { folderOf, slipway } from './command-line.ts';

test.each([
  [['lnt'], 'there is no command and no file "lnt" (did you mean lint?)'],
  [['LINT'], 'there is no command and no file "LINT" (did you mean lint?)'],
  [['lint', '--fromat', 'json'], 'lint has no option --fromat (did you mean --format?); see `slipway lint --help`'],
  [['rules', '--frobnicate'], 'rules has no option --frobnicate; see `slipway rules --help`'],
  [['-x'], 'lint has no option -x; see `slipway lint --help`'],
  [['--format'], '--format needs a value: one of pretty, json'],
  [['--format', '--color'], '--format needs a value: one of pretty, json'],
  [['--format', 'jsn'], '--format cannot be "jsn" (did you mean json?); it is one of pretty, json'],
  [['--format', ''], '--format cannot be ""; it is one of pretty, json'],
  [['--color=always'], '--color takes no value'],
  [['explain'], 'something is missing: slipway explain [options] <rule>'],
  [['explain', 'a', 'b'], '"b" is too much: slipway explain [options] <rule>'],
  [['rules', 'a'], '"a" is too much: slipway rules [options]'],
  [['explain', 'mising-tag'], 'there is no rule mising-tag (did you mean missing-tag?); `slipway rules` lists them'],
  [['explain', 'nothing-like-it'], 'there is no rule nothing-like-it; `slipway rules` lists them'],
  [['help', 'prase'], 'there is no command prase (did you mean parse?); `slipway help` lists them'],
  [['parse', 'none'], 'cannot read "none": it does not exist; check the name and the folder you are in'],
])('%j is answered in one line', async (args, message) => {
  expect(await slipway(args)).toEqual({ code: 2, stdout: '', stderr: `slipway: ${message}\n` });
});

test('a file may have the name of nearly a command', async () => {
  expect((await slipway(['rule'], { folder: folderOf({ rule: 'FROM scratch\n' }) })).code).toBe(0);
});

test('behind -- everything is a file', async () => {
  const folder = folderOf({ '--help': 'FROM scratch\n' });
  expect((await slipway(['lint', '--', '--help'], { folder })).stdout).toBe('Nothing to report in 1 file.\n');
});

test.each([[['--version']], [['-V']], [['lint', '--version']], [['parse', 'x', '-V']]])('%j', async (args) => {
  expect(await slipway(args)).toEqual({ code: 0, stdout: `slipway ${packageJson.version}\n`, stderr: '' });
});

test('the help of the program', async () => {
  const { code, stdout } = await slipway(['--help']);
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "Slipway reads Dockerfiles as BuildKit does, and finds what is wrong in them.

    Usage: slipway [command] [options] [arguments]

    Commands:
      lint     Find what is wrong in Dockerfiles (if no command is named)
      check    Say what \`docker build --check\` says
      targets  List the stages that a Dockerfile offers as targets
      outline  Tell which build arguments, secrets and SSH agents a target takes
      inspect  Tell what the image is, and what \`docker run\` will do with it
      explain  Explain a rule: what it reports, why that matters, examples
      rules    List all rules
      parse    Write the syntax tree of a Dockerfile as JSON
      help     Show how to call Slipway or one of its commands

    Options:
      -h, --help     Show this help
      -V, --version  Show the version

    \`slipway <command> --help\` shows the options of a command.
    "
  `);
  const others = await Promise.all([['-h'], ['help'], ['x', '--help']].map((args) => slipway(args)));
  for (const other of others) expect(other).toEqual({ code, stdout, stderr: '' });
});

test('the help of a command', async () => {
  const { stdout } = await slipway(['lint', '--help']);
  expect(stdout).toMatchInlineSnapshot(`
    "Find what is wrong in Dockerfiles.

    Usage: slipway lint [options] [files, folders or patterns…]

    Without a file, the current folder; \`-\` is standard input. Below a folder, these
    are Dockerfiles: \`Dockerfile\`, \`Dockerfile.*\`, \`*.dockerfile\`, \`*.Dockerfile\`
    and \`Containerfile*\`, unless the end of the name says that it is something else
    (\`.md\`, \`.dockerignore\`, \`.j2\`, …) or a \`.gitignore\` leaves it out. A file given
    by name is always read.

    The exit code is 0 if nothing of level warning or above is reported, 1 if
    something is, and 2 if the call is wrong or a file could not be read; the other
    files are answered all the same.

    Options:
          --format <format>  How to write the findings: pretty or json (pretty if
                             not given)
          --level <level>    The least severe findings to report: error, warning,
                             info or style (info if not given)
          --color            Use colours, also where the output is no terminal
          --no-color         Use no colours
      -h, --help             Show this help
      -V, --version          Show the version
    "
  `);
  expect((await slipway(['help', 'lint'])).stdout).toBe(stdout);
});

test.each(commands.map(({ name }) => [name]))('the help of %s fits on a screen', async (name) => {
  const { code, stdout } = await slipway([name, '--help']);
  expect(code).toBe(0);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});
