// The syntax tree as JSON. Its shape is stable: members are added, never renamed or removed.

import type { Diagnostic } from '../diagnostic.ts';
import type { CommandLine, Comment, Flag, Heredoc, Instruction, Mount, Pair, Word } from '../syntax/ast.ts';
import type { Parsed } from '../syntax/parse.ts';
import type { Span } from '../syntax/source.ts';
import { jsonText } from './json-text.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The tree as JSON text. Members have the names that they have in syntax/ast.ts.
 * - A span is `[start, end]`: offsets in UTF-16 units, the end exclusive. Lines count from 1.
 * - A word is `{ "text", "span" }`, the text as the builder reads it: without continuations, inside JSON without quotes.
 * - What an instruction does not have is left out, unless it is a list.
 */
export function treeJson({ file, diagnostics }: Parsed): string {
  return jsonText({
    version: 1,
    path: file.source.path,
    escape: file.escape,
    directives: file.directives.map(({ name, value, span }) => ({ name, value, span: pairOf(span) })),
    comments: file.comments.map(comment),
    instructions: file.instructions.map(instruction),
    diagnostics: diagnostics.map(diagnostic),
  });
}

function instruction(node: Instruction): Json {
  return {
    kind: node.kind,
    keyword: word(node.keyword),
    span: pairOf(node.span),
    lines: [node.lines.first, node.lines.last],
    flags: node.flags.map(flag),
    json: node.json,
    args: node.args.map(word),
    ...details(node),
    heredocs: node.heredocs.map(heredoc),
    comments: node.comments.map(comment),
  };
}

/** What only instructions of this kind have. */
function details(node: Instruction): Json {
  switch (node.kind) {
    case 'From':
      return { image: image(node.image), platform: valueOf(node.platform), name: maybe(node.name) };
    case 'Run':
      return { command: command(node.command), mounts: node.mounts.map(mount) };
    case 'Cmd':
    case 'Entrypoint':
      return { command: command(node.command) };
    case 'Healthcheck':
      return { type: node.type, command: node.command && command(node.command) };
    case 'Copy':
      return { sources: node.sources.map(word), destination: maybe(node.destination), from: valueOf(node.from) };
    case 'Add':
      return { sources: node.sources.map(word), destination: maybe(node.destination) };
    case 'Env':
    case 'Label':
      return { pairs: node.pairs.map(pair) };
    case 'Arg':
      return { variables: node.variables.map((each) => ({ name: word(each.name), value: maybe(each.value) })) };
    case 'User':
    case 'Workdir':
    case 'Stopsignal':
    case 'Maintainer':
      return { value: maybe(node.value) };
    case 'Onbuild':
      return { trigger: node.trigger && instruction(node.trigger) };
    case 'Expose':
    case 'Volume':
    case 'Shell':
    case 'Unknown':
      return {};
    default:
      return node satisfies never;
  }
}

function image(name: Extract<Instruction, { kind: 'From' }>['image']): Json | undefined {
  if (name === undefined) return undefined;
  const { text, span, reference } = name;
  if (reference === undefined) return { text, span: pairOf(span) };
  const { registry, repository, tag, digest, normalized } = reference;
  return { text, span: pairOf(span), reference: { registry, repository, tag, digest, normalized } };
}

function command(line: CommandLine): Json {
  return line.form === 'exec'
    ? { form: 'exec', words: line.words.map(word) }
    : { form: 'shell', text: line.text.text, span: pairOf(line.span) };
}

function mount({ type, fields, flag: { span } }: Mount): Json {
  return { type, span: pairOf(span), fields: fields.map((field) => ({ key: field.key, value: maybe(field.value) })) };
}

function flag({ name, value, span }: Flag): Json {
  return { name, value: maybe(value), span: pairOf(span) };
}

function valueOf(given: Flag | undefined): Json | undefined {
  return maybe(given?.value);
}

function pair({ name, value, separator }: Pair): Json {
  return { name: word(name), value: word(value), separator };
}

function heredoc({ name, fileDescriptor, expand, chomp, content, span, body, terminator }: Heredoc): Json {
  return {
    name,
    fileDescriptor,
    expand,
    chomp,
    content,
    span: pairOf(span),
    body: pairOf(body),
    terminator: terminator && pairOf(terminator),
  };
}

function comment({ text, span }: Comment): Json {
  return { text, span: pairOf(span) };
}

function diagnostic({ severity, message, help, span }: Diagnostic): Json {
  return { severity, message, help, span: pairOf(span) };
}

function maybe(each: Word | undefined): Json | undefined {
  return each && word(each);
}

function word({ text, span }: Word): Json {
  return { text, span: pairOf(span) };
}

function pairOf({ start, end }: Span): readonly [number, number] {
  return [start, end];
}
