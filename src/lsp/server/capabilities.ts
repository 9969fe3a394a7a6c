// What the server can do, and what it needs to know of the client.

import {
  type ClientCapabilities,
  CodeActionKind,
  type FileOperationRegistrationOptions,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { fixAllKind } from '../code-actions.ts';
import { completionTriggers } from '../completion.ts';
import type { Encoding } from '../positions.ts';
import { semanticTokensLegend } from '../semantic-tokens.ts';

/** What the client can do, as far as answers depend on it. */
export interface Client {
  readonly encoding: Encoding;
  readonly pullsDiagnostics: boolean;
  readonly refreshes: { readonly diagnostics: boolean; readonly codeLenses: boolean; readonly inlayHints: boolean };
  readonly definitionLinks: boolean;
  readonly snippets: boolean;
  /** Takes edits of documents with their versions, and of files that are not there yet. */
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly watchesFiles: boolean;
  /** Can be asked for its settings. */
  readonly configures: boolean;
  /** Can be told that the server wants to hear of their changes. */
  readonly registersSettings: boolean;
  readonly showsDocuments: boolean;
  readonly foldingLimit: number | undefined;
}

export function clientOf({ general, textDocument, workspace, window }: ClientCapabilities): Client {
  return {
    encoding: encodingOf(general?.positionEncodings ?? []),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshes: {
      diagnostics: workspace?.diagnostics?.refreshSupport ?? false,
      codeLenses: workspace?.codeLens?.refreshSupport ?? false,
      inlayHints: workspace?.inlayHint?.refreshSupport ?? false,
    },
    definitionLinks: textDocument?.definition?.linkSupport ?? false,
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    configures: workspace?.configuration ?? false,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    showsDocuments: window?.showDocument?.support ?? false,
    foldingLimit: textDocument?.foldingRange?.rangeLimit,
  };
}

/** The first that the client names and the server knows; UTF-16, which every client can, where it names none. */
function encodingOf(offered: readonly string[]): Encoding {
  const known: readonly Encoding[] = ['utf-8', 'utf-16', 'utf-32'];
  return known.find((encoding) => encoding === offered.find((each) => known.some((one) => one === each))) ?? 'utf-16';
}

export const explainCommand = 'slipway.explainRule';
export const lintWorkspaceCommand = 'slipway.lintFolders';

/** What is copied into an image may be any file. */
const allFiles: FileOperationRegistrationOptions = { filters: [{ scheme: 'file', pattern: { glob: '**' } }] };

export function serverCapabilities({ encoding }: Client): ServerCapabilities {
  return {
    positionEncoding: encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    diagnosticProvider: { identifier: 'slipway', interFileDependencies: false, workspaceDiagnostics: false },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [...completionTriggers] },
    signatureHelpProvider: { triggerCharacters: [' ', '-', '[', ',', '='] },
    documentHighlightProvider: true,
    linkedEditingRangeProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    callHierarchyProvider: true,
    workspaceSymbolProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    codeLensProvider: {},
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
    executeCommandProvider: { commands: [explainCommand, lintWorkspaceCommand] },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { didCreate: allFiles, didRename: allFiles, didDelete: allFiles },
    },
  };
}
