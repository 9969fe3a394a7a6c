// What a client says when it starts the server.

import type { InitializeParams } from 'vscode-languageserver';
import { pathOf } from './address.ts';
import { type ClientSettings, readSettings } from './client-settings.ts';

export interface Start {
  /** The folders that the client has open; a client may have none. */
  readonly folders: readonly string[];
  /** The user trusts what lies in these folders: only then is a program of the machine run in them. */
  readonly isTrusted: boolean;
  /** What a rule's name is put behind to make the address of its page; undefined for the server's own. */
  readonly documentation: string | undefined;
  readonly settings: ClientSettings;
  readonly commands: ClientCommands;
}

/** The names of commands of the client that answers may have; what a client does not name is not offered. */
export interface ClientCommands {
  /** Shows the graph of a build: is given the address of the document, and the name or number of a stage. */
  readonly showGraph?: string;
  /** Shows places: is given the address of the document, a position and a list of locations. */
  readonly showReferences?: string;
  /** Asks for completion once more. */
  readonly suggest?: string;
}

export function readStart({ workspaceFolders, initializationOptions, ...old }: InitializeParams): Start {
  const given: unknown = initializationOptions;
  const option = (name: string): unknown =>
    typeof given === 'object' && given !== null ? Reflect.get(given, name) : undefined;
  const documentation = option('documentation');
  return {
    folders: pathsOf(workspaceFolders?.map(({ uri }) => uri) ?? [old.rootUri ?? '']),
    isTrusted: option('trusted') === true,
    documentation: typeof documentation === 'string' ? documentation : undefined,
    settings: readSettings(option('settings')),
    commands: readCommands(option('commands')),
  };
}

function readCommands(value: unknown): ClientCommands {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(given.filter(([, command]) => typeof command === 'string'));
}

export function pathsOf(uris: readonly string[]): readonly string[] {
  return uris.flatMap((uri) => pathOf(uri) ?? []);
}
