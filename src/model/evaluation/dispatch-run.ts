// RUN: the command that is executed, its mounts, what the history says of it.

import type { Mount, Run } from '../../syntax/ast.ts';
import { basePath } from '../../syntax/go/path.ts';
import { quote } from '../../syntax/go/quote.ts';
import { success } from '../../syntax/go/result.ts';
import { readOpener } from '../../syntax/heredoc.ts';
import { evaluateMount, type MountOptions } from '../../syntax/mount-options.ts';
import { placementErrors } from '../../syntax/mount-errors.ts';
import type { StageState } from './build-stage.ts';
import { commandWords, shellOf } from './default-shell.ts';
import type { DispatchContext } from './dispatch-context.ts';
import type { InlineFile } from './step-work.ts';
import { toSlash } from './system-path.ts';

export function dispatchRun(context: DispatchContext, run: Run): StageState {
  const mounts = run.mounts.map((mount) => readMount(context, mount));
  const { state } = context;
  const script = scriptOf(run, state);
  const words = executedWords(run, state, script);
  for (const [index, mount] of run.mounts.entries()) placeMount(context, mount, mounts[index], index);
  if (run.flags.some(({ name }) => name === 'device')) {
    context.refuse('device feature is only supported in Dockerfile frontend 1.14.0-labs or later');
  }
  context.work = { kind: 'execution', words, script, mounts };
  return context.commit(state.image, () => `RUN ${[...argumentTexts(state), ...words].join(' ')} # buildkit`, {
    isEmpty: false,
  });
}

/** Undefined where a value is not known before the build. */
function readMount(context: DispatchContext, mount: Mount): MountOptions | undefined {
  const { options, errors } = evaluateMount(mount, (word) => {
    const { result, unknown } = context.tryExpand(word, { escape: context.escape });
    context.reportUndefined(result, word.span);
    if (unknown !== undefined) return undefined;
    return result.ok ? success(result.value.text) : result;
  });
  const [first] = errors;
  return first === undefined ? options : context.refuse(first.message);
}

function placeMount(context: DispatchContext, mount: Mount, options: MountOptions | undefined, index: number): void {
  // BuildKit takes the empty image for a cache by its name, which may be that of a stage.
  const from = mount.from?.text || ((options?.type ?? mount.type) === 'cache' ? 'scratch' : '');
  const source = context.command.sources[index];
  const isReady = source === undefined || source.from === undefined || source.start !== undefined;
  if (from !== '' && !isReady) {
    const target = options?.target ?? mount.target?.text ?? '';
    const rule = 'stage needs to be defined before current command';
    context.refuse(`cannot mount from stage ${quote(from)} to ${quote(target)}, ${rule}`);
  }
  if (options === undefined) return;
  const { workdir, unknown, os } = context.state.image;
  const folder = unknown.has('workdir') ? undefined : toSlash(workdir, context.stage.platform?.os ?? os);
  const [problem] = placementErrors(mount, options, folder);
  if (problem !== undefined) context.refuse(problem.message);
  addToOutline(context, options);
}

function addToOutline({ stage, origin }: DispatchContext, { type, id, source, target, required }: MountOptions): void {
  if (type !== 'secret' && type !== 'ssh') return;
  const mounts = type === 'secret' ? stage.outline.secrets : stage.outline.ssh;
  const name = type === 'secret' ? source || id || basePath(target) : id || 'default';
  if (!mounts.has(name)) mounts.set(name, { name, required, line: origin.lines.first });
}

/** The heredoc that is mounted and executed by its path: the only one, of a script that starts with `#!`. */
function scriptOf({ command, heredocs, args }: Run, { image }: StageState): InlineFile | undefined {
  const [heredoc] = heredocs;
  if (command.form === 'exec' || heredoc === undefined || image.os === 'windows') return undefined;
  const { text } = command.text;
  return text.startsWith('#!') && isOnlyHeredoc(args[0]?.text ?? '') ? { name: heredoc.name, text } : undefined;
}

function executedWords({ command }: Run, { image }: StageState, script: InlineFile | undefined): readonly string[] {
  return script === undefined ? commandWords(command, image) : [...shellOf(image), `/dev/pipes/${script.name}`];
}

/** The command is a heredoc and nothing else. */
export function isOnlyHeredoc(text: string): boolean {
  const result = readOpener(text);
  return 'opener' in result && result.opener !== undefined;
}

/** `|2 A=1 B=`: every ARG so far, with its value at this moment. */
function argumentTexts({ declared, environment }: StageState): readonly string[] {
  const texts = declared.entries().map(([name, value]) => `${name}=${environment.get(name)?.text ?? value ?? ''}`);
  return texts.length === 0 ? [] : [`|${texts.length}`, ...texts];
}
