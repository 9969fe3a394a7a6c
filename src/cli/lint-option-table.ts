// The options of `slipway lint`.

import type { Choice, Flag, Option, Text } from './options.ts';

export const formats = [
  'pretty',
  'compact',
  'json',
  'ndjson',
  'sarif',
  'github',
  'checkstyle',
  'junit',
  'codeclimate',
] as const;

export type Format = (typeof formats)[number];

export const format = {
  kind: 'choice',
  name: 'format',
  values: formats,
  initial: 'pretty',
  summary: 'How to write the findings',
} as const satisfies Choice;

export const output: Text = {
  kind: 'text',
  name: 'output',
  value: 'format=file',
  summary: 'Also write the findings into a file, in that format; "-" is standard output. May be given several times',
};

export const statistics: Flag = {
  kind: 'flag',
  name: 'statistics',
  summary: 'Write how often each rule finds something, instead of the findings',
};

export const level = {
  kind: 'choice',
  name: 'level',
  values: ['error', 'warning', 'info', 'style'],
  initial: 'info',
  summary: 'The least severe findings to report',
} as const satisfies Choice;

export const failOn = {
  kind: 'choice',
  name: 'fail-on',
  value: 'level',
  values: ['error', 'warning', 'info', 'style', 'never'],
  initial: 'warning',
  summary: 'The least severe findings for which the exit code is 1',
} as const satisfies Choice;

export const quiet: Flag = {
  kind: 'flag',
  name: 'quiet',
  short: 'q',
  summary: 'Report only findings for which the exit code is 1, and nothing where there are none',
};

export const rule: Text = {
  kind: 'text',
  name: 'rule',
  value: 'name:level',
  summary: 'The level of a rule: off, on, error, warning, info or style. May be given several times',
};

export const preset = {
  kind: 'choice',
  name: 'preset',
  values: ['recommended', 'all', 'hadolint', 'buildkit'],
  initial: 'recommended',
  summary: 'The rules to start from, in place of the presets that configurations extend',
} as const satisfies Choice;

export const config: Text = {
  kind: 'text',
  name: 'config',
  value: 'file',
  summary: 'The configuration to use, in place of those beside and above the Dockerfiles',
};

export const withoutConfig: Flag = { kind: 'flag', name: 'no-config', summary: 'Use no configuration' };

export const ignore: Text = {
  kind: 'text',
  name: 'ignore',
  value: 'pattern',
  summary: 'Leave out files, also those given by name, by a pattern as in .gitignore. May be given several times',
};

export const target: Text = {
  kind: 'text',
  name: 'target',
  value: 'stage',
  summary:
    'A stage that somebody builds with "docker build --target", besides the last one. May be given several times',
};

export const date: Text = {
  kind: 'text',
  name: 'date',
  value: 'day',
  summary: 'The day, as in 2026-11-21, for which it is judged what is out of date, in place of today',
};

export const stdinFilename: Text = {
  kind: 'text',
  name: 'stdin-filename',
  value: 'file',
  summary: 'Read standard input as if it were this file: its name in the report, its configuration, its folder',
};

export const baseline: Text = {
  kind: 'text',
  name: 'baseline',
  value: 'file',
  summary: 'Report only findings that this file does not have',
};

export const updateBaseline: Flag = {
  kind: 'flag',
  name: 'update-baseline',
  summary: 'Write all findings of today into the file of --baseline',
};

export const since: Text = {
  kind: 'text',
  name: 'since',
  value: 'commit',
  summary: 'Report only findings in lines that changed since the current branch left this commit or branch',
};

export const lintOptions: readonly Option[] = [
  ...[format, output, statistics, level, failOn, quiet],
  ...[rule, preset, config, withoutConfig, ignore, target, date, stdinFilename],
  ...[baseline, updateBaseline, since],
];
