// The build graph beside the editor. It follows the active Dockerfile and its cursor; a click on a step goes to its lines.

import {
  commands,
  Disposable,
  type ExtensionContext,
  Range,
  type TextDocument,
  TextEditorRevealType,
  window,
  workspace,
} from 'vscode';
import { dockerfileEditor, identifierOf, isDockerfile } from './documents.ts';
import { later } from './later.ts';
import { createPicturePanel, type PicturePanel } from './picture-page.ts';
import { graphRequest, type GraphStep } from './requests.ts';
import type { Server } from './server.ts';

/** Between a key and the graph of the new text, in milliseconds. */
const DELAY = 300;

export function registerGraphPanel(context: ExtensionContext, server: Server): void {
  let shown: GraphView | undefined;
  context.subscriptions.push(
    commands.registerCommand('slipway.showGraph', async () => {
      const document = dockerfileEditor()?.document;
      if (shown !== undefined) shown.reveal();
      else {
        shown = new GraphView(context, server);
        shown.onDidClose(() => (shown = undefined));
      }
      if (document !== undefined) await shown.follow(document);
    }),
  );
}

class GraphView {
  readonly #server: Server;
  readonly #picture: PicturePanel;
  #document: TextDocument | undefined;
  #steps: readonly GraphStep[] = [];

  constructor(context: ExtensionContext, server: Server) {
    this.#server = server;
    this.#picture = createPicturePanel(context, {
      viewType: 'slipway.graph',
      title: 'Build Graph',
      icon: 'icon.png',
      onOpen: (step) => void this.#open(step),
    });
    const refresh = later(DELAY, () => this.#refresh());
    const listeners = [
      refresh,
      window.onDidChangeActiveTextEditor(async (editor) => {
        if (editor !== undefined && isDockerfile(editor.document)) await this.follow(editor.document);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor.document === this.#document) this.#select(textEditor.selection.active.line);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#document) refresh.start();
      }),
      server.onDidChange((state) => {
        if (state === 'running') refresh.start();
      }),
    ];
    this.onDidClose(() => Disposable.from(...listeners).dispose());
  }

  onDidClose(listener: () => void): void {
    this.#picture.panel.onDidDispose(listener);
  }

  reveal(): void {
    this.#picture.panel.reveal(undefined, true);
  }

  async follow(document: TextDocument): Promise<void> {
    this.#document = document;
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    const document = this.#document;
    if (document === undefined || document.isClosed) return;
    const { version } = document;
    const asked = await this.#server.ask(graphRequest, { textDocument: identifierOf(document) });
    if (document !== this.#document || document.version !== version) return;
    this.#picture.panel.title = `Build Graph: ${workspace.asRelativePath(document.uri)}`;
    if ('problem' in asked) {
      this.#picture.post({ kind: 'fail', reason: asked.problem });
      return;
    }
    this.#steps = asked.answer.steps;
    this.#picture.post({ kind: 'show', svg: asked.answer.svg, summary: '' });
    const editor = window.visibleTextEditors.find((each) => each.document === document);
    if (editor !== undefined) this.#select(editor.selection.active.line);
  }

  #select(line: number): void {
    const steps = this.#steps.filter((step) => step.line <= line && line <= step.endLine);
    this.#picture.post({ kind: 'select', steps: steps.map(({ id }) => id) });
  }

  async #open(id: string): Promise<void> {
    const step = this.#steps.find((each) => each.id === id);
    if (step === undefined || this.#document === undefined) return;
    const known = window.visibleTextEditors.find(({ document }) => document === this.#document);
    const selection = new Range(step.line, 0, step.line, 0);
    const editor = await window.showTextDocument(this.#document, {
      ...(known?.viewColumn !== undefined && { viewColumn: known.viewColumn }),
      selection,
    });
    editor.revealRange(new Range(step.line, 0, step.endLine, 0), TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
