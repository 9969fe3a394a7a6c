// Which feature answers which request about a Dockerfile.

import { CodeActionTriggerKind, type Connection } from 'vscode-languageserver';
import { explainCommand } from './capabilities.ts';
import { codeActions } from './code-actions.ts';
import { configurationEdit } from './configuration-edit.ts';
import type { Requests } from './requests.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';
import { editOf } from './workspace-edit.ts';
import { pathOf } from './address.ts';

export function answerFeatures(connection: Connection, requests: Requests, session: Session): void {
  connection.onCodeAction(
    requests.about('textDocument/codeAction', [], (view, { range, context }) => {
      const isInvoked = context.triggerKind !== CodeActionTriggerKind.Automatic;
      return codeActions(view, view.positions.span(range), context, {
        edit: (edits) => editOf(view, edits, session.client),
        editConfiguration: (rule) => (isInvoked ? configurationOf(view, rule, session) : undefined),
        explain: (rule) =>
          session.client.showsDocuments ? { title: 'Explain', command: explainCommand, arguments: [rule] } : undefined,
      });
    }),
  );
}

function configurationOf(view: View, rule: string, session: Session): ReturnType<typeof configurationEdit> {
  const path = pathOf(view.uri);
  if (path === undefined) return undefined;
  return configurationEdit(path, session.folderOf(path), rule, session);
}
