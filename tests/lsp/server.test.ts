import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeAction, CodeLens, WorkspaceEdit } from 'vscode-languageserver';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../src/lsp/server/address.ts';
import { UserError } from '../../src/user-error.ts';
import { folderOf } from '../cli/command-line.ts';
import { startServer } from './connection.ts';

const unsaved = 'untitled:Untitled-1';
const pulls = { textDocument: { diagnostic: {} } };

describe('a document', () => {
  test('is linted when it is opened and when it changes, its version with the answer', async () => {
    const { open, change, diagnosed } = await startServer();
    open(unsaved, 'FROM node\nCMD ["node"]\n');
    expect(await diagnosed(unsaved)).toMatchObject({ version: 1, diagnostics: [{ code: 'missing-tag' }] });
    change(unsaved, 'FROM node:22\nCMD ["node"]\n');
    expect(await diagnosed(unsaved)).toMatchObject({ version: 2, diagnostics: [] });
  });

  test('is a Dockerfile whatever its language, and needs no folder', async () => {
    const { open, diagnosed } = await startServer();
    open('file:///nowhere/at/all', 'FRO node\n', 'plaintext');
    expect((await diagnosed('file:///nowhere/at/all')).diagnostics).toMatchObject([{ code: 'syntax' }]);
  });

  test('has no findings any more when it is closed', async () => {
    const { open, diagnosed, client } = await startServer();
    open(unsaved, 'FROM node\nCMD ["node"]\n');
    await diagnosed(unsaved);
    const after = diagnosed(unsaved);
    void client.sendNotification('textDocument/didClose', { textDocument: { uri: unsaved } });
    expect((await after).diagnostics).toEqual([]);
  });

  test('is not sent findings by a server that is asked for them', async () => {
    const { open, pull, client, started } = await startServer({ capabilities: pulls });
    expect(started.capabilities.diagnosticProvider).toBeDefined();
    open(unsaved, 'FROM node\nCMD ["node"]\n');
    expect(await pull(unsaved)).toMatchObject([{ code: 'missing-tag' }]);
    const first = await client.sendRequest<{ resultId: string }>('textDocument/diagnostic', {
      textDocument: { uri: unsaved },
    });
    const again = { textDocument: { uri: unsaved }, previousResultId: first.resultId };
    expect(await client.sendRequest('textDocument/diagnostic', again)).toEqual({
      kind: 'unchanged',
      resultId: first.resultId,
    });
  });

  test('of many megabytes is not looked at, which is told', async () => {
    const { open, pull, warnings } = await startServer({ capabilities: pulls });
    open(unsaved, 'FROM node\n'.repeat(200_000));
    expect(await pull(unsaved)).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('Untitled-1 is too large')]);
  });

  test('changes by parts, in the encoding that client and server agree on', async () => {
    const { open, pull, client, started } = await startServer({
      capabilities: { ...pulls, general: { positionEncodings: ['utf-8', 'utf-16'] } },
    });
    expect(started.capabilities.positionEncoding).toBe('utf-8');
    open(unsaved, 'FROM node:22 # é\nCMD ["é", "b"]\n');
    const range = { start: { line: 1, character: 10 }, end: { line: 1, character: 13 } };
    void client.sendNotification('textDocument/didChange', {
      textDocument: { uri: unsaved, version: 2 },
      contentChanges: [{ range, text: "'b'" }],
    });
    expect((await pull(unsaved)).map(({ code, range: { end } }) => [code, end.line])).toContainEqual([
      'invalid-json-form',
      1,
    ]);
  });
});

