// A step as the builder's cache sees it, in a few lines.

import type { Plan, PlannedStep } from '../../plan/plan.ts';
import { counted, placeIn, stepsById } from '../../report/plan/words.ts';
import type { Instruction } from '../../syntax/ast.ts';
import { wordList } from '../../syntax/groups.ts';
import { codeSpan } from '../markdown.ts';
import {
  countOf,
  invalidators,
  rebuiltBy,
  rebuiltByGlobal,
  type Rebuilt,
  stepsAt,
  totalOf,
} from '../steps/step-cache.ts';
import type { View } from '../view.ts';
import { paragraphs } from './site.ts';

/** Undefined where there is no plan, and for what is no step. */
export function cacheView(view: View, instruction: Instruction): string | undefined {
  const { plan } = view;
  if (plan === undefined) return undefined;
  const { file, model } = view.analysis;
  if (instruction.kind === 'Arg' && model.stageOf(instruction) === undefined) {
    return rebuildLine(plan, rebuiltByGlobal(plan, file, instruction), 'Another value');
  }
  const step = stepsAt(view, instruction).find(({ isTrigger }) => !isTrigger);
  if (step === undefined) return undefined;
  if (plan.stages[step.stage]?.isReachable !== true) return `Not built: ${targetOf(plan)} does not need this stage.`;
  return paragraphs(headLine(step, plan), reasonLine(plan, step), rebuildLine(plan, rebuiltBy(plan, step)));
}

/** `[build 3/7]` makes a layer. */
function headLine(step: PlannedStep, plan: Plan): string {
  const place = placeIn(step);
  const name = place === '' ? '' : `${codeSpan(`[${place}]`)} `;
  const same = step.sameAs === undefined ? undefined : stepsById(plan).get(step.sameAs);
  const twin = same === undefined ? '' : ` It is one with the equal step in line ${same.lines.first}.`;
  switch (step.makes) {
    case 'base':
      return `${name}**base image**${twin}`;
    case 'layer':
      return step.isBuilt ? `${name}**layer**${twin}` : `${name}**not built**: nothing needs what it changes`;
    case 'metadata':
      return `${name}**metadata**, no layer`;
    case 'nothing':
      return `${name}**kept for later builds**, no layer`;
    default:
      return step.makes satisfies never;
  }
}

function reasonLine(plan: Plan, step: PlannedStep): string | undefined {
  const reasons = invalidators(plan, step);
  return reasons.length === 0 ? undefined : `Runs again after a change of ${joined(reasons)}.`;
}

/** `a, b or c`: the parts may have commas of their own. */
function joined(parts: readonly string[]): string {
  const separator = parts.some((part) => part.includes(',')) ? '; ' : ', ';
  const last = parts.at(-1) ?? '';
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(separator)} or ${last}`;
}

/** How much of the build a change costs; undefined where the build has no steps. */
export function rebuildLine(plan: Plan, { steps, uncertain }: Rebuilt, what = 'A change of it'): string | undefined {
  const total = totalOf(plan);
  const count = countOf(steps);
  if (total === 0) return undefined;
  if (count === 0) return `${what} rebuilds no step.`;
  const where = linesOf(steps.filter(({ operation }) => operation !== undefined));
  const doubt = uncertain.size === 0 ? '' : `; ${uncertain.size} of them only if files taken from a stage change`;
  return `${what} rebuilds **${count} of ${counted(total, 'step')}**: ${where}${doubt}.`;
}

const MOST_LINES = 6;

/** `line 4`, `lines 4, 9 and 12`. */
function linesOf(steps: readonly PlannedStep[]): string {
  const lines = [...new Set(steps.map((step) => step.lines.first))].toSorted((a, b) => a - b);
  return `${lines.length === 1 ? 'line' : 'lines'} ${wordList(lines.map(String), MOST_LINES)}`;
}

function targetOf({ target }: Plan): string {
  return target.isNamed ? `the target ${codeSpan(target.name)}` : 'the last stage';
}
