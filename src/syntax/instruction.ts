// From words to meaning: the typed instruction of the tree.

import type { CommandLine, Comment, Heredoc, ImageName, Instruction, Lines, Mount, Word } from './ast.ts';
import { findFlag } from './flag-table.ts';
import { Folded } from './folded.ts';
import { toUpper } from './go/unicode.ts';
import { readOpener, shellText } from './heredoc.ts';
import { type ImageReference, parseImageReference } from './image-reference.ts';
import { isAs } from './instruction-error.ts';
import { readMount } from './mount.ts';
import type { Node } from './node.ts';
import type { Source, Span } from './source.ts';

/** What surrounds a node in its file. */
export interface Surroundings {
  readonly source: Source;
  readonly span: Span;
  readonly lines: Lines;
  readonly heredocs: readonly Heredoc[];
  readonly comments: readonly Comment[];
}

/** Builds the instruction; what is missing or malformed in it is undefined. */
export function toInstruction(node: Node, around: Surroundings): Instruction {
  const { folded, keyword, flags, args, json, kind } = node;
  const { span, lines, heredocs, comments } = around;
  const base = { keyword, folded, span, lines, flags, args, json, heredocs, comments };
  switch (kind) {
    case 'From':
      return { kind, ...base, image: imageName(args[0]), platform: findFlag(flags, 'platform'), name: stageName(args) };
    case 'Run':
      return { kind, ...base, command: commandLine(node, args, around), mounts: mounts(node) };
    case 'Cmd':
    case 'Entrypoint':
      return { kind, ...base, command: commandLine(node, args, around) };
    case 'Healthcheck':
      return { kind, ...base, ...healthcheck(node, around) };
    case 'Copy':
      return { kind, ...base, ...transfer(args, heredocs), from: findFlag(flags, 'from') };
    case 'Add':
      return { kind, ...base, ...transfer(args, heredocs) };
    case 'Env':
    case 'Label':
      return { kind, ...base, pairs: node.pairs };
    case 'Arg':
      return { kind, ...base, variables: args.map(variable) };
    case 'Maintainer':
    case 'Stopsignal':
    case 'User':
    case 'Workdir':
      return { kind, ...base, value: args[0] };
    case 'Onbuild':
      return { kind, ...base, trigger: trigger(node, around) };
    case 'Expose':
    case 'Shell':
    case 'Unknown':
    case 'Volume':
      return { kind, ...base };
    default:
      return kind satisfies never;
  }
}

function imageName(word: Word | undefined): ImageName | undefined {
  if (word === undefined) return undefined;
  return new FromImage(word);
}

/** Reads the reference when somebody asks for it. */
class FromImage implements ImageName {
  readonly text: string;
  readonly span: Span;
  #result: ReturnType<typeof parseImageReference> | undefined;

  constructor({ text, span }: Word) {
    this.text = text;
    this.span = span;
  }

  get reference(): ImageReference | undefined {
    if (this.text.includes('$')) return undefined;
    this.#result ??= parseImageReference(this.text);
    return this.#result.ok ? this.#result.value : undefined;
  }
}

function stageName([, as, name]: readonly Word[]): Word | undefined {
  return as && isAs(as.text) ? name : undefined;
}

function mounts({ flags }: Node): readonly Mount[] {
  return flags.flatMap((flag) => (flag.name === 'mount' ? [readMount(flag).mount] : []));
}

function commandLine({ json, keyword }: Node, words: readonly Word[], around: Surroundings): CommandLine {
  const { end } = keyword.span;
  const [first] = words;
  const last = words.at(-1);
  const span = first && last ? { start: first.span.start, end: last.span.end } : { start: end, end };
  if (json) return { form: 'exec', words, span };
  const text = first ? shellText(first, around.heredocs, around.source.text) : Folded.verbatim('', end);
  return { form: 'shell', text, span };
}

function healthcheck(
  node: Node,
  around: Surroundings,
): { type: 'NONE' | 'CMD' | undefined; command: CommandLine | undefined } {
  const [word, ...command] = node.args;
  const type = word && toUpper(word.text);
  if (type === 'NONE') return { type, command: undefined };
  if (type !== 'CMD') return { type: undefined, command: undefined };
  return { type, command: commandLine(node, command, { ...around, heredocs: [] }) };
}

interface Transfer {
  readonly sources: readonly Word[];
  readonly inline: readonly Heredoc[];
  readonly destination: Word | undefined;
}

/** Of several heredocs with one name, BuildKit takes the last for each (instructions/parse.go: parseSourcesAndDest). */
function transfer(args: readonly Word[], heredocs: readonly Heredoc[]): Transfer {
  const destination = args.at(-1);
  if (heredocs.length === 0) return { sources: args.slice(0, -1), inline: [], destination };
  const byName = new Map(heredocs.map((heredoc) => [heredoc.name, heredoc]));
  const sources: Word[] = [];
  const inline: Heredoc[] = [];
  for (const word of args.slice(0, -1)) {
    const result = word.text.includes('<<') ? readOpener(word.text) : undefined;
    const opener = result && 'opener' in result ? result.opener : undefined;
    const heredoc = opener && byName.get(opener.name);
    if (heredoc) inline.push(heredoc);
    else sources.push(word);
  }
  return { sources, inline, destination };
}

function variable(word: Word): { readonly name: Word; readonly value: Word | undefined } {
  const equals = word.text.indexOf('=');
  if (equals === -1) return { name: word, value: undefined };
  return { name: word.slice(0, equals), value: word.slice(equals + 1) };
}

function trigger({ trigger: node }: Node, around: Surroundings): Instruction | undefined {
  if (node === undefined) return undefined;
  const { start } = node.keyword.span;
  return toInstruction(node, { ...around, span: { start, end: around.span.end }, comments: [] });
}
