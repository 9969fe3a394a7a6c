// What the client may have the server do.

import { join } from 'node:path';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { findDockerfiles } from '../../project/walk.ts';
import { addressOf } from './address.ts';
import { explainCommand, lintWorkspaceCommand } from './capabilities.ts';
import type { Documents } from './documents.ts';
import { UserError } from '../../user-error.ts';
import type { Requests } from './requests.ts';
import type { Session } from './session.ts';

interface Parts {
  readonly session: Session;
  readonly documents: Documents;
}

export function answerCommands(connection: Connection, requests: Requests, parts: Parts): void {
  connection.onExecuteCommand(
    requests.answer('workspace/executeCommand', async ({ command, arguments: given = [] }, token) => {
      switch (command) {
        case explainCommand:
          return showRule(String(given[0]), connection, parts.session);
        case lintWorkspaceCommand:
          return lintFolders(connection, parts, token);
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
async function lintFolders(
  connection: Connection,
  { session, documents }: Parts,
  token: CancellationToken,
): Promise<FolderLint> {
  const paths = dockerfilesIn(session.folders);
  documents.follow(paths.map(addressOf));
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin('Slipway', 0, `0 of ${paths.length} Dockerfiles`, true);
  let [files, findings] = [0, 0];
  try {
    for await (const found of lintEach(paths, documents)) {
      findings += found;
      files++;
      progress.report(Math.round((100 * files) / paths.length), `${files} of ${paths.length} Dockerfiles`);
      if (token.isCancellationRequested || progress.token.isCancellationRequested) break;
    }
  } finally {
    session.tidy();
    progress.done();
  }
  return { files, findings };
}

/** One after the other: requests and edits that come meanwhile are served in between. */
async function* lintEach(paths: readonly string[], documents: Documents): AsyncGenerator<number> {
  for (const path of paths) {
    const found = documents.lint(path);
    yield found.then((count) => new Promise<number>((resolve) => setImmediate(resolve, count)));
  }
}

/** Each once, also where one folder lies in another. */
function dockerfilesIn(folders: readonly string[]): readonly string[] {
  return [
    ...new Set(folders.flatMap((folder) => findDockerfiles('.', folder).paths.map((path) => join(folder, path)))),
  ];
}
