// What the extension says of itself, and what the documentation says of editors, against what there is.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { severities } from '../src/lint/severity.ts';
import { standardSettings } from '../src/lsp/server/client-settings.ts';
import { configurationNames } from '../src/config/find.ts';

const folder = 'editors/vscode';
const read = (path: string): string => readFileSync(path, 'utf8');
const manifest = JSON.parse(read(join(folder, 'package.json')));
const { commands, configuration, jsonValidation, yamlValidation } = manifest.contributes;
const settings: Record<string, { default: unknown; enum?: unknown }> = configuration.properties;
const readme = read(join(folder, 'README.md'));
const sources = readdirSync(join(folder, 'src')).map((name) => read(join(folder, 'src', name)));

test('the extension has the version and the licence of Slipway', () => {
  expect(manifest.version).toBe(JSON.parse(read('package.json')).version);
  expect(read(join(folder, 'LICENSE'))).toBe(read('LICENSE'));
});

test('it is made for the oldest VS Code that its types know', () => {
  const { version } = JSON.parse(read('node_modules/@types/vscode/package.json'));
  expect(manifest.engines.vscode).toBe(`^${version}`);
});

test('commands are registered and documented', () => {
  for (const { command, title } of commands) {
    expect(sources.filter((text) => text.includes(`registerCommand('${command}'`))).toHaveLength(1);
    expect(readme).toContain(`| Slipway: ${title} `);
  }
});

test.each(Object.keys(settings))('%s is documented', (name) => {
  expect(readme).toContain(`| \`${name}\` `);
});

test('settings have the defaults of the server', () => {
  expect(settings['slipway.level']).toMatchObject({ default: standardSettings.level, enum: severities });
  expect(settings['slipway.codeLens']?.default).toBe(standardSettings.codeLens);
  expect(settings['slipway.inlayHints.variables']?.default).toBe(standardSettings.inlayHints.variables);
  expect(settings['slipway.inlayHints.steps']?.default).toBe(standardSettings.inlayHints.steps);
});

test('every configuration is completed by the schema', () => {
  const names = [...jsonValidation, ...yamlValidation].flatMap(({ fileMatch }: { fileMatch: string[] }) => fileMatch);
  expect(names.toSorted()).toEqual(configurationNames.toSorted());
});
