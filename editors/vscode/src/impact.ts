// What the present changes in git do to the build cache, as marks beside the lines of each step.

import {
  commands,
  type ExtensionContext,
  MarkdownString,
  Range,
  type TextDocument,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import { dockerfileEditor, identifierOf, isDockerfile } from './documents.ts';
import type { ImpactAnswer } from '../../../src/lsp/server/build-requests.ts';
import { createMarks, type Mark, type Marks } from './impact-marks.ts';
import { impactRequest, type StepImpact } from './requests.ts';
import type { Asked, Server } from './server.ts';

/** How long the summary stays in the status bar, in milliseconds. */
const SUMMARY_TIME = 10_000;

export function registerImpact(context: ExtensionContext, server: Server): void {
  const marks = createMarks(context);
  const view = new ImpactView(server, marks);
  context.subscriptions.push(
    marks,
    commands.registerCommand('slipway.toggleImpact', () => (view.isOn ? view.hide() : view.show(undefined))),
    commands.registerCommand('slipway.showImpactSince', async () => {
      const since = await window.showInputBox({
        title: 'Impact of the changes since',
        prompt: 'A commit, branch or tag of git',
        value: 'HEAD',
      });
      if (since !== undefined && since !== '') await view.show(since);
    }),
    workspace.onDidSaveTextDocument(() => view.refresh()),
    window.onDidChangeVisibleTextEditors(() => view.refresh()),
  );
}

class ImpactView {
  readonly #server: Server;
  readonly #marks: Marks;
  #isOn = false;
  #since: string | undefined;

  constructor(server: Server, marks: Marks) {
    this.#server = server;
    this.#marks = marks;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** The changes since a revision; those that are not committed where none is named. */
  async show(since: string | undefined): Promise<void> {
    if (!workspace.isTrusted) return;
    this.#isOn = true;
    this.#since = since;
    const editor = dockerfileEditor();
    const asked = editor && (await this.#mark(editor));
    if (asked !== undefined && 'problem' in asked) {
      this.hide();
      void window.showWarningMessage(`Slipway: ${asked.problem}`);
      return;
    }
    if (asked !== undefined) window.setStatusBarMessage(`$(layers-dot) ${summaryOf(asked.answer)}`, SUMMARY_TIME);
    await this.refresh();
  }

  hide(): void {
    this.#isOn = false;
    for (const editor of window.visibleTextEditors) this.#marks.set(editor, []);
  }

  async refresh(): Promise<void> {
    if (!this.#isOn) return;
    const editors = window.visibleTextEditors.filter(({ document }) => isDockerfile(document));
    await Promise.all(editors.map((editor) => this.#mark(editor)));
  }

  async #mark(editor: TextEditor): Promise<Asked<ImpactAnswer>> {
    const { document } = editor;
    const { version } = document;
    const asked = await this.#server.ask(impactRequest, {
      textDocument: identifierOf(document),
      ...(this.#since !== undefined && { since: this.#since }),
    });
    if (this.#isOn && document.version === version) {
      this.#marks.set(editor, 'problem' in asked ? [] : asked.answer.steps.map((step) => markOf(step, document)));
    }
    return asked;
  }
}

function markOf(step: StepImpact, document: TextDocument): Mark {
  const { fate, line, endLine } = step;
  const range = document.validateRange(new Range(line, 0, endLine, Number.MAX_SAFE_INTEGER));
  return { fate, range, hover: hoverOf(step) };
}

function summaryOf({ steps }: ImpactAnswer): string {
  const count = (fate: StepImpact['fate']): number => steps.filter((step) => step.fate === fate).length;
  const [rebuilt, uncertain] = [count('rebuilds'), count('uncertain')];
  const sure = `${rebuilt} of ${steps.length} steps ${rebuilt === 1 ? 'rebuilds' : 'rebuild'}`;
  return uncertain === 0 ? sure : `${sure}, ${uncertain} may`;
}

const words = { cached: 'Cached', rebuilds: 'Rebuilds', uncertain: 'May rebuild' } as const;

function hoverOf({ fate, reason }: StepImpact): MarkdownString {
  return new MarkdownString(`**${words[fate]}**`).appendText(reason === '' ? '' : `: ${reason}`);
}
