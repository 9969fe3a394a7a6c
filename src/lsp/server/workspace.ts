// What counts for a Dockerfile besides its text: configurations, its build context, who builds it.

import { dirname, join } from 'node:path';
import type { FileSettings } from '../../config/settings.ts';
import { configurationsFor, settingsFrom } from '../../config/settings.ts';
import { configurationFinder, foldersFrom } from '../../config/find.ts';
import { folderContext } from '../../context/folder.ts';
import { knowledgeSource } from '../../knowledge/base-images/source.ts';
import { givenImages } from '../../knowledge/image-config-file.ts';
import { recommended, type Rules } from '../../lint/rule.ts';
import { type ContextSource, noContext } from '../../model/context-source.ts';
import { Project } from '../../project/project.ts';
import { UserError } from '../../user-error.ts';
import type { OpenFiles } from './open-files.ts';
import type { ViewSettings } from '../view.ts';

/** The part of the settings of a view that depends on where its file lies. */
export type FileView = Pick<ViewSettings, 'rules' | 'build'> & { readonly isIgnored: boolean };

export interface WorkspaceOptions {
  readonly rules: Rules;
  readonly openFiles: OpenFiles;
  /** As `2026-11-21`. */
  today(): string;
  /** Hears of a configuration that cannot be used, in one sentence. */
  onProblem(problem: string): void;
}

/** Answers for paths, and remembers what it has read until somebody says that it has changed. */
export class Workspace {
  readonly #options: WorkspaceOptions;
  #files = new Map<string | undefined, Promise<FileView>>();
  #project = new Project();
  /** What was told last. */
  #problem: string | undefined;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
  }

  /** For the file at an absolute path; undefined for a document that is no file. */
  settingsOf(path: string | undefined): Promise<FileView> {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const settings = this.#read(path);
    this.#files.set(path, settings);
    settings.catch(() => this.#files.delete(path));
    return settings;
  }

  /** Drops what was read for other files than these. */
  keepOnly(paths: ReadonlySet<string | undefined>): void {
    for (const path of this.#files.keys()) if (!paths.has(path)) this.#files.delete(path);
    this.#project = new Project();
  }

  /** Has everything read again. */
  forget(): void {
    this.#files = new Map();
    this.#project = new Project();
  }

  async #read(path: string | undefined): Promise<FileView> {
    const { today } = this.#options;
    const own = await this.#configured(path);
    const called = path === undefined ? [] : await this.#project.targetsOf(path);
    return {
      rules: own.rules,
      isIgnored: own.isIgnored,
      build: {
        context: path === undefined ? noContext : this.#contextOf(path),
        images: givenImages(own.baseImages, knowledgeSource),
        targets: [...called, ...own.targets],
        date: today(),
      },
    };
  }

  /** What configurations say. One with a mistake says nothing, and its mistake is told. */
  async #configured(path: string | undefined): Promise<FileSettings> {
    const { rules, openFiles, onProblem } = this.#options;
    const none: FileSettings = {
      rules: recommended(rules),
      isIgnored: false,
      failOn: undefined,
      targets: [],
      baseImages: new Map(),
    };
    if (path === undefined) return none;
    const find = configurationFinder();
    const folder = dirname(path);
    if (!foldersFrom(folder).some((each) => find(each).length > 0)) return none;
    try {
      const { configurationReader } = await import('../../config/configuration.ts');
      const openText = (file: string): string | undefined => openFiles.openAt(file)?.text;
      const placed = configurationsFor(folder, find, configurationReader(rules, asItIs, openText), asItIs);
      return settingsFrom(rules, { preset: undefined, changes: [] })(placed, path);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { ConfigurationError } = await import('../../config/written.ts');
      const isShown = error instanceof ConfigurationError && openFiles.openAt(error.path) !== undefined;
      if (!isShown && error.message !== this.#problem) onProblem(error.message);
      this.#problem = error.message;
      return none;
    }
  }

  /** The folder of the Dockerfile, with the texts of open documents in place of those on the disk. */
  #contextOf(dockerfile: string): ContextSource {
    const { openFiles } = this.#options;
    const folder = dirname(dockerfile);
    const disk = folderContext(folder, dockerfile);
    const names = [`${dockerfile}.dockerignore`, join(folder, '.dockerignore')];
    return {
      ignoreFile() {
        const onDisk = disk.ignoreFile();
        const path = names.find((name) => openFiles.openAt(name) !== undefined || name === onDisk?.path);
        const text = path === undefined ? undefined : openFiles.openAt(path)?.text;
        return path === undefined || text === undefined ? onDisk : { path, text };
      },
      entries: (path) => disk.entries(path),
      read: (path) => openFiles.openAt(join(folder, path))?.text ?? disk.read(path),
    };
  }
}

/** People know a file of an editor by its path. */
function asItIs(path: string): string {
  return path;
}
