// The plan as one page: the picture, and what is known of each step. It needs no script, and loads nothing.

import { commandLine } from '../command-line.ts';
import type { Plan, PlannedStage, PlannedStep } from '../../plan/plan.ts';
import { visible } from '../visible.ts';
import { xmlElement, xmlTextElement } from '../xml.ts';
import { nodeId } from './diagram.ts';
import { pageStyle } from './page-style.ts';
import { pictureStyle } from './picture-style.ts';
import { picture, styleElement } from './svg.ts';
import {
  baseText,
  changeText,
  commandOf,
  counted,
  fittedInstruction,
  inputText,
  layersOf,
  needsText,
  originText,
  placeOfRun,
  remarks,
  shortName,
  stepsById,
  stepsToRun,
  titleOf,
} from './words.ts';

/** More variables of one step than this are counted, not shown. */
const MOST_VARIABLES = 40;

/** What a step is: a word, and lines about it. */
type Fact = readonly [term: string, lines: readonly (readonly string[])[]];

interface Page {
  readonly plan: Plan;
  readonly steps: ReadonlyMap<string, PlannedStep>;
  /** The steps that take something of a step. */
  readonly users: ReadonlyMap<string, readonly PlannedStep[]>;
}

/** Well-formed as HTML and as XML. */
export function planHtml(plan: Plan, path: string): string {
  const page: Page = { plan, steps: stepsById(plan), users: usersOf(plan) };
  const title = visible(titleOf(plan, path));
  const root = xmlElement('html', { lang: 'en', xmlns: 'http://www.w3.org/1999/xhtml' }, [
    ...xmlElement('head', {}, [
      ...xmlElement('meta', { charset: 'utf-8' }),
      ...xmlElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      ...xmlElement('meta', { name: 'color-scheme', content: 'light dark' }),
      xmlTextElement('title', {}, `${title}: the build`),
      ...styleElement(pictureStyle + pageStyle),
    ]),
    ...xmlElement('body', {}, [
      ...xmlElement('header', {}, [
        xmlTextElement('h1', {}, title),
        xmlTextElement('p', {}, summary(plan)),
        ...legend(),
        ...wayThere(plan),
      ]),
      ...xmlElement('main', {}, [...pictureOf(plan, path), ...details(page)]),
    ]),
  ]);
  return `<!DOCTYPE html>\n${root.join('\n')}\n`;
}

function summary(plan: Plan): string {
  const { stages, target, contextPaths } = plan;
  const reachable = stages.filter(({ isReachable }) => isReachable).length;
  const { count, base } = layersOf(plan);
  const context = contextPaths === undefined ? 'all' : counted(contextPaths.length, 'path');
  const facts = [
    target.platform ?? '',
    `${reachable} of ${counted(stages.length, 'stage')} built`,
    `${counted(stepsToRun(plan), 'step')} to run`,
    `${counted(count, 'layer')} on top of ${base}`,
    `${context} of the build context`,
  ];
  return visible(facts.filter((fact) => fact !== '').join(' · '));
}

function legend(): readonly string[] {
  const kinds = { base: 'FROM', run: 'RUN', copy: 'COPY, ADD', folder: 'WORKDIR', metadata: 'metadata, no layer' };
  const entries = Object.entries(kinds).map(([kind, text]) => xmlTextElement('li', { class: kind }, text));
  return xmlElement('ul', { class: 'legend', 'aria-label': 'Colours' }, entries);
}

/** Links to the stages that are built: a large picture does not fit on the screen. */
function wayThere({ stages }: Plan): readonly string[] {
  const links = stages.flatMap(({ name, isReachable, isTarget, steps: [first] }) => {
    if (!isReachable || first === undefined) return [];
    const text = visible(isTarget ? `${name} (target)` : name);
    return xmlElement('li', {}, [xmlTextElement('a', { href: `#${nodeId(first.id)}` }, text)]);
  });
  return xmlElement('nav', { 'aria-label': 'Stages' }, xmlElement('ol', {}, links));
}

function pictureOf(plan: Plan, path: string): readonly string[] {
  const { attributes, children } = picture(plan, path, { link: ({ id }) => `#about_${nodeId(id)}` });
  const svg = xmlElement('svg', { xmlns: 'http://www.w3.org/2000/svg', role: 'group', ...attributes }, children);
  return xmlElement('section', { class: 'picture', 'aria-label': 'Picture of the build' }, svg);
}

