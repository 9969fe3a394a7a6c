// Which variables an instruction refers to in the words that BuildKit expands.

import type { Dockerfile, Flag, Heredoc, Instruction, Word } from '../syntax/ast.ts';
import { type Reference, references } from '../syntax/expand.ts';
import { Folded } from '../syntax/folded.ts';
import type { Span } from '../syntax/source.ts';

export interface VariableReference {
  readonly name: string;
  /** The word says what holds where the variable is not set: `${name:-x}`, `${name+x}`, `${name?x}`. */
  readonly hasAlternative: boolean;
  /** `$name` or `${name…}`. */
  readonly span: Span;
  readonly nameSpan: Span;
}

/** Word by word, in order in each. What a shell expands is not among them: that is in `ShellScript.variables`. */
export function variableReferences(
  instruction: Instruction,
  { escape }: Pick<Dockerfile, 'escape'>,
): readonly VariableReference[] {
  const found: VariableReference[] = [];
  for (const word of expandedWords(instruction)) {
    for (const reference of referencesIn(word.text, escape)) found.push(placed(reference, word));
  }
  for (const { content, body } of expandedFiles(instruction)) {
    const text = Folded.verbatim(content, body.start);
    // Quotes mean nothing in a body, and its escape character is always `\`.
    for (const reference of referencesIn(content, '\\', true)) found.push(placed(reference, text));
  }
  return found;
}

function placed({ name, start, end, modifier = '' }: Reference, word: Word): VariableReference {
  const nameStart = start + (word.text.startsWith('${', start) ? 2 : 1);
  return {
    name,
    hasAlternative: /^:?[-+?]$/.test(modifier),
    span: word.spanOf(start, end),
    nameSpan: word.spanOf(nameStart, nameStart + name.length),
  };
}

function referencesIn(text: string, escape: Dockerfile['escape'], skipProcessQuotes = false): readonly Reference[] {
  return text.includes('$') ? references(text, { escape, skipProcessQuotes }) : [];
}

/** The words in which BuildKit replaces variables. */
function expandedWords(instruction: Instruction): readonly Word[] {
  switch (instruction.kind) {
    case 'From':
      return [...instruction.args.slice(0, 1), ...valuesOf(instruction.flags, ['platform'])];
    case 'Arg':
      return instruction.variables.flatMap(({ value }) => value ?? []);
    case 'Env':
    case 'Label':
      return instruction.pairs.flatMap(({ name, value }) => [name, value]);
    case 'Add':
    case 'Copy': {
      const { flags, sources, destination } = instruction;
      return [...valuesOf(flags, ['chown', 'chmod', 'checksum']), ...sources, ...(destination ? [destination] : [])];
    }
    case 'Run':
      return instruction.mounts.flatMap(({ fields }) => fields.flatMap(({ value }) => value ?? []));
    case 'Stopsignal':
    case 'User':
    case 'Workdir':
      return instruction.value === undefined ? [] : [instruction.value];
    case 'Expose':
    case 'Volume':
      return instruction.args;
    case 'Onbuild':
      return instruction.trigger === undefined ? [] : expandedWords(instruction.trigger);
    case 'Cmd':
    case 'Entrypoint':
    case 'Healthcheck':
    case 'Maintainer':
    case 'Shell':
    case 'Unknown':
      return [];
    default:
      return instruction satisfies never;
  }
}

function valuesOf(flags: readonly Flag[], names: readonly string[]): readonly Word[] {
  return flags.flatMap(({ name, value }) => (value !== undefined && names.includes(name) ? [value] : []));
}

function expandedFiles(instruction: Instruction): readonly Heredoc[] {
  if (instruction.kind !== 'Copy' && instruction.kind !== 'Add') return [];
  return instruction.inline.filter(({ expand }) => expand);
}
