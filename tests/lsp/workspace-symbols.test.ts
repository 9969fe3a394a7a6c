import { expect, test } from 'vitest';
import { workspaceSymbols } from '../../src/lsp/workspace-symbols.ts';
import { expectAnywhere } from './anywhere.ts';
import { viewOf } from './marked.ts';

const views = [
  viewOf('ARG VERSION=1\nFROM golang:$VERSION AS build-linux\nENV APP_HOME=/x\nENV APP_HOME=/y\nRUN echo $HOME\n'),
  viewOf('FROM alpine AS tools\nARG VERSION\n'),
];

function names(query: string): readonly string[] {
  return workspaceSymbols(views, query).map(({ name }) => name);
}

test('stages and what makes variables, in all files', () => {
  expect(names('')).toEqual([
    'build-linux — FROM golang:$VERSION',
    'VERSION',
    'APP_HOME',
    'APP_HOME',
    'tools — FROM alpine',
    'VERSION',
  ]);
});

test('by parts of names, whatever their case', () => {
  expect(names('ver')).toEqual(['build-linux — FROM golang:$VERSION', 'VERSION', 'VERSION']);
  expect(names('aHome')).toEqual(['APP_HOME', 'APP_HOME']);
  expect(names('bld lnx')).toEqual(['build-linux — FROM golang:$VERSION']);
  expect(names('zz')).toEqual([]);
});

test('anywhere', () => {
  expectAnywhere((view, offset) => workspaceSymbols([view], view.text.slice(offset, offset + 2)));
});
