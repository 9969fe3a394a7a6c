// What can be done about findings: fix them, allow them, read about them.

import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Command,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Diagnostic as Finding, Edit } from '../diagnostic.ts';
import { fixAll } from '../lint/fix-all.ts';
import { UNUSED_SUPPRESSION } from '../lint/suppress.ts';
import { allowInFile, allowInInstruction } from '../lint/suppression-edit.ts';
import type { Span } from '../syntax/source.ts';
import { diagnosticOf } from './diagnostics.ts';
import { difference, textEditsOf } from './text-edits.ts';
import { View } from './view.ts';

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
    only === undefined || only.some((each) => each === '' || kind === each || kind.startsWith(`${each}.`));
  const found = view.findings.filter(({ span }) => span.start <= asked.end && span.end >= asked.start);
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...found.flatMap((finding) => fixOf(finding, view, options)));
  if (wants(suppressKind)) actions.push(...found.flatMap((finding) => suppressionsOf(finding, view, options)));
  if (wants(CodeActionKind.QuickFix))
    actions.push(...found.flatMap((finding) => explanationOf(finding, view, options)));
  // Fixing all is offered unasked only by name: editors run it when a file is saved.
  if (only !== undefined && wants(fixAllKind)) actions.push(...fixAllOf(view, options));
  return merged(actions);
}

/** What several findings ask for in the same way is one action for all of them. */
function merged(actions: readonly CodeAction[]): CodeAction[] {
  const known = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edit]);
    const { diagnostics = [] } = known.get(key) ?? {};
    known.set(key, { ...action, diagnostics: [...diagnostics, ...(action.diagnostics ?? [])] });
  }
  return [...known.values()];
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

/** What the builder refuses stays refused, whatever a comment allows; and no comment allows what is said of comments. */
function suppressionsOf(finding: Finding, view: View, { edit, editConfiguration }: ActionOptions): CodeAction[] {
  const { rule, span } = finding;
  if (rule === 'syntax') return [];
  const { file } = view.analysis;
  const diagnostics = [diagnosticOf(finding, view)];
  const allow = (title: string, changes: WorkspaceEdit): CodeAction => ({
    title,
    kind: suppressKind,
    diagnostics,
    edit: changes,
  });
  const comment = (title: string, change: Edit): CodeAction =>
    allow(title, edit(textEditsOf([change], view.positions)));
  const instruction = file.instructions.find((each) => each.span.start <= span.start && span.start <= each.span.end);
  const actions: CodeAction[] = [];
  if (rule !== UNUSED_SUPPRESSION) {
    if (instruction !== undefined)
      actions.push(comment(`Allow ${rule} here`, allowInInstruction(file, instruction, rule)));
    actions.push(comment(`Allow ${rule} in this file`, allowInFile(file, rule)));
  }
  const configuration = editConfiguration(rule);
  if (configuration !== undefined) actions.push(allow(configuration.title, configuration.edit));
  return actions;
}

function explanationOf(finding: Finding, view: View, { explain }: ActionOptions): CodeAction[] {
  const { rule } = finding;
  const command = explain(rule);
  if (command === undefined) return [];
  const diagnostics = [diagnosticOf(finding, view)];
  return [{ title: `Explain ${rule}`, kind: CodeActionKind.QuickFix, diagnostics, command }];
}

function fixAllOf(view: View, { edit }: ActionOptions): CodeAction[] {
  const edits = fixAllEdits(view);
  return edits.length === 0 ? [] : [{ title: 'Slipway: apply all safe fixes', kind: fixAllKind, edit: edit(edits) }];
}

/** What applies all safe fixes of the file. */
function fixAllEdits(view: View): TextEdit[] {
  const { uri, version, text: before, source, settings } = view;
  const find = (text: string): readonly Finding[] =>
    (text === before ? view : new View({ uri, version, text, path: source.path }, settings)).findings;
  return textEditsOf(difference(before, fixAll(before, find)), view.positions);
}
