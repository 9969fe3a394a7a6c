// Switches a rule off for all files that a configuration counts for.

import { basename, dirname, join } from 'node:path';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { configurationReader } from '../../config/configuration.ts';
import { configurationFinder, configurationNames, foldersFrom } from '../../config/find.ts';
import { ruleOffEdit } from '../../config/rule-off.ts';
import { configurationsFor, settingsFrom } from '../../config/settings.ts';
import { outsideOf } from '../../config/written.ts';
import { readTextFile } from '../../context/text-file.ts';
import type { Rules } from '../../lint/rule.ts';
import { UserError } from '../../user-error.ts';
import { addressOf } from './address.ts';
import type { Client } from './capabilities.ts';
import type { OpenFiles } from './open-files.ts';
import { Positions } from '../positions.ts';
import { textEditsOf } from '../text-edits.ts';
import { creationOf, editOf } from './workspace-edit.ts';

export interface ConfigurationEdit {
  readonly title: string;
  readonly edit: WorkspaceEdit;
}

interface Surroundings {
  readonly client: Client;
  readonly openFiles: OpenFiles;
  readonly rules: Rules;
}

/**
 * In the nearest configuration of the Dockerfile at `path`; in a new one in `root`, the folder that the client has open,
 * where there is none. Undefined where the file cannot be read, the client cannot make one, or it would change nothing.
 */
export function configurationEdit(
  path: string,
  root: string | undefined,
  rule: string,
  { client, openFiles, rules }: Surroundings,
): ConfigurationEdit | undefined {
  const find = configurationFinder();
  const existing = foldersFrom(dirname(path)).flatMap(find)[0];
  if (existing === undefined) {
    if (!client.createsFiles || !client.documentChanges) return undefined;
    const [name = ''] = configurationNames;
    const text = `rules:\n  ${rule}: off\n`;
    return {
      title: `Switch ${rule} off in a new ${name}`,
      edit: creationOf(addressOf(join(root ?? dirname(path), name)), text),
    };
  }
  const open = openFiles.openAt(existing);
  const text = open?.text ?? readText(existing);
  const change = text === undefined ? undefined : ruleOffEdit(text, rule, outsideOf(existing));
  if (text === undefined || change === undefined) return undefined;
  const after = text.slice(0, change.span.start) + change.text + text.slice(change.span.end);
  const textOf = (each: string): string | undefined => (each === existing ? after : openFiles.openAt(each)?.text);
  if (isOn(rule, path, rules, textOf)) return undefined;
  const positions = new Positions(text, client.encoding);
  const uri = open?.uri ?? addressOf(existing);
  return {
    title: `Switch ${rule} off in ${basename(existing)}`,
    edit: editOf({ uri, version: open?.version }, textEditsOf([change], positions), client),
  };
}

/** Whether a rule is on for a Dockerfile: whatever the rules of a configuration say, its overrides count more. */
function isOn(rule: string, path: string, rules: Rules, textOf: (path: string) => string | undefined): boolean {
  const read = configurationReader(rules, (each) => each, textOf);
  try {
    const placed = configurationsFor(dirname(path), configurationFinder(), read, (each) => each);
    return settingsFrom(rules, { preset: undefined, changes: [] })(placed, path).rules.has(rule);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function readText(path: string): string | undefined {
  const read = readTextFile(path, path);
  return 'text' in read ? read.text : undefined;
}
