// The marks of impact: a bar beside the lines, and one in the ruler for what is not cached.

import {
  type DecorationOptions,
  type Disposable,
  type ExtensionContext,
  type MarkdownString,
  OverviewRulerLane,
  type Range,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  Uri,
  window,
} from 'vscode';
import type { Fate } from './requests.ts';

export interface Mark {
  readonly fate: Fate;
  readonly range: Range;
  readonly hover: MarkdownString;
}

export interface Marks extends Disposable {
  /** In place of those that the editor has. */
  set(editor: TextEditor, marks: readonly Mark[]): void;
}

const fates = ['cached', 'rebuilds', 'uncertain'] as const;

const rulerColors: Readonly<Record<Fate, string | undefined>> = {
  cached: undefined,
  rebuilds: 'editorWarning.foreground',
  uncertain: 'editorInfo.foreground',
};

export function createMarks({ extensionUri }: ExtensionContext): Marks {
  const types = fates.map((fate) => [fate, decorationType(fate, extensionUri)] as const);
  return {
    set(editor, marks) {
      for (const [fate, type] of types) {
        const options = marks.filter((mark) => mark.fate === fate).map(decoration);
        editor.setDecorations(type, options);
      }
    },
    dispose() {
      for (const [, type] of types) type.dispose();
    },
  };
}

function decoration({ range, hover }: Mark): DecorationOptions {
  return { range, hoverMessage: hover };
}

function decorationType(fate: Fate, extension: Uri): TextEditorDecorationType {
  const color = rulerColors[fate];
  return window.createTextEditorDecorationType({
    isWholeLine: true,
    gutterIconPath: Uri.joinPath(extension, 'images', `impact-${fate}.svg`),
    gutterIconSize: 'contain',
    ...(color !== undefined && {
      overviewRulerColor: new ThemeColor(color),
      overviewRulerLane: OverviewRulerLane.Left,
    }),
  });
}
