// One instruction after the other: what each makes of the image (dockerfile2llb: dispatch).

import type { Instruction, Workdir } from '../../syntax/ast.ts';
import type { Image } from '../image.ts';
import type { BuildStage, StageState } from './build-stage.ts';
import { type BuildContext, DispatchContext, settle } from './dispatch-context.ts';
import { dispatchCopy } from './dispatch-copy.ts';
import { dispatchRun } from './dispatch-run.ts';
import {
  dispatchCmd,
  dispatchEntrypoint,
  dispatchExpose,
  dispatchHealthcheck,
  dispatchMaintainer,
  dispatchOnbuild,
  dispatchShell,
  dispatchStopsignal,
  dispatchUser,
  dispatchVolume,
  withReason,
} from './dispatch-settings.ts';
import { dispatchArg, dispatchEnv, dispatchLabel } from './dispatch-variables.ts';
import { isAbsolute, normalizeWorkdir, toSlash } from './system-path.ts';

/** Carries out the instructions of a stage; its start must be known. */
export function dispatchStage(build: BuildContext, stage: BuildStage, start: StageState): StageState {
  const once = new Map<Instruction['kind'], Instruction>();
  let state = start;
  for (const command of stage.commands) {
    if (build.broken.has(command.instruction)) continue;
    const context = new DispatchContext(build, stage, command, state);
    const after = build.tolerate(() => dispatch(context, once)) ?? state;
    stage.steps.push({ command, before: state, after, work: context.work });
    state = after;
  }
  return state;
}

function dispatch(context: DispatchContext, once: Map<Instruction['kind'], Instruction>): StageState {
  const { instruction } = context.command;
  const { kind } = instruction;
  switch (kind) {
    case 'Add':
    case 'Copy':
      return dispatchCopy(context, instruction);
    case 'Arg':
      return dispatchArg(context, instruction);
    case 'Cmd':
      noteRepetition(context, once);
      return dispatchCmd(context, instruction);
    case 'Entrypoint':
      noteRepetition(context, once);
      return dispatchEntrypoint(context, instruction, { hasCmd: once.has('Cmd') });
    case 'Env':
      return dispatchEnv(context, instruction);
    case 'Expose':
      return dispatchExpose(context, instruction);
    case 'Healthcheck':
      noteRepetition(context, once);
      return dispatchHealthcheck(context, instruction);
    case 'Label':
      return dispatchLabel(context, instruction);
    case 'Maintainer':
      return dispatchMaintainer(context, instruction);
    case 'Onbuild':
      return dispatchOnbuild(context, instruction);
    case 'Run':
      return dispatchRun(context, instruction);
    case 'Shell':
      return dispatchShell(context, instruction);
    case 'Stopsignal':
      return dispatchStopsignal(context, instruction);
    case 'User':
      return dispatchUser(context, instruction);
    case 'Volume':
      return dispatchVolume(context, instruction);
    case 'Workdir':
      return dispatchWorkdir(context, instruction);
    case 'From':
    case 'Unknown':
      return context.state;
    default:
      return kind satisfies never;
  }
}

/** BuildKit points at the earlier one, and lets the comments of the later one silence it. */
function noteRepetition(context: DispatchContext, once: Map<Instruction['kind'], Instruction>): void {
  const { command, origin, build } = context;
  const earlier = once.get(command.instruction.kind);
  once.set(command.instruction.kind, origin);
  if (earlier === undefined) return;
  const comments = command.trigger === undefined ? origin.comments : [];
  const keyword = command.instruction.keyword.text;
  build.notes.add(
    { check: 'MultipleInstructionsDisallowed', keyword, later: origin },
    { instruction: earlier, comments },
  );
}

function dispatchWorkdir(context: DispatchContext, { value }: Workdir): StageState {
  const { stage, state } = context;
  const { text, unknown } = value === undefined ? { text: '', unknown: undefined } : context.expand(value);
  const { os } = stage.platform ?? state.image;
  const isRooted = isAbsolute(text, os);
  if (!stage.hasWorkdir && unknown === undefined && !isRooted) {
    context.note({ check: 'WorkdirRelativePath', path: text }, value?.span);
  }
  stage.hasWorkdir = true;
  const result = changeWorkdir(state.image, text, os);
  if (typeof result === 'string') return unknown === undefined ? context.refuse(result) : state;
  const image = withReason(isRooted ? settle(result, 'workdir') : result, 'workdir', unknown);
  const path = toSlash(image.workdir, os);
  return context.commit(image, () => `WORKDIR ${path}`, { isEmpty: path === '/' });
}

/** The image in another directory, or the error. */
export function changeWorkdir(image: Image, path: string, os: string): Image | string {
  const workdir = normalizeWorkdir(image.workdir, path, os);
  return workdir.ok ? { ...image, workdir: workdir.value } : `normalizing workdir: ${workdir.error}`;
}
