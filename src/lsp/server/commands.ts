// What the client may have the server do.

import { join } from 'node:path';
import type { Connection } from 'vscode-languageserver';
import { findDockerfiles } from '../../project/walk.ts';
import { readTextFile } from '../../context/text-file.ts';
import { addressOf } from './address.ts';
import { explainCommand, lintWorkspaceCommand } from './capabilities.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { UserError } from '../../user-error.ts';
import type { Requests } from './requests.ts';
import type { Session } from './session.ts';

export function answerCommands(connection: Connection, requests: Requests, session: Session): void {
  connection.onExecuteCommand(
    requests.answer('workspace/executeCommand', async ({ command, arguments: given = [] }, token) => {
      switch (command) {
        case explainCommand:
          return showRule(String(given[0]), connection, session);
        case lintWorkspaceCommand:
          return lintFolders(connection, session, () => token.isCancellationRequested);
        default:
          throw new UserError(`there is no command ${command}`);
      }
    }),
  );
}

async function showRule(rule: string, { window }: Connection, { rules, documentation }: Session): Promise<void> {
  if (!rules.has(rule)) throw new UserError(`there is no rule ${rule}`);
  await window.showDocument({ uri: `${documentation}${rule}`, external: true });
}

/** How many files were linted, and how many findings they have together. */
export interface FolderLint {
  readonly files: number;
  readonly findings: number;
}

/** Lints all Dockerfiles below the folders that the client has open, and sends what is wrong with those that it has not. */
async function lintFolders(connection: Connection, session: Session, isCancelled: () => boolean): Promise<FolderLint> {
  const paths = [
    ...new Set(
      session.folders.flatMap((folder) => findDockerfiles('.', folder).paths.map((path) => join(folder, path))),
    ),
  ];
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin('Slipway', 0, `0 of ${paths.length} Dockerfiles`, true);
  const lintFrom = async (files: number, findings: number): Promise<FolderLint> => {
    const path = paths[files];
    if (path === undefined || isCancelled() || progress.token.isCancellationRequested) return { files, findings };
    progress.report(Math.round((100 * files) / paths.length), `${files} of ${paths.length} Dockerfiles`);
    const found = await lintFile(path, connection, session);
    // Requests and edits come first.
    await new Promise((resolve) => setImmediate(resolve));
    return lintFrom(files + 1, findings + found);
  };
  const done = await lintFrom(0, 0);
  session.tidy();
  progress.done();
  return done;
}

/** Of a file that the client has open it knows what is wrong. */
async function lintFile(path: string, connection: Connection, session: Session): Promise<number> {
  const open = session.openFiles.openAt(path);
  if (open !== undefined) return (await session.viewOf(open.uri))?.findings.length ?? 0;
  const read = readTextFile(path, path);
  if ('problem' in read) {
    connection.console.warn(read.problem);
    return 0;
  }
  const uri = addressOf(path);
  const view = await session.viewOfText(path, uri, read.text);
  const diagnostics = view === undefined ? [] : diagnosticsOf(view);
  await connection.sendDiagnostics({ uri, diagnostics });
  return diagnostics.length;
}
