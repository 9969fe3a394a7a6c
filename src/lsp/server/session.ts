// The documents of one client and what is known of each: a new version gets a new view, everything else is kept.

import { dirname, join, relative, sep } from 'node:path';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Rules } from '../../lint/rule.ts';
import type { BuildTools } from './build-requests.ts';
import type { Client } from './capabilities.ts';
import type { ClientSettings } from './client-settings.ts';
import type { ConfigurationDocument } from '../configuration/document.ts';
import { documentKind } from './document-kind.ts';
import { changed, type OpenFile, OpenFiles } from './open-files.ts';
import { Positions } from '../positions.ts';
import { KeptTokens } from '../semantic-tokens/kept-tokens.ts';
import type { ClientCommands, Start } from './start.ts';
import { View } from '../view.ts';
import { type FileView, Workspace } from './workspace.ts';

export interface SessionOptions {
  readonly client: Client;
  readonly rules: Rules;
  /** What a rule's name is put behind to make the address of its page. */
  readonly documentation: string;
  today(): string;
  onProblem(problem: string): void;
  readonly tools: BuildTools;
}

export interface OpenConfiguration {
  readonly document: ConfigurationDocument;
  readonly positions: Positions;
}

/** Looking at more characters would keep the other documents waiting for seconds. */
const LARGEST = 1_000_000;

export class Session {
  readonly client: Client;
  readonly rules: Rules;
  readonly documentation: string;
  readonly tools: BuildTools;
  readonly openFiles = new OpenFiles();
  /** The folders that the client has open. */
  folders: readonly string[];
  settings: ClientSettings;
  isTrusted: boolean;
  readonly commands: ClientCommands;
  readonly tokens = new KeptTokens();
  readonly #workspace: Workspace;
  readonly #onProblem: (problem: string) => void;
  readonly #views = new Map<string, { readonly file: OpenFile; readonly view: Promise<View | undefined> }>();

  constructor(options: SessionOptions, { folders, settings, isTrusted, commands }: Start) {
    this.client = options.client;
    this.rules = options.rules;
    this.documentation = options.documentation;
    this.tools = options.tools;
    this.folders = folders;
    this.settings = settings;
    this.isTrusted = isTrusted;
    this.commands = commands;
    this.#onProblem = options.onProblem;
    this.#workspace = new Workspace({ ...options, openFiles: this.openFiles });
  }

  open(uri: string, version: number, text: string): OpenFile {
    const file = this.openFiles.set(uri, version, text);
    if (documentKind(file.name) === 'dockerfile' && text.length > LARGEST)
      this.#onProblem(`${file.name} is too large for an editor, which would have to wait: \`slipway lint\` reads it`);
    return file;
  }

  /** Undefined for a document that is not open. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): OpenFile | undefined {
    const before = this.openFiles.get(uri);
    return before && this.openFiles.set(uri, version, changed(before.text, changes, this.client.encoding));
  }

  close(uri: string): void {
    this.openFiles.delete(uri);
    this.#views.delete(uri);
    this.tokens.forget(uri);
    this.tidy();
  }

  /** Drops what is kept for files that nobody has open. */
  tidy(): void {
    this.#workspace.keepOnly(new Set(Array.from(this.openFiles.all(), ({ path }) => path)));
  }

  /** The open Dockerfiles. */
  *dockerfiles(): Generator<OpenFile> {
    for (const file of this.openFiles.all()) if (documentKind(file.name) === 'dockerfile') yield file;
  }

  /** Of the present text of a Dockerfile that is open; undefined for others, those ignored, and those too large. */
  viewOf(uri: string): Promise<View | undefined> {
    const file = this.openFiles.get(uri);
    if (file === undefined || documentKind(file.name) !== 'dockerfile') return Promise.resolve(undefined);
    const known = this.#views.get(uri);
    if (known?.file === file) return known.view;
    const view = this.#workspace.settingsOf(file.path).then((settings) => this.#viewOf(file, settings));
    this.#views.set(uri, { file, view });
    view.catch(() => this.#views.delete(uri));
    return view;
  }

  /** Of all Dockerfiles that are open. */
  async views(): Promise<readonly View[]> {
    const views = await Promise.all(Array.from(this.dockerfiles(), ({ uri }) => this.viewOf(uri)));
    return views.filter((view) => view !== undefined);
  }

  /** The present text of a configuration that is open; undefined for other documents. */
  configurationAt(uri: string): OpenConfiguration | undefined {
    const file = this.openFiles.get(uri);
    if (file === undefined || documentKind(file.name) !== 'configuration') return undefined;
    const { encoding } = this.client;
    const { text, name } = file;
    return { document: { text, path: name, rules: this.rules, encoding }, positions: new Positions(text, encoding) };
  }

  /** Of a file that nobody has open. */
  async viewOfText(path: string, uri: string, text: string): Promise<View | undefined> {
    return this.#viewOf({ uri, path, name: path, version: undefined, text }, await this.#workspace.settingsOf(path));
  }

  /** The innermost folder of the client around a path. */
  folderOf(path: string): string | undefined {
    const around = this.folders.filter((folder) => path.startsWith(join(folder, sep)));
    return around.toSorted((a, b) => b.length - a.length)[0];
  }

  /** Something around the Dockerfiles is not as it was: everything is read again when it is needed. */
  forget(): void {
    this.#workspace.forget();
    this.#views.clear();
  }

  #viewOf(
    { uri, path, name, version, text }: Omit<OpenFile, 'version' | 'revision'> & Pick<View, 'version'>,
    { rules, build, isIgnored }: FileView,
  ): View | undefined {
    if (isIgnored || text.length > LARGEST) return undefined;
    const { client, documentation, rules: knownRules } = this;
    const { level } = this.settings;
    return new View(
      { uri, version, text, path: this.#shownPath(path, name) },
      { rules, knownRules, level, build, encoding: client.encoding, documentation },
    );
  }

  /** As `slipway lint` would name it in the folder that the client has open, otherwise in its own. */
  #shownPath(path: string | undefined, name: string): string {
    return path === undefined ? name : relative(this.folderOf(path) ?? dirname(path), path);
  }
}
