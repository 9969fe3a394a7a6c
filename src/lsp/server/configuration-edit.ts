// Switches a rule off for all files that a configuration counts for.

import { basename, dirname, join } from 'node:path';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { configurationFinder, configurationNames, foldersFrom } from '../../config/find.ts';
import { withRuleOff } from '../../config/rule-off.ts';
import { readTextFile } from '../../context/text-file.ts';
import { addressOf } from './address.ts';
import type { Client } from './capabilities.ts';
import type { OpenFiles } from './open-files.ts';
import { Positions } from '../positions.ts';
import { difference, textEditsOf } from '../text-edits.ts';
import { creationOf, editOf } from './workspace-edit.ts';

export interface ConfigurationEdit {
  readonly title: string;
  readonly edit: WorkspaceEdit;
}

/**
 * In the nearest configuration of the Dockerfile at `path`; in a new one in `root`, the folder that the client has open,
 * where there is none. Undefined where the file cannot be read or the client cannot make one.
 */
export function configurationEdit(
  path: string,
  root: string | undefined,
  rule: string,
  { client, openFiles }: { readonly client: Client; readonly openFiles: OpenFiles },
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
  const isManifest = basename(existing) === 'package.json';
  const after = text === undefined ? undefined : withRuleOff(text, rule, isManifest ? ['slipway'] : []);
  if (text === undefined || after === undefined) return undefined;
  const positions = new Positions(text, client.encoding);
  const uri = open?.uri ?? addressOf(existing);
  return {
    title: `Switch ${rule} off in ${basename(existing)}`,
    edit: editOf({ uri, version: open?.version }, textEditsOf(difference(text, after), positions), client),
  };
}

function readText(path: string): string | undefined {
  const read = readTextFile(path, path);
  return 'text' in read ? read.text : undefined;
}
