// The state of the server and the number of findings, beside the name of the language in the status bar.

import { type ExtensionContext, languages, LanguageStatusSeverity, window } from 'vscode';
import { dockerfileEditor, dockerfiles } from './documents.ts';
import type { Server, ServerState } from './server.ts';

/** Shows that something goes on until it is done. */
export type Busy = <Result>(work: Promise<Result>) => Promise<Result>;

export function registerStatus({ subscriptions, extension }: ExtensionContext, server: Server): Busy {
  const item = languages.createLanguageStatusItem('slipway.status', dockerfiles);
  const version: unknown = Reflect.get(Object(extension.packageJSON), 'version');
  item.name = 'Slipway';
  let running = 0;

  const show = (): void => {
    const { state } = server;
    item.text = `Slipway ${String(version)}`;
    item.busy = running > 0 || state === 'starting';
    item.severity = state === 'stopped' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.detail = detailOf(state);
    item.command =
      state === 'stopped'
        ? { command: 'slipway.restart', title: 'Restart Server' }
        : { command: 'slipway.showLog', title: 'Show Log' };
  };

  show();
  subscriptions.push(
    item,
    server.onDidChange(show),
    languages.onDidChangeDiagnostics(show),
    window.onDidChangeActiveTextEditor(show),
  );
  return async (work) => {
    running++;
    show();
    try {
      return await work;
    } finally {
      running--;
      show();
    }
  };
}

function detailOf(state: ServerState): string {
  switch (state) {
    case 'starting':
      return 'the server starts';
    case 'stopped':
      return 'the server is not running';
    case 'running': {
      const count = findingsInEditor();
      return count === 0 ? 'no findings' : count === 1 ? '1 finding' : `${count} findings`;
    }
    default:
      return state satisfies never;
  }
}

function findingsInEditor(): number {
  const uri = dockerfileEditor()?.document.uri;
  return uri === undefined ? 0 : languages.getDiagnostics(uri).filter(({ source }) => source === 'slipway').length;
}
