// The extension: starts the server, and adds what only VS Code can show.

import type { ExtensionContext } from 'vscode';
import { registerExplanations } from './explanations.ts';
import { registerGraphPanel } from './graph-panel.ts';
import { registerImpact } from './impact.ts';
import { registerLog } from './log.ts';
import { registerReferences } from './references.ts';
import { Server } from './server.ts';
import { registerSimulation } from './simulation.ts';
import { registerStatus } from './status.ts';
import { registerWorkspaceLint } from './workspace-lint.ts';

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = registerLog(context);
  server = new Server(context, log);
  const busy = registerStatus(context, server);
  registerWorkspaceLint(context, server, busy);
  registerGraphPanel(context, server);
  registerSimulation(context, server);
  registerImpact(context, server);
  registerExplanations(context, server);
  registerReferences(context);
  await server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
