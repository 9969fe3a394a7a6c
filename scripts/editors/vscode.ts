// VS Code: its workbench served by code-server to a Chromium without a window, with the packed extension in it.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findProgram } from './command.ts';
import { installCodeServer, serveWorkbench } from './code-server.ts';
import { type EditorTest, type Room, Skip } from './run.ts';
import { tryExtension } from './vscode-scenario.ts';
import { Workbench } from './workbench.ts';

export const vscode: EditorTest = {
  name: 'vscode',
  prepare() {
    const browser = process.env['CHROME'] ?? findProgram('chromium', 'chromium-browser', 'google-chrome');
    if (browser === undefined) throw new Skip('there is no Chromium; CHROME can name one');
    const codeServer = installCodeServer();
    return (room) => openWorkbench(room, codeServer, browser);
  },
};

async function openWorkbench(room: Room, codeServer: string, executablePath: string): Promise<void> {
  const server = await serveWorkbench(codeServer, { ...room, extension: packedExtension() });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 860 } });
    await page.goto(server.addressOf('Dockerfile'));
    await tryExtension(new Workbench(page, room.screenshots), room);
  } catch (error) {
    console.log(extensionLogs(room.folder));
    throw error;
  } finally {
    await browser.close();
    server.stop();
  }
}

/** What the extension, and VS Code of it, have written until now. */
function extensionLogs(folder: string): string {
  const logs = join(folder, 'data/logs');
  const files = readdirSync(logs, { recursive: true, encoding: 'utf8' });
  const own = files.filter((name) => /(?:Slipway|remoteexthost)\.log$/.test(name));
  return own.map((name) => `${name}\n${readFileSync(join(logs, name), 'utf8')}`).join('\n');
}

function packedExtension(): string {
  const folder = resolve('editors/vscode/dist');
  const archive = readdirSync(folder).find((name) => name.endsWith('.vsix'));
  if (archive === undefined) throw new Error('the extension is not packed: run `npm run vscode`');
  return resolve(folder, archive);
}
