// A program that a container looks for in /, while the files were copied into another folder.

import { posix } from 'node:path';
import { wordsBehindInit } from '../model/entry-point.ts';
import type { StageState } from '../model/evaluation/build-stage.ts';
import type { Stage } from '../model/model.ts';
import type { StartCommand } from '../model/start-command.ts';
import { interpreterOf } from '../shell/commands/interpreters.ts';
import { literalCommand } from '../shell/literal-command.ts';
import { literalWord } from '../shell/literal-word.ts';
import type { ShellScript } from '../shell/tree.ts';
import type { Add, Cmd, Copy, Entrypoint, Instruction, Word } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';

export interface MissedFile {
  /** As the command names it. */
  readonly file: string;
  readonly word: Span;
  readonly copy: Copy | Add;
  /** Where that puts what it copies. */
  readonly folder: string;
}

/** The absolute path that an instruction copies to; undefined where nobody knows it before the build. */
export function placeOf(destination: Word, { image, environment }: StageState): string | undefined {
  const { text, unknown } = environment.expand(destination.text, '\\');
  if (unknown !== undefined || (!text.startsWith('/') && image.unknown.has('workdir'))) return undefined;
  const path = posix.join('/', image.workdir, '.');
  return posix.join(text.startsWith('/') ? '/' : path, text).replace(/(?<=.)\/$/, '');
}

/**
 * The relative file that a container of `stage` starts in /, where no instruction can have put it there and one copied the
 * project, or a file of that name, into another folder. `entrypoint` and `cmd` are what the file says that it starts.
 */
export function missedFile(
  stage: Stage,
  { entrypoint, cmd }: StartCommand,
  scriptOf: (instruction: Instruction) => ShellScript | undefined,
): MissedFile | undefined {
  const { image } = stage.end ?? {};
  if (!image || stage.os !== 'linux' || image.unknown.has('workdir') || image.unknown.has('entrypoint'))
    return undefined;
  if (posix.join('/', image.workdir) !== '/') return undefined;
  const command = image.entrypoint === undefined ? cmd : entrypoint;
  const started = command && relativeFile(command, scriptOf(command));
  if (started === undefined) return undefined;
  const copies = copiesOf(stage, started.file);
  const copy = copies?.find(({ instruction }) => isBrought(instruction, started.file));
  return copy && { copy: copy.instruction, folder: copy.folder, ...started };
}

/** `app.py` of `python app.py`, `./run`, `app.jar` of `java -jar app.jar`. */
function relativeFile(
  { command }: Cmd | Entrypoint,
  script: ShellScript | undefined,
): { readonly file: string; readonly word: Span } | undefined {
  const texts = command.form === 'exec' ? command.words.map(({ text }) => text) : script && literalCommand(script);
  if (texts === undefined) return undefined;
  const [program, ...args] = wordsBehindInit(texts).map((text) => literalWord(text, command.span));
  const name = program?.value ?? '';
  const interpreter = interpreterOf({ name: posix.basename(name), args });
  const values = args.map(({ value = '' }) => value);
  const jar = posix.basename(name) === 'java' ? values[values.indexOf('-jar') + 1] : undefined;
  // A program without a slash in its name is looked for in PATH.
  const own = name.includes('/') ? name : undefined;
  const file = interpreter?.program.kind === 'file' ? interpreter.program.word.value : (jar ?? own);
  if (file === undefined || !/^(?:\.\/)*[\w-][\w./-]*$/.test(file) || !/[./]/.test(file)) return undefined;
  const word = command.form === 'exec' ? command.words.find(({ text }) => text === file) : undefined;
  return { file, word: word?.span ?? command.span };
}

interface Placed {
  readonly instruction: Copy | Add;
  readonly folder: string;
}

/** Nobody starts stages from one another in longer chains. */
const MOST_STAGES = 50;

/** What the chain of `stage` copies; undefined where something may put `file` into /. */
function copiesOf(stage: Stage, file: string): readonly Placed[] | undefined {
  const [first = ''] = file.replace(/^(?:\.\/)+/, '').split('/');
  const copies: Placed[] = [];
  let left = MOST_STAGES;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.base.kind === 'stage' ? at.base.stage : undefined) {
    if ((at.base.kind !== 'stage' && at.base.kind !== 'image') || left-- === 0) return undefined;
    for (const { command, before } of at.steps) {
      const { instruction } = command;
      if (instruction.kind === 'Run' && instruction.folded.text.includes(first)) return undefined;
      if (instruction.kind !== 'Copy' && instruction.kind !== 'Add') continue;
      const folder = instruction.destination && placeOf(instruction.destination, before);
      if (folder === undefined || folder === '/' || folder === `/${first}`) return undefined;
      copies.push({ instruction, folder });
    }
  }
  return copies;
}

/** It copies the whole context, or a file of that name into a folder. */
function isBrought({ sources, destination, kind, flags }: Copy | Add, file: string): boolean {
  if (kind === 'Copy' && flags.some(({ name }) => name === 'from')) return false;
  const name = posix.basename(file);
  const isFolder = destination?.text.endsWith('/') === true || sources.length > 1;
  return sources.some(({ text }) => /^\.\/?$/.test(text) || (isFolder && posix.basename(text) === name));
}
