// What can be done about findings: fix them, allow them, read about them.

import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Command,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Diagnostic as Finding } from '../diagnostic.ts';
import { Analysis } from '../analysis.ts';
import { fixAll } from '../lint/fix-all.ts';
import { lint } from '../lint/lint.ts';
import { allowInFile, allowInInstruction } from '../lint/suppression-edit.ts';
import { Source } from '../syntax/source.ts';
import type { Span } from '../syntax/source.ts';
import { diagnosticOf } from './diagnostics.ts';
import { difference, textEditsOf } from './text-edits.ts';
import type { View } from './view.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.slipway`;
export const suppressKind = `${CodeActionKind.QuickFix}.suppress.slipway`;

/** What actions need to know of the client and of the files around. */
export interface ActionOptions {
  /** Puts edits of the document into the form that the client takes. */
  edit(edits: readonly TextEdit[]): WorkspaceEdit;
  /** The edit that switches a rule off in the configuration; undefined where there can be none. */
  editConfiguration(rule: string): { readonly title: string; readonly edit: WorkspaceEdit } | undefined;
  /** What shows the page of a rule; undefined where the client cannot. */
  explain(rule: string): Command | undefined;
}

/** The actions for the findings that touch a part of the text, and those for the whole file, as far as they are asked for. */
export function codeActions(
  view: View,
  asked: Span,
  { only }: Pick<CodeActionContext, 'only'>,
  options: ActionOptions,
): CodeAction[] {
  const wants = (kind: string): boolean =>
    only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
  const found = view.findings.filter(({ span }) => span.start <= asked.end && span.end >= asked.start);
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...found.flatMap((finding) => fixOf(finding, view, options)));
  if (wants(suppressKind)) actions.push(...found.flatMap((finding) => suppressionsOf(finding, view, options)));
  if (wants(CodeActionKind.QuickFix)) actions.push(...explanationsOf(found, view, options));
  // Fixing all is offered unasked only by name: editors run it when a file is saved.
  if (only !== undefined && wants(fixAllKind)) actions.push(...fixAllOf(view, options));
  return actions;
}

function fixOf(finding: Finding, view: View, { edit }: ActionOptions): CodeAction[] {
  const { fix } = finding;
  if (fix === undefined) return [];
  const isSafe = fix.safety === 'safe';
  return [
    {
      title: isSafe ? fix.title : `${fix.title} (may change the image)`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(finding, view)],
      isPreferred: isSafe,
      edit: edit(textEditsOf(fix.edits, view.positions)),
    },
  ];
}

/** What the builder refuses stays refused, whatever a comment allows. */
function suppressionsOf(finding: Finding, view: View, { edit, editConfiguration }: ActionOptions): CodeAction[] {
  const { rule, span } = finding;
  if (rule === 'syntax') return [];
  const { file } = view.analysis;
  const diagnostics = [diagnosticOf(finding, view)];
  const instruction = file.instructions.find((each) => each.span.start <= span.start && span.start <= each.span.end);
  const allow = (title: string, changes: WorkspaceEdit): CodeAction => ({
    title,
    kind: suppressKind,
    diagnostics,
    edit: changes,
  });
  const configuration = editConfiguration(rule);
  return [
    ...(instruction === undefined
      ? []
      : [
          allow(`Allow ${rule} here`, edit(textEditsOf([allowInInstruction(file, instruction, rule)], view.positions))),
        ]),
    allow(`Allow ${rule} in this file`, edit(textEditsOf([allowInFile(file, rule)], view.positions))),
    ...(configuration === undefined ? [] : [allow(configuration.title, configuration.edit)]),
  ];
}

function explanationsOf(found: readonly Finding[], view: View, { explain }: ActionOptions): CodeAction[] {
  return [...new Set(found.map(({ rule }) => rule))].flatMap((rule) => {
    const command = explain(rule);
    if (command === undefined) return [];
    const diagnostics = found.filter((finding) => finding.rule === rule).map((finding) => diagnosticOf(finding, view));
    return [{ title: `Explain ${rule}`, kind: CodeActionKind.QuickFix, diagnostics, command }];
  });
}

function fixAllOf(view: View, { edit }: ActionOptions): CodeAction[] {
  const edits = fixAllEdits(view);
  return edits.length === 0 ? [] : [{ title: 'Apply all safe fixes', kind: fixAllKind, edit: edit(edits) }];
}

/** What applies all safe fixes of the file. */
function fixAllEdits(view: View): TextEdit[] {
  const { rules, knownRules, build } = view.settings;
  const find = (text: string): readonly Finding[] =>
    text === view.text
      ? view.findings
      : lint(new Analysis(new Source(view.source.path, text), build), rules, knownRules);
  return textEditsOf(difference(view.text, fixAll(view.text, find)), view.positions);
}
