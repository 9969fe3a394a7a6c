// A stage: what it starts from, what is in it, who uses it.

import { traceOf } from '../../model/made.ts';
import type { Stage } from '../../model/model.ts';
import type { Plan } from '../../plan/plan.ts';
import { counted, familiar } from '../../report/plan/words.ts';
import { wordList } from '../../syntax/groups.ts';
import { codeSpan } from '../markdown.ts';
import { stageUses } from '../names/stage-uses.ts';
import { rebuildFrom } from '../steps/step-cache.ts';
import { symbolsOf } from '../names/symbols.ts';
import type { View } from '../view.ts';
import { rebuildLine } from './cache-view.ts';
import { isIn, paragraphs, type Site, type Told } from './site.ts';

/** The name of a stage: where it is given, and where a FROM, a `--from` or a mount uses it. */
export function stageTopic({ view, offset, instruction }: Site): Told | undefined {
  const found = symbolsOf(view).at(offset);
  if (found?.symbol.kind === 'stage') {
    return { span: found.occurrence.span, markdown: stageMarkdown(view, found.symbol.stage) };
  }
  // A stage without a name is used by its number.
  const use = stageUses(view.analysis.model).find(({ span }) => isIn(span, offset));
  if (use !== undefined) return { span: use.span, markdown: stageMarkdown(view, use.stage) };
  const as = instruction.kind === 'From' ? instruction.args[1] : undefined;
  const stage = as !== undefined && isIn(as.span, offset) ? view.analysis.model.stageOf(instruction) : undefined;
  return as === undefined || stage === undefined ? undefined : { span: as.span, markdown: stageMarkdown(view, stage) };
}

export function stageMarkdown(view: View, stage: Stage): string {
  const { plan } = view;
  const planned = plan?.stages[stage.index];
  const cost =
    plan !== undefined && planned?.isReachable === true
      ? rebuildLine(plan, rebuildFrom(plan, planned), 'Another base')
      : undefined;
  const parts = [fateText(stage, plan), useText(view, stage)].flatMap((part) => part ?? []);
  const origin = stage.from.image === undefined ? '' : ` from ${chainText(stage)}`;
  return paragraphs(`**Stage ${nameOf(stage)}**${origin}`, sizeText(stage), parts.join(' '), cost);
}

/** What becomes of it; undefined where only a build tells. */
function fateText(stage: Stage, plan: Plan | undefined): string | undefined {
  if (stage.exported || isInTarget(stage.index, plan)) return 'It is in the image that is built.';
  if (stage.needed || plan?.stages[stage.index]?.isReachable === true) return 'Not in the image itself.';
  if (plan === undefined) return undefined;
  return `The image does not need it${stage.name === '' ? '' : `: only ${codeSpan(`--target ${stage.name}`)} builds it`}.`;
}

function isInTarget(index: number, plan: Plan | undefined): boolean {
  let stage = plan?.target;
  while (stage !== undefined && stage.index !== index) {
    stage = stage.base.kind === 'stage' ? plan?.stages[stage.base.stage] : undefined;
  }
  return stage !== undefined;
}

function nameOf({ name, index }: Stage): string {
  return name === '' ? String(index) : codeSpan(name);
}

const LONGEST_CHAIN = 8;

/** `deps` ← `node:22`. */
function chainText(stage: Stage): string {
  const names: string[] = [];
  let { base } = stage;
  for (; base.kind === 'stage' && names.length < LONGEST_CHAIN; base = base.stage.base) {
    names.push(`${nameOf(base.stage)} (line ${base.stage.from.lines.first})`);
  }
  return [...names, originText(base, stage)].join(' ← ');
}

function originText(base: Stage['base'], { from }: Stage): string {
  switch (base.kind) {
    case 'stage':
      return '…';
    case 'scratch':
      return 'the empty image `scratch`';
    case 'image':
      return codeSpan(familiar(base.reference.familiar));
    case 'unknown':
      return codeSpan(from.image?.text ?? '');
    default:
      return base satisfies never;
  }
}

function sizeText({ instructions, steps }: Stage): string | undefined {
  if (instructions.length === 0) return undefined;
  const layers = steps.filter((step) => traceOf(step) === 'layer').length;
  return `${counted(instructions.length, 'instruction')}, ${counted(layers, 'layer')} of its own.`;
}

const MOST_USES = 4;

/** Each stage that uses it, with the line where it first does so in this way. */
function useText({ analysis }: View, stage: Stage): string | undefined {
  const lines = new Map<string, number>();
  for (const { stage: used, user, instruction } of stageUses(analysis.model)) {
    if (used !== stage) continue;
    const how = instruction.kind === 'From' ? 'base' : instruction.kind === 'Run' ? 'mount' : 'files';
    const text = `${user.name === '' ? 'stage ' : ''}${nameOf(user)} (${how}, line `;
    if (!lines.has(text)) lines.set(text, instruction.lines.first);
  }
  const uses = Array.from(lines, ([text, line]) => `${text}${line})`);
  return uses.length === 0 ? undefined : `Used by ${wordList(uses, MOST_USES)}.`;
}
