// What a rule is about, as a page beside the editor.

import { commands, type ExtensionContext, languages, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { dockerfileEditor } from './documents.ts';
import { explanationRequest } from './requests.ts';
import { ruleOf } from './rule-address.ts';
import type { Server } from './server.ts';
import { ruleSummaries } from './rule-summaries.ts';

const SCHEME = 'slipway-rule';

export function registerExplanations({ subscriptions, extensionUri }: ExtensionContext, server: Server): void {
  subscriptions.push(
    workspace.registerTextDocumentContentProvider(SCHEME, {
      async provideTextDocumentContent({ path }) {
        const rule = path.slice(1, path.lastIndexOf('.'));
        const asked = await server.ask(explanationRequest, { rule });
        return 'problem' in asked ? `# ${rule}\n\n${asked.problem}` : asked.answer.markdown;
      },
    }),
    window.registerUriHandler({
      async handleUri(uri) {
        const rule = ruleOf(uri);
        if (rule !== undefined) await showExplanation(rule);
      },
    }),
    commands.registerCommand('slipway.explain', async (given: unknown) => {
      const rule = typeof given === 'string' ? given : await chooseRule(extensionUri);
      if (rule !== undefined) await showExplanation(rule);
    }),
  );
}

async function showExplanation(rule: string): Promise<void> {
  await commands.executeCommand('markdown.showPreviewToSide', Uri.from({ scheme: SCHEME, path: `/${rule}.md` }));
}

/** Those that have found something in the active editor come first. */
async function chooseRule(extension: Uri): Promise<string | undefined> {
  const found = rulesFound();
  const summaries = await ruleSummaries(extension);
  const items: readonly QuickPickItem[] = [
    ...[...found].map((label) => ({ label, description: 'in this file', detail: summaries.get(label) ?? '' })),
    ...[...summaries].filter(([label]) => !found.has(label)).map(([label, detail]) => ({ label, detail })),
  ];
  const choice = await window.showQuickPick(items, { placeHolder: 'The rule to explain', matchOnDetail: true });
  return choice?.label;
}

function rulesFound(): ReadonlySet<string> {
  const editor = dockerfileEditor();
  if (editor === undefined) return new Set();
  return new Set(
    languages.getDiagnostics(editor.document.uri).flatMap(({ source, code }) => {
      const name = typeof code === 'object' ? code.value : code;
      return source === 'slipway' && typeof name === 'string' ? [name] : [];
    }),
  );
}
