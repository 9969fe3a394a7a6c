// Code lenses above each stage: where it comes from, who needs it, how big it is, what a change of it costs.

import type { CodeLens, Command, Location } from 'vscode-languageserver';
import { traceOf } from '../model/made.ts';
import type { Stage } from '../model/model.ts';
import { counted, familiar } from '../report/plan/words.ts';
import { visibleLine } from '../report/visible-line.ts';
import { wordList } from '../syntax/groups.ts';
import { isNeeded } from './steps/needed-stages.ts';
import { type StageUse, usesByStage } from './names/stage-uses.ts';
import type { ClientCommands } from './server/start.ts';
import { countOf, rebuildFrom } from './steps/step-cache.ts';
import type { View } from './view.ts';

const LONGEST_CHAIN = 6;
const MOST_USERS = 3;
/** Beyond that, what a change costs is left to the hover: each stage would take a look at all steps. */
const MOST_STAGES = 200;

export function codeLenses(view: View, commands: ClientCommands = {}): CodeLens[] {
  const { model } = view.analysis;
  const uses = usesByStage(model);
  return model.stages.flatMap((stage) => {
    const range = view.positions.range(stage.from.keyword.span);
    return [
      ...roleLenses(view, stage),
      ...baseLenses(stage),
      ...useLenses(view, uses.get(stage) ?? [], commands),
      graphLens(view, stage, commands),
      ...costLenses(view, stage),
    ].map((command) => ({ range, command }));
  });
}

function plain(title: string): Command {
  return { title, command: '' };
}

function roleLenses(view: View, stage: Stage): readonly Command[] {
  const { target } = view.analysis.model;
  if (stage === target) return [plain('target')];
  if (target === undefined || isNeeded(view, stage)) return [];
  return [plain(`not needed by ${target.name === '' ? 'the target' : nameOf(target)}`)];
}

/** The stages below it and the image below those; for an image that is named as it is, FROM has said all. */
function baseLenses({ base, from }: Stage): readonly Command[] {
  const names: string[] = [];
  let below = base;
  for (; below.kind === 'stage' && names.length < LONGEST_CHAIN; below = below.stage.base)
    names.push(nameOf(below.stage));
  if (below.kind === 'stage') names.push('…');
  else if (below.kind === 'image') names.push(visibleLine(familiar(below.reference.familiar)));
  else if (below.kind === 'scratch') names.push('scratch');
  const isSaid = names.length === 0 || (names.length === 1 && !(from.image?.text.includes('$') ?? true));
  return isSaid ? [] : [plain(`from ${names.join(' ← ')}`)];
}

function nameOf({ name, index }: Stage): string {
  return name === '' ? `stage ${index}` : visibleLine(name);
}

function useLenses(
  { uri, positions }: View,
  uses: readonly StageUse[],
  { showReferences }: ClientCommands,
): readonly Command[] {
  const [first] = uses;
  if (first === undefined) return [];
  const users = [...new Set(uses.map(({ user }) => nameOf(user)))];
  const isSure = uses.some(({ user, instruction }) => instruction !== user.from || user.base.kind === 'stage');
  const title = `${isSure ? 'used by' : 'may be used by'} ${wordList(users, MOST_USERS)}`;
  if (showReferences === undefined) return [plain(title)];
  const locations: Location[] = uses.map(({ span }) => ({ uri, range: positions.range(span) }));
  const position = positions.position(first.stage.from.keyword.span.start);
  return [{ title, command: showReferences, arguments: [uri, position, locations] }];
}

function graphLens({ uri }: View, { steps, name, index }: Stage, { showGraph }: ClientCommands): Command {
  const layers = steps.filter((step) => traceOf(step) === 'layer').length;
  const title = `${counted(steps.length, 'step')}, ${counted(layers, 'layer')}`;
  return showGraph === undefined
    ? plain(title)
    : { title, command: showGraph, arguments: [uri, name || String(index)] };
}

function costLenses({ plan }: View, { index }: Stage): readonly Command[] {
  const stage = plan?.stages[index];
  if (plan === undefined || stage?.isReachable !== true || plan.stages.length > MOST_STAGES) return [];
  const count = countOf(rebuildFrom(plan, stage).steps);
  return count === 0 ? [] : [plain(`another base rebuilds ${counted(count, 'step')}`)];
}
