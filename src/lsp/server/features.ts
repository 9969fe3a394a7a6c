// Which feature answers which request about a document.

import { dirname } from 'node:path';
import {
  CodeActionTriggerKind,
  type CompletionList,
  type Connection,
  type Hover,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensParams,
} from 'vscode-languageserver';
import { addressOf, pathOf } from './address.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../call-hierarchy.ts';
import { explainCommand } from './capabilities.ts';
import { type ActionOptions, codeActions } from '../code-actions.ts';
import { codeLenses } from '../code-lens.ts';
import { completion } from '../completion.ts';
import { definition } from '../definition.ts';
import { documentLinks } from '../document-links.ts';
import { documentSymbols } from '../document-symbols.ts';
import { foldingRanges } from '../folding-ranges.ts';
import { formatting } from '../formatting.ts';
import { documentHighlights } from '../highlights.ts';
import { hover } from '../hover.ts';
import { inlayHints } from '../inlay-hints.ts';
import { linkedEditingRanges } from '../linked-editing.ts';
import { references } from '../references.ts';
import { prepareRename, rename } from '../rename.ts';
import type { Requests } from './requests.ts';
import { selectionRanges } from '../selection-ranges.ts';
import { semanticTokens } from '../semantic-tokens.ts';
import type { Session } from './session.ts';
import { signatureHelp } from '../signature-help.ts';
import type { View } from '../view.ts';
import { workspaceSymbols } from '../workspace-symbols.ts';
import { editOf } from './workspace-edit.ts';

export function answerFeatures(connection: Connection, requests: Requests, session: Session): void {
  answerAtPlaces(connection, requests, session);
  answerNames(connection, requests, session);
  answerStructure(connection, requests, session);
  answerTokens(connection, requests, session);
  answerActions(connection, requests, session);
}

/** What is said of one place while somebody reads or types. */
function answerAtPlaces(connection: Connection, requests: Requests, session: Session): void {
  const completionClient = { snippets: session.client.snippets, suggestCommand: session.commands.suggest };
  const hoverAt = requests.at('textDocument/hover', null, hover);
  const completionAt = requests.at('textDocument/completion', null, (view, offset) =>
    completion(view, offset, completionClient),
  );
  connection.onHover(
    requests.answer('textDocument/hover', async (params, token): Promise<Hover | null> => {
      const document = session.configurationAt(params.textDocument.uri);
      if (document === undefined) return hoverAt(params, token);
      const { configurationHover } = await import('../configuration/hover.ts');
      return configurationHover(document.document, document.positions.offset(params.position));
    }),
  );
  connection.onCompletion(
    requests.answer('textDocument/completion', async (params, token): Promise<CompletionList | null> => {
      const document = session.configurationAt(params.textDocument.uri);
      if (document === undefined) return completionAt(params, token);
      const { configurationCompletion } = await import('../configuration/completion.ts');
      return configurationCompletion(document.document, document.positions.offset(params.position), completionClient);
    }),
  );
  connection.onSignatureHelp(requests.at('textDocument/signatureHelp', null, signatureHelp));
  connection.onDocumentHighlight(requests.at('textDocument/documentHighlight', [], documentHighlights));
  connection.languages.onLinkedEditingRange(requests.at('textDocument/linkedEditingRange', null, linkedEditingRanges));
}

/** Where names come from, who uses them, other names for them. */
function answerNames(connection: Connection, requests: Requests, session: Session): void {
  connection.onDefinition(
    requests.at('textDocument/definition', [], (view, offset) => {
      const links = definition(view, offset);
      if (session.client.definitionLinks) return links;
      return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
    }),
  );
  connection.onReferences(
    requests.at('textDocument/references', [], (view, offset, { context }) => references(view, offset, context)),
  );
  connection.onPrepareRename(requests.at('textDocument/prepareRename', null, prepareRename));
  connection.onRenameRequest(
    requests.at('textDocument/rename', null, (view, offset, { newName }) =>
      editOf(view, rename(view, offset, newName), session.client),
    ),
  );
  connection.languages.callHierarchy.onPrepare(
    requests.at('textDocument/prepareCallHierarchy', null, prepareCallHierarchy),
  );
  connection.languages.callHierarchy.onIncomingCalls(
    requests.answer('callHierarchy/incomingCalls', async ({ item }) => {
      const view = await session.viewOf(item.uri);
      return view === undefined ? [] : incomingCalls(view, item);
    }),
  );
  connection.languages.callHierarchy.onOutgoingCalls(
    requests.answer('callHierarchy/outgoingCalls', async ({ item }) => {
      const view = await session.viewOf(item.uri);
      return view === undefined ? [] : outgoingCalls(view, item);
    }),
  );
  connection.onWorkspaceSymbol(
    requests.answer('workspace/symbol', async ({ query }) => workspaceSymbols(await session.views(), query)),
  );
}

