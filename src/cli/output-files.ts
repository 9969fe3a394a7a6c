// Reports that go into files: what `--output` says, and all of them written or none.

import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { reasonOf } from '../context/text-file.ts';
import { didYouMean, ownWords } from '../syntax/suggest.ts';
import { UserError } from '../user-error.ts';

/** A report that is asked for. */
export interface Output<Format extends string> {
  readonly format: Format;
  /** As the user named it; undefined is standard output. */
  readonly file: string | undefined;
}

export interface OutputFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads the values of `--output`, each `format=file`, where `-` is standard output. Where none names that, it gets
 * `usual`. Throws a `UserError` for what is no format and for two reports in one place.
 */
export function readOutputs<Format extends string>(
  values: readonly string[],
  usual: Format,
  formats: readonly Format[],
): readonly Output<Format>[] {
  const named = values.map((value) => readOutput(value, formats));
  const outputs = named.some(({ file }) => file === undefined) ? named : [{ format: usual, file: undefined }, ...named];
  const taken = new Set<string | undefined>();
  for (const { file } of outputs) {
    const place = file === undefined ? undefined : resolve(file);
    if (taken.has(place)) {
      throw new UserError(`--output: two reports cannot go to ${file === undefined ? 'standard output' : `"${file}"`}`);
    }
    taken.add(place);
  }
  return outputs;
}

function readOutput<Format extends string>(value: string, formats: readonly Format[]): Output<Format> {
  const [name = '', ...rest] = value.split('=');
  const file = rest.join('=');
  if (file === '')
    throw new UserError(`--output takes a format and a file, not "${value}": --output sarif=report.sarif`);
  const format = formats.find((candidate) => candidate === name);
  if (format === undefined) {
    throw new UserError(
      `--output cannot write "${name}"${didYouMean(name, formats, ownWords)}; the formats are ${formats.join(', ')}`,
    );
  }
  return { format, file: file === '-' ? undefined : file };
}

/** A file that is ready to be written: its text lies beside it, unless it is a pipe or a terminal, which nothing can replace. */
interface Staged {
  readonly output: OutputFile;
  readonly target: string;
  readonly temporary: string | undefined;
}

/**
 * Writes all files, or none: each text is complete on the disk before the first file is replaced. Missing folders are
 * made, links are followed, the mode of a file stays. Throws a `UserError` that names the file that cannot be written.
 */
export function writeOutputFiles(files: readonly OutputFile[], workingFolder: string): void {
  const temporaries: string[] = [];
  try {
    const staged = files.map((output) => told(output, () => stage(output, workingFolder, temporaries)));
    for (const file of staged) told(file.output, () => commit(file));
  } finally {
    for (const temporary of temporaries) rmSync(temporary, { force: true });
  }
}

function stage(output: OutputFile, workingFolder: string, temporaries: string[]): Staged {
  const path = resolve(workingFolder, output.file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) makeFolder(dirname(path));
  else if (!stats.isFile() && !stats.isDirectory()) return { output, target: path, temporary: undefined };
  else if (stats.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  const target = stats === undefined ? path : realpathSync(path);
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  temporaries.push(temporary);
  writeFileSync(temporary, output.text, { flag: 'wx' });
  if (stats !== undefined) chmodSync(temporary, stats.mode);
  return { output, target, temporary };
}

/** One by one: where the system says of a folder that is there that it is not, as in /proc, `recursive` never ends. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function commit({ output, target, temporary }: Staged): void {
  if (temporary === undefined) writeFileSync(target, output.text);
  else renameSync(temporary, target);
}

function told<Value>(output: OutputFile, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw new UserError(`cannot write "${output.file}": ${reasonNotWritten(error)}`, { cause: error });
  }
}

/** What the system says of a file that is to be written, in words that tell what to do. */
export function reasonNotWritten(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'permission denied; make its folder writable or name another file';
    case 'EEXIST':
      return 'a part of its path is not a folder; check the name';
    default:
      return reasonOf(error);
  }
}