describe('around a document', () => {
  test('a configuration counts, again when it has changed', async () => {
    const folder = folderOf({ 'slipway.yaml': 'rules:\n  missing-tag: error\n' });
    const { open, pull, client } = await startServer({ capabilities: pulls, folders: [folder] });
    const uri = addressOf(join(folder, 'Dockerfile'));
    open(uri, 'FROM node\nCMD ["node"]\n');
    expect(await pull(uri)).toMatchObject([{ code: 'missing-tag', severity: 1 }]);
    writeFileSync(join(folder, 'slipway.yaml'), 'rules:\n  missing-tag: off\n');
    const changes = [{ uri: addressOf(join(folder, 'slipway.yaml')), type: 2 }];
    void client.sendNotification('workspace/didChangeWatchedFiles', { changes });
    expect(await pull(uri)).toEqual([]);
  });

  test('a configuration with a mistake is told of, and the rest goes on', async () => {
    const folder = folderOf({ 'slipway.yaml': 'rulez: {}\n' });
    const { open, pull, warnings } = await startServer({ capabilities: pulls });
    const uri = addressOf(join(folder, 'Dockerfile'));
    open(uri, 'FROM node\nCMD ["node"]\n');
    expect(await pull(uri)).toMatchObject([{ code: 'missing-tag' }]);
    expect(warnings).toEqual([expect.stringContaining('slipway.yaml:1: rulez: there is no key of that name')]);
  });

  test('an ignore file that is open counts more than the one on the disk', async () => {
    const folder = folderOf({ '.dockerignore': '', 'app.js': '' });
    const { open, change, pull } = await startServer({ capabilities: pulls });
    const [uri, ignoreFile] = ['Dockerfile', '.dockerignore'].map((name) => addressOf(join(folder, name)));
    if (uri === undefined || ignoreFile === undefined) throw new Error('two names are two addresses');
    open(uri, 'FROM node:22\nWORKDIR /app\nCOPY app.js .\nCMD ["node", "app.js"]\n');
    expect(await pull(uri)).toEqual([]);
    open(ignoreFile, 'app.js\n', 'ignore');
    expect(await pull(uri)).toMatchObject([{ code: 'ignored-source' }]);
    change(ignoreFile, '');
    expect(await pull(uri)).toEqual([]);
  });

  test('the settings of the editor count', async () => {
    const { open, pull } = await startServer({ capabilities: pulls, options: { settings: { level: 'warning' } } });
    open(unsaved, 'FROM node\nCMD ["node"]\n');
    expect(await pull(unsaved)).toEqual([]);
  });

  test('the settings are asked for, where the client can be asked', async () => {
    const capabilities = { workspace: { configuration: true } };
    const { open, diagnosed } = await startServer({ capabilities, settings: { level: 'error' } });
    open(unsaved, 'FROM node\nCMD ["node"]\n');
    for (;;) if ((await diagnosed(unsaved)).diagnostics.length === 0) break;
  });
});

describe('an action', () => {
  const context = { diagnostics: [], triggerKind: 1 };
  const range = { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } };
  const edits = { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] } } };

  async function editOf(folder: string, title: RegExp): Promise<WorkspaceEdit | undefined> {
    const { open, client } = await startServer({ capabilities: { ...pulls, ...edits } });
    const uri = addressOf(join(folder, 'Dockerfile'));
    open(uri, 'FROM node\nCMD ["node"]\n');
    const asked = { textDocument: { uri }, range, context };
    const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', asked);
    return actions.find((action) => title.test(action.title))?.edit;
  }

  test('edits the document in the version that it is about', async () => {
    const edit = await editOf(folderOf({}), /here/);
    expect(edit?.documentChanges).toMatchObject([{ textDocument: { version: 1 }, edits: [{}] }]);
  });

  test('switches a rule off in the configuration that there is', async () => {
    const folder = folderOf({ 'slipway.json': '{\n  "root": true\n}\n' });
    const edit = await editOf(folder, /^Switch missing-tag off in slipway.json$/);
    expect(edit?.documentChanges).toMatchObject([{ textDocument: { uri: addressOf(join(folder, 'slipway.json')) } }]);
  });

  test('switches nothing off where an override has it on all the same', async () => {
    const overrides = [{ files: 'Dockerfile', rules: { 'missing-tag': 'error' } }];
    const folder = folderOf({ 'slipway.json': JSON.stringify({ overrides }) });
    expect(await editOf(folder, /^Switch/)).toBeUndefined();
  });

  test('writes a configuration where there is none', async () => {
    const folder = folderOf({});
    const edit = await editOf(folder, /in a new slipway.yaml$/);
    expect(edit?.documentChanges).toMatchObject([
      { kind: 'create', uri: addressOf(join(folder, 'slipway.yaml')) },
      { edits: [{ newText: 'rules:\n  missing-tag: off\n' }] },
    ]);
  });
});

