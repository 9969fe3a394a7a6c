// Which server is started: the one in this extension, or the one that a setting names.

import { isAbsolute, join } from 'node:path';
import { type ExtensionContext, workspace } from 'vscode';
import { type ServerOptions, TransportKind } from 'vscode-languageclient/node';

const args = ['lsp'];

/** VS Code gives no value to this setting where the workspace is not trusted and sets it. */
export function serverProgram({ asAbsolutePath }: Pick<ExtensionContext, 'asAbsolutePath'>): ServerOptions {
  const path = workspace.getConfiguration('slipway.server').get<string>('path', '').trim();
  if (path === '') return { module: asAbsolutePath('dist/server/slipway.cjs'), args, transport: TransportKind.ipc };
  const program = absolute(path);
  if (/\.[cm]?js$/.test(program)) return { module: program, args, transport: TransportKind.ipc };
  return { command: program, args, transport: TransportKind.stdio };
}

/** A name without a folder is looked for where programs are. */
function absolute(path: string): string {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const isName = !/[\\/]/.test(path);
  return isAbsolute(path) || isName || folder?.scheme !== 'file' ? path : join(folder.fsPath, path);
}
