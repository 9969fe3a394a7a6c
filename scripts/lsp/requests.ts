// Every request that the server answers about a document, as an editor would put it.

import type { Position, Range, ServerCapabilities } from 'vscode-languageserver';

export interface Place {
  readonly uri: string;
  readonly position: Position;
  /** Around the position. */
  readonly range: Range;
  readonly end: Position;
}

export interface DocumentRequest {
  readonly method: string;
  /** The capability without which it is not asked. */
  readonly needs: keyof ServerCapabilities | undefined;
  params(place: Place): object;
}

const of = ({ uri }: Place) => ({ textDocument: { uri } });
const at = (place: Place) => ({ ...of(place), position: place.position });
const formatting = { tabSize: 4, insertSpaces: true };

export const documentRequests: readonly DocumentRequest[] = [
  { method: 'textDocument/diagnostic', needs: 'diagnosticProvider', params: of },
  { method: 'textDocument/hover', needs: 'hoverProvider', params: at },
  { method: 'textDocument/completion', needs: 'completionProvider', params: at },
  { method: 'textDocument/signatureHelp', needs: 'signatureHelpProvider', params: at },
  { method: 'textDocument/definition', needs: 'definitionProvider', params: at },
  {
    method: 'textDocument/references',
    needs: 'referencesProvider',
    params: (place) => ({ ...at(place), context: { includeDeclaration: true } }),
  },
  { method: 'textDocument/documentHighlight', needs: 'documentHighlightProvider', params: at },
  { method: 'textDocument/prepareRename', needs: 'renameProvider', params: at },
  { method: 'textDocument/linkedEditingRange', needs: 'linkedEditingRangeProvider', params: at },
  { method: 'textDocument/prepareCallHierarchy', needs: 'callHierarchyProvider', params: at },
  { method: 'textDocument/documentSymbol', needs: 'documentSymbolProvider', params: of },
  { method: 'textDocument/foldingRange', needs: 'foldingRangeProvider', params: of },
  {
    method: 'textDocument/selectionRange',
    needs: 'selectionRangeProvider',
    params: (place) => ({ ...of(place), positions: [place.position] }),
  },
  { method: 'textDocument/documentLink', needs: 'documentLinkProvider', params: of },
  { method: 'textDocument/semanticTokens/full', needs: 'semanticTokensProvider', params: of },
  {
    method: 'textDocument/semanticTokens/range',
    needs: 'semanticTokensProvider',
    params: (place) => ({ ...of(place), range: place.range }),
  },
  {
    method: 'textDocument/inlayHint',
    needs: 'inlayHintProvider',
    params: (place) => ({ ...of(place), range: { start: { line: 0, character: 0 }, end: place.end } }),
  },
  { method: 'textDocument/codeLens', needs: 'codeLensProvider', params: of },
  {
    method: 'textDocument/codeAction',
    needs: 'codeActionProvider',
    params: (place) => ({ ...of(place), range: place.range, context: { diagnostics: [], triggerKind: 1 } }),
  },
  {
    method: 'textDocument/codeAction',
    needs: 'codeActionProvider',
    params: (place) => ({ ...of(place), range: place.range, context: { diagnostics: [], only: ['source.fixAll'] } }),
  },
  {
    method: 'textDocument/formatting',
    needs: 'documentFormattingProvider',
    params: (place) => ({ ...of(place), options: formatting }),
  },
  {
    method: 'textDocument/rangeFormatting',
    needs: 'documentRangeFormattingProvider',
    params: (place) => ({ ...of(place), range: place.range, options: formatting }),
  },
];
