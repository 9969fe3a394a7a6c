// ENV, LABEL and ARG.

import type { Arg, Env, Label, Pair, Word } from '../../syntax/ast.ts';
import type { Value } from '../image.ts';
import { isScannerArgument } from '../predefined-arguments.ts';
import type { StageState } from './build-stage.ts';
import type { DispatchContext } from './dispatch-context.ts';

interface ExpandedPair {
  readonly key: string;
  readonly value: Value;
  readonly pair: Pair;
}

export function dispatchEnv(context: DispatchContext, { pairs, keyword }: Env): StageState {
  const expanded = expandPairs(context, pairs);
  let { environment } = context.state;
  let { env } = context.state.image;
  for (const { key, value, pair } of expanded) {
    noteLegacyForm(context, keyword.text, pair);
    noteSecret(context, 'ENV', key, pair.name.span);
    environment = environment.withEnv(key, value);
    env = env.set(key, value);
  }
  const state = context.commit({ ...context.state.image, env }, () => `ENV ${textOf(expanded)}`, { isEmpty: true });
  return { ...state, environment };
}

export function dispatchLabel(context: DispatchContext, { pairs, keyword }: Label): StageState {
  const expanded = expandPairs(context, pairs);
  let { labels } = context.state.image;
  for (const { key, value, pair } of expanded) {
    noteLegacyForm(context, keyword.text, pair);
    labels = labels.set(key, value);
  }
  return context.commit({ ...context.state.image, labels }, () => `LABEL ${textOf(expanded)}`, { isEmpty: true });
}

/** All see the variables as they are before the instruction. */
function expandPairs(context: DispatchContext, pairs: readonly Pair[]): readonly ExpandedPair[] {
  return pairs.map((pair) => {
    const key = context.expand(pair.name);
    return { key: key.text, value: context.expand(pair.value), pair };
  });
}

function textOf(pairs: readonly ExpandedPair[]): string {
  return pairs.map(({ key, value }) => `${key}=${value.text}`).join(' ');
}

function noteLegacyForm(context: DispatchContext, keyword: string, { separator, name, value }: Pair): void {
  if (separator === '=') return;
  context.note({ check: 'LegacyKeyValueFormat', keyword }, { start: name.span.start, end: value.span.end });
}

const secretName = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const publicName = /(?:_|^)(?:public|file|version)(?:_|$)/i;

function noteSecret(context: DispatchContext, keyword: 'ARG' | 'ENV', name: string, span: Word['span']): void {
  if (!secretName.test(name) || publicName.test(name)) return;
  context.note({ check: 'SecretsUsedInArgOrEnv', keyword, name }, span);
}

/** The value of a build argument, the default, that of the global ARG: the first that there is. */
export function dispatchArg(context: DispatchContext, arg: Arg): StageState {
  const { image } = context.state;
  let { environment, declared } = context.state;
  const texts: string[] = [];
  for (const { name, value: fallback } of arg.variables) {
    const key = name.text;
    noteSecret(context, 'ARG', key, name.span);
    const value = valueOf(context, key, fallback, { image, environment, declared });
    if (value !== undefined && !isScannerArgument(key)) environment = environment.withArg(key, value);
    declared = declared.set(key, value?.text);
    addToOutline(context, arg, { key, value, hasDefault: fallback !== undefined });
    texts.push(value === undefined ? key : `${key}=${value.text}`);
  }
  const state = context.commit(image, () => `ARG ${texts.join(' ')}`, { isEmpty: true });
  return { ...state, environment, declared };
}

/** Each default sees the ARGs before it. */
function valueOf(
  context: DispatchContext,
  key: string,
  fallback: Word | undefined,
  state: StageState,
): Value | undefined {
  const { buildArgs, args } = context.build;
  const given = buildArgs.get(key);
  if (given === undefined && fallback !== undefined) return context.expand(fallback, { in: state });
  const text = given ?? args.values.get(key);
  if (text !== undefined) return { text, unknown: given === undefined ? args.whyOpen(key) : undefined };
  const unknown = context.state.environment.get(key) === undefined ? args.whyUnset(key) : undefined;
  return unknown === undefined ? undefined : { text: '', unknown };
}

/** An ARG that takes its value from a global one is told as that. */
function addToOutline(
  { build, stage, origin }: DispatchContext,
  { comments }: Arg,
  { key, value, hasDefault }: { readonly key: string; readonly value: Value | undefined; readonly hasDefault: boolean },
): void {
  const { buildArgs, args } = build;
  stage.outline.used.add(key);
  const isGlobal = !hasDefault && !buildArgs.has(key) && args.values.has(key);
  if (isGlobal) return;
  const line = origin.lines.first;
  stage.outline.own.set(key, { name: key, value: value?.text ?? '', comments, line, uses: new Set() });
}
