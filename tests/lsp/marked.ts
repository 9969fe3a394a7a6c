// Texts with places in them: `|cursor|` is where somebody points, `«…»` is a range that is asked for or expected.

import type { Range } from 'vscode-languageserver';
import { rules } from '../../rules/index.ts';
import type { BuildSettings } from '../../src/analysis.ts';
import { knowledgeSource } from '../../src/knowledge/base-images/source.ts';
import { recommended } from '../../src/lint/rule.ts';
import type { Encoding } from '../../src/lsp/positions.ts';
import { View, type ViewSettings } from '../../src/lsp/view.ts';
import type { ContextSource } from '../../src/model/context-source.ts';
import type { Span } from '../../src/syntax/source.ts';

export interface Marked {
  /** Without the marks. */
  readonly text: string;
  /** Of the cursors, in order. */
  readonly cursors: readonly number[];
  /** In the order of their starts. */
  readonly spans: readonly Span[];
}

const CURSOR = '|cursor|';

export function unmark(marked: string): Marked {
  let text = '';
  const cursors: number[] = [];
  const open: number[] = [];
  const spans: Span[] = [];
  for (let at = 0; at < marked.length; at++) {
    const character = marked.charAt(at);
    if (marked.startsWith(CURSOR, at)) {
      cursors.push(text.length);
      at += CURSOR.length - 1;
    } else if (character === '«') {
      open.push(text.length);
    } else if (character === '»') {
      const start = open.pop();
      if (start === undefined) throw new Error(`a » without its « in ${marked}`);
      spans.push({ start, end: text.length });
    } else {
      text += character;
    }
  }
  if (open.length > 0) throw new Error(`a « without its » in ${marked}`);
  return { text, cursors, spans: spans.toSorted((a, b) => a.start - b.start || b.end - a.end) };
}

/** The text of a view with marks around ranges, as a test writes them. Of equal starts the longer range is outside. */
export function mark({ text, positions }: View, ranges: readonly Range[]): string {
  const spans = ranges.map((range) => positions.span(range));
  const marks = spans.flatMap(({ start, end }) => [
    { at: start, text: '«', order: start === end ? 1 : 2, length: start - end },
    { at: end, text: '»', order: start === end ? 1.5 : 0, length: end - start },
  ]);
  let result = '';
  let last = 0;
  for (const { at, text: sign } of marks.toSorted((a, b) => a.at - b.at || a.order - b.order || a.length - b.length)) {
    result += text.slice(last, at) + sign;
    last = at;
  }
  return result + text.slice(last);
}

export interface Given extends Partial<Omit<ViewSettings, 'build'>> {
  readonly build?: BuildSettings;
  /** The files of the build context; a folder is there with its files. */
  readonly files?: Readonly<Record<string, string>>;
  /** The text of `.dockerignore`. */
  readonly ignored?: string;
}

export const uri = 'file:///project/Dockerfile';

/** A view of a text without marks. */
export function viewOf(text: string, { files, ignored, build, ...settings }: Given = {}): View {
  const encoding: Encoding = 'utf-16';
  return new View(
    { uri, version: 1, text, path: 'Dockerfile' },
    {
      rules: recommended(rules),
      knownRules: rules,
      level: 'info',
      documentation: 'https://example.com/rules#',
      encoding,
      ...settings,
      build: {
        images: knowledgeSource,
        ...build,
        ...((files ?? ignored) !== undefined && { context: contextOf(files ?? {}, ignored) }),
      },
    },
  );
}

/** A view of a marked text and the one place in it that somebody points to. */
export function pointAt(marked: string, given?: Given): Marked & { readonly view: View; readonly offset: number } {
  const read = unmark(marked);
  const [offset, another] = read.cursors;
  if (offset === undefined || another !== undefined) throw new Error(`not one ${CURSOR} in ${marked}`);
  return { ...read, view: viewOf(read.text, given), offset };
}

function contextOf(files: Readonly<Record<string, string>>, ignored: string | undefined): ContextSource {
  const folders = new Map<string, Set<string>>([['.', new Set()]]);
  for (const path of Object.keys(files)) {
    const steps = path.split('/');
    for (const [index, name] of steps.entries()) {
      const folder = steps.slice(0, index).join('/') || '.';
      const entries = folders.get(folder) ?? new Set();
      entries.add(index === steps.length - 1 ? name : `${name}/`);
      folders.set(folder, entries);
    }
  }
  return {
    ignoreFile: () => (ignored === undefined ? undefined : { path: '.dockerignore', text: ignored }),
    entries: (folder) => {
      const entries = folders.get(folder);
      return entries && [...entries];
    },
    read: (path) => files[path],
  };
}
