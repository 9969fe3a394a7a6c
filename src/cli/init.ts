// `slipway init`: a configuration to start from.

import { existsSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { rules } from '../../rules/index.ts';
import { configurationFinder, configurationNames } from '../config/find.ts';
import { visible } from '../report/visible.ts';
import { UserError } from '../user-error.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { reasonNotWritten } from './output-files.ts';
import { version } from './version.ts';

const [NAME = ''] = configurationNames;
const SCHEMA = 'slipway/dist/schema.json';

/** Writes `slipway.yaml` into a folder that has no configuration yet. Throws a `UserError` where it has. */
export function writeConfiguration(folder: string, io: Io): number {
  const absolute = resolve(io.workingFolder, folder);
  if (!(statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ?? false)) {
    throw new UserError(`there is no folder "${folder}"`);
  }
  const [existing] = configurationFinder()(absolute);
  if (existing !== undefined)
    throw new UserError(`"${join(folder, basename(existing))}" is there already; nothing was written`);
  const path = join(folder, NAME);
  try {
    writeFileSync(join(absolute, NAME), initialConfiguration(absolute), { flag: 'wx' });
  } catch (error) {
    throw new UserError(`cannot write "${path}": ${reasonNotWritten(error)}`, { cause: error });
  }
  io.stdout.write(
    `Wrote ${visible(path)}: all recommended rules, at their own levels. \`slipway rules\` lists all rules.\n`,
  );
  return exitCode.clean;
}

/** What it says is what counts without it; the rest is there to be uncommented. */
function initialConfiguration(folder: string): string {
  const categories = [...new Set(Array.from(rules.values(), ({ category }) => category))].toSorted();
  return `# yaml-language-server: $schema=${schemaFor(folder)}

# Whether configurations in the folders above are left out.
root: true

# recommended, all, hadolint, buildkit, or the path of another configuration.
extends: recommended

# The least severe findings for which the exit code is 1: error, warning, info, style, never.
failOn: warning

# off, on (at the levels that the rule chooses), error, warning, info, style.
# The names that other tools have for a rule are understood, too.
# rules:
#   missing-tag: warning
#   DL3025: off

# All rules of a category: ${categories.join(', ')}.
# categories:
#   security: error

# Files that are not linted: patterns as in .gitignore.
# ignore:
#   - third_party/

# What is different for some files.
# overrides:
#   - files: tests/
#     rules:
#       missing-tag: off

# Stages that somebody builds with --target, besides the last one.
# targets: [debug]

# What private base images are: what "docker image inspect" prints.
# baseImages:
#   registry.example.com/base: ci/base-image.json
`;
}

/** The schema of the installed package, otherwise that of this version in the registry. */
function schemaFor(folder: string): string {
  const installed = `node_modules/${SCHEMA}`;
  return existsSync(join(folder, installed)) ? installed : `https://unpkg.com/${SCHEMA.replace('/', `@${version}/`)}`;
}
