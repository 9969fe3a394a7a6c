// Which variables an instruction refers to in the words that BuildKit expands.

import type { Dockerfile, Flag, Heredoc, Instruction, Word } from '../syntax/ast.ts';
import { type Reference, references } from '../syntax/expand.ts';
import type { Span } from '../syntax/source.ts';

export interface VariableReference {
  readonly name: string;
  /** The word says what holds where the variable is not set: `${name:-x}`, `${name+x}`, `${name?x}`. */
  readonly hasAlternative: boolean;
  /** `$name` or `${name…}`; in the body of a heredoc the whole body. */
  readonly span: Span;
}

/** Word by word, in order in each. What a shell expands is not among them: that is in `ShellScript.variables`. */
export function variableReferences(
  instruction: Instruction,
  { escape }: Pick<Dockerfile, 'escape'>,
): readonly VariableReference[] {
  const found: VariableReference[] = [];
  for (const word of expandedWords(instruction)) {
    for (const { name, start, end, modifier = '' } of referencesIn(word.text, escape)) {
      found.push({ name, hasAlternative: /^:?[-+?]$/.test(modifier), span: word.spanOf(start, end) });
    }
  }
  for (const { content, body } of expandedFiles(instruction)) {
    // Quotes mean nothing in a body, and its escape character is always `\`.
    for (const { name, modifier = '' } of referencesIn(content, '\\', true)) {
      found.push({ name, hasAlternative: /^:?[-+?]$/.test(modifier), span: body });
    }
  }
  return found;
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