describe('what goes wrong', () => {
  test('in one feature is logged and answered, and the server goes on', async () => {
    const { open, client, errors, pull } = await startServer({
      capabilities: pulls,
      tools: {
        simulate() {
          throw new TypeError('a bug');
        },
      },
    });
    const uri = 'file:///a/Dockerfile';
    open(uri, 'FROM node:22\nCMD ["node"]\n');
    await expect(client.sendRequest('slipway/simulate', { textDocument: { uri } })).rejects.toThrow(
      'slipway/simulate failed: a bug',
    );
    expect(await pull(uri)).toEqual([]);
    expect(errors).toEqual([expect.stringContaining('TypeError: a bug')]);
  });

  test('by a mistake of the user is said in one sentence, without a log', async () => {
    const { open, client, errors } = await startServer({
      tools: {
        simulate() {
          throw new UserError('there is no such folder');
        },
      },
    });
    const uri = 'file:///a/Dockerfile';
    open(uri, 'FROM node:22\n');
    await expect(client.sendRequest('slipway/simulate', { textDocument: { uri } })).rejects.toThrow(
      /^there is no such folder$/,
    );
    expect(errors).toEqual([]);
  });
});

describe('a folder that is not trusted', () => {
  test('has no program run in it', async () => {
    const { open, client } = await startServer();
    const uri = 'file:///a/Dockerfile';
    open(uri, 'FROM node:22\n');
    await expect(client.sendRequest('slipway/impact', { textDocument: { uri } })).rejects.toThrow('not trusted');
    void client.sendNotification('slipway/trust');
    expect(await client.sendRequest('slipway/impact', { textDocument: { uri } })).toMatchObject({ steps: [] });
  });
});

describe('the command to lint the folders', () => {
  test('sends what is wrong with files that nobody has open', async () => {
    const folder = folderOf({
      Dockerfile: 'FROM node\nCMD ["node"]\n',
      'api/Dockerfile': 'FROM node:22\nCMD ["node"]\n',
    });
    const { client, diagnosed } = await startServer({ capabilities: pulls, folders: [folder] });
    const first = diagnosed(addressOf(join(folder, 'Dockerfile')));
    const answer = client.sendRequest('workspace/executeCommand', { command: 'slipway.lintFolders' });
    expect((await first).diagnostics).toMatchObject([{ code: 'missing-tag' }]);
    expect(await answer).toEqual({ files: 2, findings: 1 });
    rmSync(folder, { recursive: true });
  });
});

describe('a client', () => {
  const configuration = true;

  test.each([
    ['that cannot register is asked nothing of the kind', { workspace: { configuration } }, []],
    [
      'that can is told that the server listens to its settings',
      { workspace: { configuration, didChangeConfiguration: { dynamicRegistration: true } } },
      ['workspace/didChangeConfiguration'],
    ],
  ])('%s', async (_, capabilities, expected) => {
    const { open, diagnosed, registered } = await startServer({ capabilities, settings: { level: 'error' } });
    open(unsaved, 'FROM node\nCMD ["node"]\n');
    for (;;) if ((await diagnosed(unsaved)).diagnostics.length === 0) break;
    expect(registered).toEqual(expected);
  });

  test('is offered its own commands, and no others', async () => {
    const lensesOf = async (options: object): Promise<readonly (string | undefined)[]> => {
      const { open, client } = await startServer({ options });
      open(unsaved, 'FROM node:22 AS a\nRUN npm ci\nFROM a\nCMD ["node"]\n');
      const lenses = await client.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: unsaved } });
      return [...new Set(lenses.map(({ command }) => command?.command))].toSorted();
    };
    expect(await lensesOf({})).toEqual(['']);
    expect(await lensesOf({ commands: { showGraph: 'graph', showReferences: 'places' } })).toEqual([
      '',
      'graph',
      'places',
    ]);
  });
});

test('the graph names the step of each node, and its lines', async () => {
  const { open, client } = await startServer();
  open(unsaved, 'FROM node:22 AS build\nRUN npm ci\nFROM scratch\nCOPY --from=build /app /app\n');
  const answer = await client.sendRequest<{ svg: string; steps: { id: string; line: number }[] }>('slipway/graph', {
    textDocument: { uri: unsaved },
  });
  expect(answer.steps.map(({ line }) => line)).toEqual([0, 1, 3]);
  for (const { id } of answer.steps) expect(answer.svg).toContain(`data-step="${id}"`);
});
