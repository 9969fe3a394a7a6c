// Which documents are Slipway's business.

import {
  type DocumentSelector,
  languages,
  type TextDocument,
  type TextEditor,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { otherExtensions } from '../../../src/project/dockerfile-name.ts';

/** Everything that the server is told of: Dockerfiles wherever they lie, configurations and ignore files on the disk. */
export const servedDocuments = [
  { language: 'dockerfile' },
  { scheme: 'file', pattern: '**/{slipway.yaml,slipway.yml,slipway.json,.slipwayrc}' },
  { scheme: 'file', pattern: '**/*.{dockerignore,containerignore}' },
];

export const dockerfiles: DocumentSelector = { language: 'dockerfile' };

/**
 * Whether the server hears of a document. What cannot be edited is an older state of a file, or an excerpt of one. VS Code
 * takes `Dockerfile.j2` for a Dockerfile; its language is that of the template.
 */
export function isServed({ uri }: TextDocument): boolean {
  const isEditable = uri.scheme === 'untitled' || workspace.fs.isWritableFileSystem(uri.scheme) === true;
  const extension = uri.path.slice(uri.path.lastIndexOf('.') + 1).toLowerCase();
  const isIgnoreFile = extension === 'dockerignore' || extension === 'containerignore';
  return isEditable && (isIgnoreFile || isConfiguration(uri) || !otherExtensions.has(extension));
}

export function isDockerfile(document: TextDocument): boolean {
  return languages.match(dockerfiles, document) > 0 && isServed(document);
}

/** The editor that a command about a Dockerfile is meant for. */
export function dockerfileEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor !== undefined && isDockerfile(editor.document) ? editor : undefined;
}

export function identifierOf({ uri }: TextDocument): { readonly uri: string } {
  return { uri: uri.toString() };
}

function isConfiguration({ path }: Uri): boolean {
  return /\/(?:slipway\.(?:ya?ml|json)|\.slipwayrc)$/.test(path);
}
