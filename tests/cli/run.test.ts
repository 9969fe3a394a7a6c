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
  [['--level'], '--level needs a value: one of error, warning, info, style'],
  [['--level', '--color'], '--level needs a value: one of error, warning, info, style'],
  [['--level', 'inf'], '--level cannot be "inf" (did you mean info?); it is one of error, warning, info, style'],
  [['--level', ''], '--level cannot be ""; it is one of error, warning, info, style'],
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
      lint      Find what is wrong in Dockerfiles (if no command is named)
      check     Say what \`docker build --check\` says
      targets   List the stages that a Dockerfile offers as targets
      outline   Tell which build arguments, secrets and SSH agents a target takes
      inspect   Tell what the image is, and what \`docker run\` will do with it
      plan      Show what will be built: stages, steps, and what each step takes
      impact    Tell what a change rebuilds, and why
      context   Show what of the build context is sent, and what the ignore file
                leaves out
      simulate  Play through a build without an engine: the order, the time, what is
                cached
      verify    Run a build, and compare what was expected of its cache with what
                became of it
      explain   Explain a rule: what it reports, why that matters, examples
      rules     List all rules
      init      Write a configuration to start from
      parse     Write the syntax tree of a Dockerfile as JSON
      lsp       Serve an editor that speaks the Language Server Protocol
      help      Show how to call Slipway or one of its commands

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
    by name is always read, unless \`ignore\` of a configuration or \`--ignore\` leaves
    it out.

    A configuration beside a Dockerfile or in a folder above counts for it:
    \`slipway.yaml\`, \`slipway.yml\`, \`slipway.json\`, \`.slipwayrc\`, or \`slipway\` in
    \`package.json\`. What the command line says counts more.

    The exit code is 0 if nothing of level warning or above is reported, or what
    \`--fail-on\` says; 1 if something is; and 2 if the call or a configuration is
    wrong or a file could not be read; the other files are answered all the same.

    Options:
          --format <format>        How to write the findings: pretty, compact, json,
                                   ndjson, sarif, github, checkstyle, junit or
                                   codeclimate (pretty if not given)
          --output <format=file>   Also write the findings into a file, in that
                                   format; "-" is standard output. May be given
                                   several times
          --statistics             Write how often each rule finds something,
                                   instead of the findings
          --level <level>          The least severe findings to report: error,
                                   warning, info or style (info if not given)
          --fail-on <level>        The least severe findings for which the exit code
                                   is 1: error, warning, info, style or never
                                   (warning if not given)
      -q, --quiet                  Report only findings for which the exit code is
                                   1, and nothing where there are none
          --rule <name:level>      The level of a rule: off, on, error, warning,
                                   info or style. May be given several times
          --preset <preset>        The rules to start from, in place of the presets
                                   that configurations extend: recommended, all,
                                   hadolint or buildkit (recommended if not given)
          --config <file>          The configuration to use, in place of those
                                   beside and above the Dockerfiles
          --no-config              Use no configuration
          --ignore <pattern>       Leave out files, also those given by name, by a
                                   pattern as in .gitignore. May be given several
                                   times
          --target <stage>         A stage that somebody builds with "docker build
                                   --target", besides the last one. May be given
                                   several times
          --date <day>             The day, as in 2026-11-21, for which it is judged
                                   what is out of date, in place of today
          --stdin-filename <file>  Read standard input as if it were this file: its
                                   name in the report, its configuration, its folder
          --baseline <file>        Report only findings that this file does not have
          --update-baseline        Write all findings of today into the file of
                                   --baseline
          --since <commit>         Report only findings in lines that changed since
                                   the current branch left this commit or branch
          --color                  Use colours, also where the output is no terminal
          --no-color               Use no colours
      -h, --help                   Show this help
      -V, --version                Show the version
    "
  `);
  expect((await slipway(['help', 'lint'])).stdout).toBe(stdout);
});

test.each(commands.map(({ name }) => [name]))('the help of %s fits on a screen', async (name) => {
  const { code, stdout } = await slipway([name, '--help']);
  expect(code).toBe(0);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});
