import { CancellationTokenSource, ErrorCodes, HoverRequest, LSPErrorCodes } from 'vscode-languageserver';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../cli/command-line.ts';
import { connectServer, startServer } from './connection.ts';

const pulls = { textDocument: { diagnostic: {} } };
const uri = 'untitled:a';
const initialize = { processId: null, rootUri: null, capabilities: {} };

describe('a request', () => {
  test('before the first is refused', async () => {
    const client = connectServer();
    client.listen();
    const hover = client.sendRequest('textDocument/hover', { textDocument: { uri } });
    await expect(hover).rejects.toMatchObject({ code: ErrorCodes.ServerNotInitialized });
    await client.sendNotification('textDocument/didOpen', { textDocument: { uri, version: 1, text: 'FROM a' } });
    await expect(client.sendRequest('initialize', initialize)).resolves.toHaveProperty('capabilities');
  });

  test('to start once more is refused', async () => {
    const { client } = await startServer();
    const again = client.sendRequest('initialize', initialize);
    await expect(again).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  });

  test('after shutdown is refused', async () => {
    const { client } = await startServer();
    await client.sendRequest('shutdown');
    const hover = client.sendRequest('textDocument/hover', { textDocument: { uri }, position: {} });
    await expect(hover).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  });

  test('that nobody knows is refused', async () => {
    const { client } = await startServer();
    const unknown = client.sendRequest('textDocument/moniker', { textDocument: { uri } });
    await expect(unknown).rejects.toMatchObject({ code: ErrorCodes.MethodNotFound });
  });
});

describe('what makes no sense', () => {
  test.each([
    ['no document', undefined],
    ['no position', { textDocument: { uri } }],
    ['a text in place of a number', { textDocument: { uri }, position: { line: 0, character: 'x' } }],
    ['half a character', { textDocument: { uri }, position: { line: 0, character: 0.5 } }],
  ])('is answered with an error: %s', async (_, params) => {
    const { open, client, pull } = await startServer({ capabilities: pulls });
    open(uri, 'FROM node:22\nCMD ["node"]\n');
    await expect(client.sendRequest('textDocument/hover', params)).rejects.toHaveProperty('code');
    expect(await pull(uri)).toEqual([]);
  });

  test.each([
    ['far behind the end', { line: 1_000_000, character: 1_000_000 }],
    ['in front of the start', { line: -1, character: -1 }],
  ])('is taken as the nearest place: %s', async (_, position) => {
    const { open, client } = await startServer();
    open(uri, 'FROM node:22\n');
    await expect(client.sendRequest('textDocument/hover', { textDocument: { uri }, position })).resolves.toBeDefined();
  });

  test.each([
    ['textDocument/didOpen', {}],
    ['textDocument/didChange', { textDocument: { uri, version: 2 } }],
    ['textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ range: {}, text: 'x' }] }],
    ['textDocument/didChange', { textDocument: { uri: 'untitled:b', version: 2 }, contentChanges: [] }],
    ['textDocument/didClose', { textDocument: { uri: 'untitled:b' } }],
    ['workspace/didChangeWatchedFiles', {}],
    ['workspace/didChangeWorkspaceFolders', {}],
    ['workspace/didChangeConfiguration', {}],
    ['slipway/unknown', {}],
  ])('is passed over: %s', async (method, params) => {
    const { open, client, pull } = await startServer({ capabilities: pulls });
    open(uri, 'FROM node\nCMD ["node"]\n');
    await client.sendNotification(method, params);
    expect(await pull(uri)).toMatchObject([{ code: 'missing-tag' }]);
  });
});

describe('a request that is cancelled', () => {
  test('is answered as such, and the next is answered', async () => {
    const { open, client, pull } = await startServer({ capabilities: pulls });
    open(uri, 'FROM node\nCMD ["node"]\n');
    const asking = { textDocument: { uri }, position: { line: 0, character: 0 } };
    const cancellation = new CancellationTokenSource();
    const asked = client.sendRequest(HoverRequest.type, asking, cancellation.token);
    cancellation.cancel();
    await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await pull(uri)).toHaveLength(1);
  });

  test('stops where it is', async () => {
    const files = Array.from({ length: 50 }, (_, index) => [`${index}/Dockerfile`, 'FROM node:22\n'] as const);
    const { client } = await startServer({ folders: [folderOf(Object.fromEntries(files))] });
    const cancellation = new CancellationTokenSource();
    client.onNotification('textDocument/publishDiagnostics', () => cancellation.cancel());
    const command = { command: 'slipway.lintFolders' };
    const { files: done } = await client.sendRequest<{ files: number }>(
      'workspace/executeCommand',
      command,
      cancellation.token,
    );
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(50);
  });
});
