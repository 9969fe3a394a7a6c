import { expect, test } from 'vitest';
import { references } from '../../src/lsp/references.ts';
import { expectAnywhere } from './anywhere.ts';
import { mark, pointAt } from './marked.ts';

function referencesAt(marked: string, includeDeclaration: boolean): string {
  const { view, offset } = pointAt(marked);
  return mark(
    view,
    references(view, offset, { includeDeclaration }).map(({ range }) => range),
  );
}

test('with and without the place that makes it', () => {
  const file = 'FROM a AS one\nFROM one\nCOPY --from=|cursor|0 / /\n';
  expect(referencesAt(file, true)).toBe('FROM a AS «one»\nFROM «one»\nCOPY --from=«0» / /\n');
  expect(referencesAt(file, false)).toBe('FROM a AS one\nFROM «one»\nCOPY --from=«0» / /\n');
});

test('an ENV that sets a variable once more refers to it', () => {
  const file = 'FROM a\nENV A=1\nENV A=2$|cursor|A\n';
  expect(referencesAt(file, true)).toBe('FROM a\nENV «A»=1\nENV «A»=2$«A»\n');
  expect(referencesAt(file, false)).toBe('FROM a\nENV A=1\nENV «A»=2$«A»\n');
});

test('a variable of the base image has references, too', () => {
  expect(referencesAt('FROM node\nRUN echo $|cursor|PATH\nENV X=$PATH\n', false)).toBe(
    'FROM node\nRUN echo $«PATH»\nENV X=$«PATH»\n',
  );
});

test('where nothing has a name there is none', () => {
  expect(referencesAt('FROM a\nR|cursor|UN echo\n', true)).toBe('FROM a\nRUN echo\n');
});

test('anywhere', () => {
  expectAnywhere((view, offset) => references(view, offset, { includeDeclaration: offset % 2 === 0 }));
});
