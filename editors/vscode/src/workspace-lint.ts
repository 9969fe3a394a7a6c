// Lints every Dockerfile of the workspace, open or not. The server says how far it is.

import { commands, type ExtensionContext, window } from 'vscode';
import { commandRequest } from './requests.ts';
import type { Server } from './server.ts';
import type { Busy } from './status.ts';

export function registerWorkspaceLint({ subscriptions }: ExtensionContext, server: Server, busy: Busy): void {
  subscriptions.push(
    commands.registerCommand('slipway.lintWorkspace', async () => {
      const asked = await busy(server.ask(commandRequest, { command: 'slipway.lintFolders' }));
      if ('problem' in asked) void window.showErrorMessage(`Slipway: ${asked.problem}`);
      else await commands.executeCommand('workbench.panel.markers.view.focus');
    }),
  );
}
