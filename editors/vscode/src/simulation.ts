// The timeline of a build: which steps run beside each other, and which of them the build waits for.

import { commands, type ExtensionContext, workspace } from 'vscode';
import { dockerfileEditor, identifierOf } from './documents.ts';
import { createPicturePanel, type PicturePanel } from './picture-page.ts';
import { simulationRequest } from './requests.ts';
import type { Server } from './server.ts';

export function registerSimulation(context: ExtensionContext, server: Server): void {
  let shown: PicturePanel | undefined;
  const show = async (): Promise<void> => {
    const document = dockerfileEditor()?.document;
    if (document === undefined) return;
    const asked = await server.ask(simulationRequest, { textDocument: identifierOf(document) });
    shown ??= open();
    shown.panel.title = `Simulation: ${workspace.asRelativePath(document.uri)}`;
    shown.panel.reveal(undefined, true);
    shown.post('problem' in asked ? { kind: 'fail', reason: asked.problem } : { kind: 'show', ...asked.answer });
  };
  const open = (): PicturePanel => {
    const picture = createPicturePanel(context, {
      viewType: 'slipway.simulation',
      title: 'Simulation',
      icon: 'icon.png',
      onOpen: () => undefined,
    });
    picture.panel.onDidDispose(() => (shown = undefined));
    return picture;
  };
  context.subscriptions.push(commands.registerCommand('slipway.simulate', show));
}