function details(page: Page): readonly string[] {
  return xmlElement('section', { class: 'details', 'aria-label': 'Steps' }, [
    xmlTextElement('p', { class: 'hint' }, 'Choose a step in the picture to see what it does.'),
    ...page.plan.stages.flatMap((stage) => [
      ...stageHead(stage, page),
      ...stage.steps.flatMap((step) => article(step, stage, page)),
    ]),
  ]);
}

function stageHead(stage: PlannedStage, { plan }: Page): readonly string[] {
  const needs = needsText(stage, plan);
  const purpose = stage.isTarget ? 'the target' : stage.isReachable ? `for ${needs}` : 'not built';
  return [xmlTextElement('h2', {}, visible(`${stage.name}, from ${baseText(stage, plan)}, ${purpose}`))];
}

function article(step: PlannedStep, stage: PlannedStage, page: Page): readonly string[] {
  const id = nodeId(step.id);
  const facts = factsOf(step, stage, page).flatMap(factLines);
  return xmlElement('article', { id: `about_${id}`, tabindex: -1 }, [
    ...xmlElement('h3', {}, [xmlTextElement('code', {}, visible(step.name))]),
    ...xmlElement('dl', {}, facts),
    ...xmlElement('p', {}, [xmlTextElement('a', { href: `#${id}` }, 'Show it in the picture')]),
  ]);
}

function factLines([term, lines]: Fact): readonly string[] {
  if (lines.length === 0) return [];
  return [xmlTextElement('dt', {}, term), ...lines.flatMap((line) => xmlElement('dd', {}, line))];
}

function factsOf(step: PlannedStep, stage: PlannedStage, page: Page): readonly Fact[] {
  const { plan, steps, users } = page;
  const command = commandOf(step.operation);
  const place = placeOfRun(step);
  const same = step.sameAs === undefined ? undefined : steps.get(step.sameAs);
  return [
    ['Stage', [words(stage.name)]],
    ['Line', [words(String(step.lines.first))]],
    ['Makes', [words(makesText(step))]],
    ['One with', same === undefined ? [] : [link(same, shortName(same, plan))]],
    [
      'Takes',
      step.inputs.map((input) => {
        const from = input.origin.kind === 'step' ? steps.get(input.origin.step) : undefined;
        const label =
          input.as === 'base'
            ? `${originText(input.origin, plan, steps)}, to go on with it`
            : `${inputText(input, plan, steps)} → ${input.to ?? ''}`;
        return from === undefined ? words(label) : link(from, label);
      }),
    ],
    [
      'Taken by',
      (users.get(step.id) ?? []).map((user) =>
        link(user, `${shortName(user, plan)} ${fittedInstruction(user.text, 60)}`),
      ),
    ],
    ['Runs', command === undefined ? [] : [code(commandLine(command.words))]],
    ['As user', command === undefined || place.user === undefined ? [] : [words(place.user)]],
    ['In folder', place.workdir === undefined ? [] : [code(place.workdir)]],
    ['Besides', remarks({ ...step, inputs: [], sameAs: undefined }, plan, steps).map(words)],
    ['Environment', command === undefined ? [] : environment(command.environment)],
    ['Changes', step.changes.map((change) => code(changeText(change)))],
    ['Unknown', step.unknown.map(({ what, reason }) => words(`${what}: ${reason}`))],
  ];
}

function makesText({ makes, isBuilt }: PlannedStep): string {
  if (!isBuilt) return 'nothing: it is not built';
  const texts = {
    base: 'the start of the stage',
    layer: 'a layer',
    metadata: 'no layer, only metadata',
    nothing: 'nothing',
  };
  return texts[makes];
}

function environment(variables: readonly string[]): readonly (readonly string[])[] {
  const more = variables.length - MOST_VARIABLES;
  const shown = variables.slice(Math.max(0, more)).map(code);
  return more > 0 ? [words(`${more} more`), ...shown] : shown;
}

function words(text: string): readonly string[] {
  return [xmlTextElement('span', {}, visible(text))];
}

function code(text: string): readonly string[] {
  return [xmlTextElement('code', {}, visible(text))];
}

function link({ id }: PlannedStep, text: string): readonly string[] {
  return [xmlTextElement('a', { href: `#about_${nodeId(id)}` }, visible(text))];
}

function usersOf({ stages }: Plan): ReadonlyMap<string, readonly PlannedStep[]> {
  const users = new Map<string, PlannedStep[]>();
  for (const step of stages.flatMap(({ steps }) => steps)) {
    const taken = new Set(step.inputs.flatMap(({ origin }) => (origin.kind === 'step' ? [origin.step] : [])));
    for (const id of taken) {
      const known = users.get(id);
      if (known === undefined) users.set(id, [step]);
      else known.push(step);
    }
  }
  return users;
}
