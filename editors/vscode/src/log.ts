// The log that the extension and the server write into.

import { commands, type ExtensionContext, type LogOutputChannel, window } from 'vscode';

export function registerLog({ subscriptions }: ExtensionContext): LogOutputChannel {
  const log = window.createOutputChannel('Slipway', { log: true });
  subscriptions.push(
    log,
    commands.registerCommand('slipway.showLog', () => log.show()),
  );
  return log;
}
