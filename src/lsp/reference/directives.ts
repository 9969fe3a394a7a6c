// The parser directives: comments at the head of the file that say how to read it.

import type { Directive } from '../../syntax/ast.ts';
import type { Entry } from './entry.ts';

const directives: Readonly<Record<Directive['name'], Entry>> = {
  syntax: {
    summary: 'The image of the program that reads this Dockerfile.',
    details:
      '`docker/dockerfile:1` is always the newest of version 1, whatever the builder was delivered with. Without it, the builder reads the file itself.',
    syntax: ['# syntax=<image>'],
    operands: { '<image>': 'An image that is a frontend of BuildKit.' },
    values: {
      'docker/dockerfile:1': 'the newest of version 1',
      'docker/dockerfile:1-labs': 'the same with what is still being tried out',
    },
    example: '# syntax=docker/dockerfile:1',
  },
  escape: {
    summary: 'The character that continues a line and takes the meaning from the next one.',
    details: 'The backtick helps on Windows, where the backslash is in paths.',
    syntax: ['# escape=<character>'],
    values: { '\\': 'as it is anyway', '`': 'for paths of Windows' },
    example: '# escape=`',
  },
  check: {
    summary: 'Which of BuildKit’s checks are left out, and whether the others fail the build.',
    syntax: ['# check=skip=<check>,…', '# check=error=<boolean>'],
    operands: {
      '<check>': 'The name of a check, as `JSONArgsRecommended`, or `all`.',
      '<boolean>': '`true`: what a check reports fails the build.',
    },
    example: '# check=skip=JSONArgsRecommended;error=true',
  },
};

/** The entry of a directive, in small letters. */
export function directiveReference(name: string): Entry | undefined {
  return isDirective(name) ? directives[name] : undefined;
}

/** The names, in the order in which they are worth telling. */
export const directiveNames: readonly Directive['name'][] = ['syntax', 'escape', 'check'];

function isDirective(name: string): name is Directive['name'] {
  return Object.hasOwn(directives, name);
}
