// Edits of files in the form that the client takes.

import type { CreateFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Client } from './capabilities.ts';

interface Edited {
  readonly uri: string;
  /** Undefined for a file that nobody has open. */
  readonly version: number | undefined;
}

/** Edits of one document; a client that can refuses them where the document has changed meanwhile. */
export function editOf({ uri, version }: Edited, edits: readonly TextEdit[], client: Client): WorkspaceEdit {
  if (!client.documentChanges) return { changes: { [uri]: [...edits] } };
  return { documentChanges: [documentEdit(uri, version, edits)] };
}

/** A file that is not there yet, with its text. Only for clients that create files. */
export function creationOf(uri: string, text: string): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  const creation: CreateFile = { kind: 'create', uri, options: { ignoreIfExists: true } };
  return {
    documentChanges: [creation, documentEdit(uri, undefined, [{ range: { start, end: start }, newText: text }])],
  };
}

function documentEdit(uri: string, version: number | undefined, edits: readonly TextEdit[]): TextDocumentEdit {
  return { textDocument: { uri, version: version ?? null }, edits: [...edits] };
}
