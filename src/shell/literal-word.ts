// A word that no shell reads: of the exec form, or of an argument list.

import type { Span } from '../syntax/source.ts';
import type { ShellWord } from './tree.ts';

export function literalWord(text: string, span: Span): ShellWord {
  return {
    text,
    value: text,
    pattern: text,
    literalPrefix: text,
    splits: false,
    span,
    variables: [],
    substitutions: [],
  };
}
