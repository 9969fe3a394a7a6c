import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../src/lsp/server/address.ts';
import { folderOf } from '../cli/command-line.ts';
import { type Served, type Started, startServer } from './connection.ts';

const untagged = 'FROM node\nCMD ["node"]\n';
const pulls = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };

/** A server that has linted its folder, which has one file. */
async function linted(started: Started = {}): Promise<Served & { readonly path: string; readonly uri: string }> {
  const folder = folderOf({ Dockerfile: untagged });
  const server = await startServer({ folders: [folder], ...started });
  const path = join(folder, 'Dockerfile');
  const first = server.diagnosed(addressOf(path));
  expect(await lintFolders(server)).toEqual({ files: 1, findings: 1 });
  expect(codesOf(await first)).toEqual(['missing-tag']);
  return { ...server, path, uri: addressOf(path) };
}

function lintFolders({ client }: Served): Promise<unknown> {
  return client.sendRequest('workspace/executeCommand', { command: 'slipway.lintFolders' });
}

function codesOf({ diagnostics }: PublishDiagnosticsParams): unknown[] {
  return diagnostics.map(({ code }) => code);
}

function watched(uri: string, type: 1 | 2 | 3): [string, object] {
  return ['workspace/didChangeWatchedFiles', { changes: [{ uri, type }] }];
}

describe('a file that was linted with its folder', () => {
  test('is not told of twice when a client opens it that asks', async () => {
    const { uri, open, close, diagnosed, pull } = await linted({ capabilities: pulls });
    const cleared = diagnosed(uri);
    open(uri, untagged);
    expect(codesOf(await cleared)).toEqual([]);
    expect(await pull(uri)).toHaveLength(1);
    const closed = diagnosed(uri);
    close(uri);
    expect(codesOf(await closed)).toEqual([]);
    expect(codesOf(await diagnosed(uri))).toEqual(['missing-tag']);
  });

  test('has no findings any more when it is deleted', async () => {
    const { path, uri, diagnosed, client } = await linted();
    rmSync(path);
    const deleted = diagnosed(uri);
    await client.sendNotification(...watched(uri, 3));
    expect(codesOf(await deleted)).toEqual([]);
  });

  test('is linted again when it changes on the disk', async () => {
    const { path, uri, diagnosed, client } = await linted();
    writeFileSync(path, 'FROM node:22\nCMD ["node"]\n');
    const changed = diagnosed(uri);
    await client.sendNotification(...watched(uri, 2));
    expect(codesOf(await changed)).toEqual([]);
  });

  test('is linted again when its configuration changes', async () => {
    const { path, uri, diagnosed, client } = await linted();
    const configuration = join(path, '../slipway.yaml');
    writeFileSync(configuration, 'rules:\n  missing-tag: off\n');
    const changed = diagnosed(uri);
    await client.sendNotification(...watched(addressOf(configuration), 1));
    expect(codesOf(await changed)).toEqual([]);
  });

  test('is of no interest once its folder is closed', async () => {
    const { path, uri, diagnosed, client } = await linted();
    const folder = { uri: addressOf(join(path, '..')), name: 'a' };
    const closed = diagnosed(uri);
    await client.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } });
    expect(codesOf(await closed)).toEqual([]);
  });
});

test.each([{}, { workspace: { workspaceFolders: true } }])(
  'a folder that is opened later counts',
  async (capabilities) => {
    const server = await startServer({ capabilities });
    expect(await lintFolders(server)).toEqual({ files: 0, findings: 0 });
    const added = [{ uri: addressOf(folderOf({ Dockerfile: untagged })), name: 'a' }];
    await server.client.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed: [] } });
    expect(await lintFolders(server)).toEqual({ files: 1, findings: 1 });
  },
);

describe('around an open file', () => {
  const copying = 'FROM node:22\nWORKDIR /app\nCOPY app.js .\nCMD ["node", "app.js"]\n';

  test.each([
    ['is saved', 'textDocument/didSave'],
    ['hears of new files', 'workspace/didCreateFiles'],
  ])('the disk is looked at again when the client %s', async (_, method) => {
    const folder = folderOf({ 'app.js': '' });
    const { open, pull, client } = await startServer({ capabilities: pulls });
    const uri = addressOf(join(folder, 'Dockerfile'));
    open(uri, copying);
    expect(await pull(uri)).toEqual([]);
    writeFileSync(join(folder, '.dockerignore'), 'app.js\n');
    await client.sendNotification(method, { textDocument: { uri }, files: [] });
    expect(await pull(uri)).toMatchObject([{ code: 'ignored-source' }]);
  });

  test('the package.json of another project has nobody ask again', async () => {
    const folder = folderOf({});
    const { open, change, client, pull } = await startServer({ capabilities: pulls });
    let refreshes = 0;
    client.onRequest('workspace/diagnostic/refresh', () => {
      refreshes++;
      return null;
    });
    const [uri, manifest] = ['Dockerfile', 'package.json'].map((name) => addressOf(join(folder, name)));
    if (uri === undefined || manifest === undefined) throw new Error('two names are two addresses');
    open(uri, untagged);
    open(manifest, '{ "name": "x" }', 'json');
    change(manifest, '{ "name": "xy" }');
    expect(await pull(manifest)).toEqual([]);
    expect(await pull(uri)).toHaveLength(1);
    expect(refreshes).toBe(0);
    change(manifest, '{ "slipway": { "rules": { "missing-tag": "off" } } }');
    writeFileSync(join(folder, 'package.json'), '{ "slipway": {} }');
    expect(await pull(uri)).toEqual([]);
    expect(refreshes).toBe(1);
  });
});

test('a document that was closed is another when it is opened again', async () => {
  const { open, close, client } = await startServer({ capabilities: pulls });
  const uri = 'untitled:a';
  open(uri, untagged);
  const asked = { textDocument: { uri } };
  const { resultId } = await client.sendRequest<{ resultId: string }>('textDocument/diagnostic', asked);
  close(uri);
  open(uri, 'FROM node:22\nCMD ["node"]\n');
  const again = client.sendRequest('textDocument/diagnostic', { ...asked, previousResultId: resultId });
  expect(await again).toMatchObject({ kind: 'full', items: [] });
});