/** What a file is made of. */
function answerStructure(connection: Connection, requests: Requests, session: Session): void {
  const { client } = session;
  connection.onDocumentSymbol(requests.about('textDocument/documentSymbol', [], documentSymbols));
  connection.onFoldingRanges(
    requests.about('textDocument/foldingRange', [], (view) => foldingRanges(view, client.foldingLimit)),
  );
  connection.onSelectionRanges(
    requests.about('textDocument/selectionRange', [], (view, { positions }) =>
      selectionRanges(
        view,
        positions.map((position) => view.positions.offset(position)),
      ),
    ),
  );
  connection.onDocumentLinks(
    requests.about('textDocument/documentLink', [], (view) => {
      const path = pathOf(view.uri);
      return documentLinks(view, path === undefined ? undefined : addressOf(dirname(path)));
    }),
  );
  connection.languages.inlayHint.on(
    requests.about('textDocument/inlayHint', [], (view, { range }) =>
      inlayHints(view, view.positions.span(range), session.settings.inlayHints),
    ),
  );
  connection.onCodeLens(
    requests.about('textDocument/codeLens', [], (view) =>
      session.settings.codeLens ? codeLenses(view, session.commands) : [],
    ),
  );
  connection.onDocumentFormatting(requests.about('textDocument/formatting', [], (view) => formatting(view)));
  connection.onDocumentRangeFormatting(
    requests.about('textDocument/rangeFormatting', [], (view, { range }) =>
      formatting(view, view.positions.span(range)),
    ),
  );
}

function answerTokens(connection: Connection, requests: Requests, session: Session): void {
  const kept = session.tokens;
  const { semanticTokens: tokens } = connection.languages;
  tokens.on(
    requests.about<SemanticTokensParams, SemanticTokens>('textDocument/semanticTokens/full', { data: [] }, (view) =>
      kept.full(view.uri, semanticTokens(view)),
    ),
  );
  tokens.onDelta(
    requests.about<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(
      'textDocument/semanticTokens/full/delta',
      { data: [] },
      (view, { previousResultId }) => kept.delta(view.uri, semanticTokens(view), previousResultId),
    ),
  );
  tokens.onRange(
    requests.about('textDocument/semanticTokens/range', { data: [] }, (view, { range }) => ({
      data: semanticTokens(view, view.positions.span(range)),
    })),
  );
}

function answerActions(connection: Connection, requests: Requests, session: Session): void {
  connection.onCodeAction(
    requests.about('textDocument/codeAction', [], async (view, { range, context }) => {
      const isInvoked = context.triggerKind !== CodeActionTriggerKind.Automatic;
      const editConfiguration = isInvoked ? await configurationEditor(view, session) : () => undefined;
      return codeActions(view, view.positions.span(range), context, {
        edit: (edits) => editOf(view, edits, session.client),
        editConfiguration,
        explain: (rule) =>
          session.client.showsDocuments ? { title: 'Explain', command: explainCommand, arguments: [rule] } : undefined,
      });
    }),
  );
}

/** What reads and writes configurations is loaded when somebody looks at what can be done. */
async function configurationEditor(view: View, session: Session): Promise<ActionOptions['editConfiguration']> {
  const path = pathOf(view.uri);
  if (path === undefined) return () => undefined;
  const { configurationEdit } = await import('./configuration-edit.ts');
  const known = new Map<string, ReturnType<typeof configurationEdit>>();
  return (rule) => {
    if (!known.has(rule)) known.set(rule, configurationEdit(path, session.folderOf(path), rule, session));
    return known.get(rule);
  };
}
