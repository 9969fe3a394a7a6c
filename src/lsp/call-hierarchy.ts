// The stages as callers and callees: who starts from a stage or takes files from it, and what it uses itself.

import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  SymbolKind,
} from 'vscode-languageserver';
import type { Stage } from '../model/model.ts';
import { groupsOf } from '../syntax/groups.ts';
import { stageBase, stageNameSpan, stageSpan, stageTitle } from './names/stage-outline.ts';
import { stageUses } from './names/stage-uses.ts';
import { symbolsOf } from './names/symbols.ts';
import type { View } from './view.ts';

/** The stage that is named at an offset, or whose FROM stands there. */
export function prepareCallHierarchy(view: View, offset: number): CallHierarchyItem[] | null {
  const stage = stageAt(view, offset);
  return stage === undefined ? null : [itemOf(view, stage)];
}

/** The stages that use the one of `item`, with the places where they name it. */
export function incomingCalls(view: View, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  return callsOf(view, item, 'stage', 'user').map(([from, fromRanges]) => ({ from, fromRanges }));
}

/** The stages that the one of `item` uses, with the places where it names them. */
export function outgoingCalls(view: View, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  return callsOf(view, item, 'user', 'stage').map(([to, fromRanges]) => ({ to, fromRanges }));
}

type Role = 'stage' | 'user';

function callsOf(
  view: View,
  { data }: CallHierarchyItem,
  own: Role,
  other: Role,
): readonly (readonly [CallHierarchyItem, CallHierarchyItem['range'][]])[] {
  const uses = stageUses(view.analysis.model).filter((use) => use[own].index === data);
  return Array.from(
    groupsOf(uses, (use) => use[other]),
    (group) => [itemOf(view, group[0][other]), group.map(({ span }) => view.positions.range(span))],
  );
}

function stageAt(view: View, offset: number): Stage | undefined {
  const symbol = symbolsOf(view).at(offset)?.symbol;
  if (symbol?.kind === 'stage') return symbol.stage;
  const instruction = view.instructionAt(offset);
  return instruction?.kind === 'From' ? view.analysis.model.stageOf(instruction) : undefined;
}

/** `data` is the number of the stage. */
function itemOf({ uri, positions }: View, stage: Stage): CallHierarchyItem {
  const { name } = stage.from;
  return {
    name: name?.text ?? stageTitle(stage),
    detail: name === undefined ? `stage ${stage.index}` : stageBase(stage.from),
    kind: SymbolKind.Module,
    uri,
    range: positions.range(stageSpan(stage)),
    selectionRange: positions.range(stageNameSpan(stage)),
    data: stage.index,
  };
}
