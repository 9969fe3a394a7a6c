import type { CodeAction, TextEdit } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import { describe, expect, test } from 'vitest';
import { type ActionOptions, codeActions, fixAllKind, suppressKind } from '../../src/lsp/code-actions.ts';
import { Positions } from '../../src/lsp/positions.ts';
import type { View } from '../../src/lsp/view.ts';
import { pointAt, uri } from './marked.ts';

const options: ActionOptions = {
  edit: (edits) => ({ changes: { [uri]: [...edits] } }),
  editConfiguration: (rule) => ({ title: `Switch ${rule} off`, edit: { changes: {} } }),
  explain: (rule) => ({ title: 'Explain', command: 'explain', arguments: [rule] }),
};

function actionsAt(marked: string, only?: readonly string[]): { readonly actions: CodeAction[]; readonly view: View } {
  const { view, offset } = pointAt(marked);
  const context = only === undefined ? {} : { only: [...only] };
  return { actions: codeActions(view, { start: offset, end: offset }, context, options), view };
}

function apply(text: string, edits: readonly TextEdit[] = []): string {
  const positions = new Positions(text, 'utf-16');
  const placed = edits.map(({ range, newText }) => ({ ...positions.span(range), newText }));
  return placed
    .toSorted((a, b) => b.start - a.start)
    .reduce((done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end), text);
}

function after(title: string, marked: string, only?: readonly string[]): string | undefined {
  const { actions, view } = actionsAt(marked, only);
  const action = actions.find((each) => each.title === title);
  return action && apply(view.text, action.edit?.changes?.[uri]);
}

const uncleaned = 'FROM debian:13\nRUN apt|cursor|-get update && apt-get install -y curl\n';

describe('on a finding', () => {
  test('there are its fix, what allows it, and its explanation', () => {
    const { actions } = actionsAt(uncleaned);
    expect(actions.map(({ title }) => title)).toEqual([
      'Leave no cache behind',
      'Allow package-cache-left here',
      'Allow package-cache-left in this file',
      'Switch package-cache-left off',
      'Explain package-cache-left',
    ]);
    expect(actions[0]).toMatchObject({ kind: CodeActionKind.QuickFix, isPreferred: true });
    expect(actions.every(({ diagnostics }) => diagnostics?.[0]?.code === 'package-cache-left')).toBe(true);
  });

  test('only the kinds that are asked for are answered', () => {
    const { actions } = actionsAt(uncleaned, [suppressKind]);
    expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set([suppressKind]));
    expect(actionsAt(uncleaned, ['refactor']).actions).toEqual([]);
  });

  test('the empty kind is that of all actions', () => {
    expect(actionsAt(uncleaned, ['']).actions.map(({ kind }) => kind)).toContain(fixAllKind);
    expect(actionsAt(uncleaned, []).actions).toEqual([]);
  });

  test('what allows several findings at once is there once, for all of them', () => {
    const { view } = pointAt('FROM debian:13\nENV A=$a B=$b|cursor|\nCMD ["bash"]\n');
    const actions = codeActions(view, { start: 0, end: view.text.length }, {}, options);
    const allowing = actions.filter(({ kind }) => kind === suppressKind);
    expect(allowing.map(({ title, diagnostics }) => [title, diagnostics?.length])).toEqual([
      ['Allow undefined-variable here', 2],
      ['Allow undefined-variable in this file', 2],
      ['Switch undefined-variable off', 2],
    ]);
  });

  test('a comment above its instruction allows it', () => {
    expect(after('Allow package-cache-left here', uncleaned)).toBe(
      'FROM debian:13\n# slipway ignore=package-cache-left\nRUN apt-get update && apt-get install -y curl\n',
    );
  });

  test('a comment that allows others already gets its name, too', () => {
    const text =
      'FROM debian:13\n# slipway ignore=sudo -- why\nRUN apt|cursor|-get update && apt-get install -y curl\n';
    expect(after('Allow package-cache-left here', text)).toContain(
      '# slipway ignore=sudo,package-cache-left -- why\nRUN',
    );
  });

  test('the comment for the file stands below the directives', () => {
    const text = `# syntax=docker/dockerfile:1\r\n${uncleaned.replaceAll('\n', '\r\n')}`;
    expect(after('Allow package-cache-left in this file', text)).toMatch(
      /^# syntax=docker\/dockerfile:1\r\n# slipway ignore-file=package-cache-left\r\nFROM/,
    );
  });

  test('a comment about comments cannot be allowed by one', () => {
    const { actions } = actionsAt('FROM debian:13\n# slipway ignore=su|cursor|do\nCMD ["bash"]\n', [suppressKind]);
    expect(actions.map(({ title }) => title)).toEqual(['Switch unused-suppression off']);
  });

  test('what the builder refuses cannot be allowed', () => {
    const { actions } = actionsAt('FROM debian:13\nRNU|cursor| true\n');
    expect(actions.some(({ kind }) => kind === suppressKind)).toBe(false);
  });
});

describe('all safe fixes', () => {
  test('are applied together, where they are asked for', () => {
    expect(after('Slipway: apply all safe fixes', uncleaned, ['source.fixAll'])).toBe(
      'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    );
    expect(actionsAt(uncleaned).actions.some(({ kind }) => kind === fixAllKind)).toBe(false);
  });

  test('are no action where there are none', () => {
    expect(actionsAt('FROM debian:13|cursor|\nCMD ["bash"]\n', [fixAllKind]).actions).toEqual([]);
  });
});
