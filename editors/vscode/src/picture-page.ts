// A panel with a picture in it. Its page runs one script, ours, and loads nothing from elsewhere.

import { randomBytes } from 'node:crypto';
import { type ExtensionContext, Uri, ViewColumn, type Webview, type WebviewPanel, window } from 'vscode';
import type { PageMessage, PictureMessage } from './picture-messages.ts';

export interface PicturePanel {
  readonly panel: WebviewPanel;
  /** The page gets the last picture and the last selection again when it comes back into view. */
  post(message: PictureMessage): void;
}

export interface PicturePanelOptions {
  readonly viewType: string;
  readonly title: string;
  /** Below `images/`. */
  readonly icon: string;
  onOpen(step: string): void;
}

export function createPicturePanel(context: ExtensionContext, options: PicturePanelOptions): PicturePanel {
  const { viewType, title, icon, onOpen } = options;
  const pageFiles = Uri.joinPath(context.extensionUri, 'dist');
  const panel = window.createWebviewPanel(
    viewType,
    title,
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, localResourceRoots: [pageFiles] },
  );
  panel.iconPath = Uri.joinPath(context.extensionUri, 'images', icon);

  let isReady = false;
  const last = new Map<'picture' | 'selection', PictureMessage>();
  panel.webview.onDidReceiveMessage((message: unknown) => {
    const known = readMessage(message);
    if (known?.kind === 'open') onOpen(known.step);
    if (known?.kind !== 'ready') return;
    isReady = true;
    for (const each of last.values()) void panel.webview.postMessage(each);
  });
  panel.webview.html = page(panel.webview, pageFiles);
  return {
    panel,
    post(message) {
      const key = message.kind === 'select' ? 'selection' : 'picture';
      last.delete(key);
      last.set(key, message);
      if (isReady) void panel.webview.postMessage(message);
    },
  };
}

function readMessage(message: unknown): PageMessage | undefined {
  const { kind, step } = Object(message);
  if (kind === 'ready') return { kind };
  return kind === 'open' && typeof step === 'string' ? { kind, step } : undefined;
}

function page(webview: Webview, files: Uri): string {
  const nonce = randomBytes(18).toString('base64url');
  const script = webview.asWebviewUri(Uri.joinPath(files, 'picture.js')).toString();
  const style = webview.asWebviewUri(Uri.joinPath(files, 'picture.css')).toString();
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Slipway</title>
</head>
<body>
<p id="summary" role="status"></p>
<main id="picture"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
