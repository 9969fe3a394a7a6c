// The public API: the layers' own exports, and `parse` and `lint` that also take a plain text.

import { rules } from '../rules/index.ts';
import { Analysis } from './analysis.ts';
import type { Diagnostic } from './diagnostic.ts';
import { lint as lintWith } from './lint/lint.ts';
import { recommended, type Rules } from './lint/rule.ts';
import { parse as parseSource, type Parsed } from './syntax/parse.ts';
import { Source } from './syntax/source.ts';

/** The rules that run where nobody asks for others. */
export const recommendedRules: Rules = recommended(rules);

/**
 * Reads a Dockerfile as BuildKit does. Any text gives a tree; what the builder would refuse is in `diagnostics`, in the
 * builder's words and with its place in the text.
 *
 * ```ts
 * const { file, diagnostics } = parse('FROM alpine:3.22\nRUN apk add curl\n');
 * file.instructions.map(({ kind }) => kind); // ['From', 'Run']
 * diagnostics; // []
 * ```
 */
export function parse(dockerfile: string | Source): Parsed {
  return parseSource(toSource(dockerfile));
}

/**
 * Finds what is wrong in a Dockerfile, in the order of the text; comments such as `# slipway ignore=missing-tag` are
 * respected. `active` are the rules to run, also your own (`defineRule`). Throws only what a rule throws.
 *
 * ```ts
 * const [finding] = lint('FROM node\n');
 * finding?.rule; // 'missing-tag'
 * finding?.span; // { start: 5, end: 9 }
 * ```
 */
export function lint(dockerfile: string | Source | Analysis, active: Rules = recommendedRules): Diagnostic[] {
  const analysis = dockerfile instanceof Analysis ? dockerfile : new Analysis(toSource(dockerfile));
  return lintWith(analysis, active, new Map([...rules, ...active]));
}

function toSource(dockerfile: string | Source): Source {
  return typeof dockerfile === 'string' ? new Source('Dockerfile', dockerfile) : dockerfile;
}

export { Analysis, rules, Source };
export type { BuildSettings } from './analysis.ts';
export type { Diagnostic, Edit, Fix, Related, Severity } from './diagnostic.ts';
export { applyFixes } from './lint/fix.ts';
export type { BuildkitCheck } from './lint/check.ts';
export { defineRule } from './lint/rule.ts';
export type { Category, CommandSite, Example, Finding, Rule, RuleContext, Rules, Visitor } from './lint/rule.ts';
export type { ContextSource, IgnoreFile } from './model/context-source.ts';
export type { Command as BuildCommand, StageState, Step } from './model/evaluation/build-stage.ts';
export type { Outline } from './model/evaluation/outline.ts';
export type { BuildError } from './model/evaluation/refusal.ts';
export type { ImageAnswer, ImageSource } from './model/image-source.ts';
export type { NamedContext, NamedContexts } from './model/named-context.ts';
export type { Check, Note, NoteOf } from './model/notes.ts';
export type { BaseImage, Model, NamedImage, OperatingSystem, OriginImage, Stage } from './model/model.ts';
export type * from './shell/tree.ts';
export type * from './syntax/ast.ts';
export type { Folded } from './syntax/folded.ts';
export type { ImageReference } from './syntax/image-reference.ts';
export type { Parsed, ParserWarning } from './syntax/parse.ts';
export type { Position, Span } from './syntax/source.ts';
