// The names of heredocs: the word that opens one, and the line that ends it.

import type { Dockerfile, Heredoc, Instruction } from '../../syntax/ast.ts';
import type { Span } from '../../syntax/source.ts';
import { carriedOut } from './carried-out.ts';
import type { HeredocSymbol, Obstacle, Occurrence } from './symbols.ts';

export function heredocSymbols({ instructions, source }: Dockerfile): readonly HeredocSymbol[] {
  return instructions.flatMap((instruction) =>
    instruction.heredocs.map((heredoc) => symbolOf(heredoc, instruction, source.text)),
  );
}

function symbolOf(heredoc: Heredoc, instruction: Instruction, text: string): HeredocSymbol {
  const { name, terminator } = heredoc;
  const opener = openerName(heredoc, text);
  const definition: Occurrence = {
    span: opener ?? heredoc.span,
    access: 'definition',
    isSpelt: opener !== undefined,
    source: undefined,
  };
  const occurrences = [definition];
  if (terminator !== undefined) {
    const span = { start: terminator.end - name.length, end: terminator.end };
    occurrences.push({ span, access: 'read', isSpelt: true, source: definition });
  }
  const obstacles: Obstacle[] = [];
  if (opener === undefined) obstacles.push({ span: heredoc.span, reason: 'spelling' });
  if (namesFile(heredoc, instruction)) obstacles.push({ span: definition.span, reason: 'file name' });
  return { kind: 'heredoc', name, heredoc, instruction, occurrences, obstacles };
}

/** The name in `<<NAME`, `<<-"NAME"`, `3<< 'NAME'`; undefined where quotes or escapes stand inside of it. */
function openerName({ name, span }: Heredoc, text: string): Span | undefined {
  const written = text.slice(span.start, span.end);
  const [head = ''] = /^\d*<<-?\s*/.exec(written) ?? [];
  const rest = written.slice(head.length);
  const quote = [`"${name}"`, `'${name}'`].includes(rest) ? 1 : 0;
  if (quote === 0 && rest !== name) return undefined;
  const start = span.start + head.length + quote;
  return { start, end: start + name.length };
}

/** Into a folder COPY and ADD write a file of the heredoc's name. */
function namesFile({ name }: Heredoc, instruction: Instruction): boolean {
  const transfer = carriedOut(instruction);
  if (transfer.kind !== 'Copy' && transfer.kind !== 'Add') return false;
  const { inline, sources, destination } = transfer;
  const isAlone = inline.length + sources.length === 1;
  return inline.some((heredoc) => heredoc.name === name) && !(isAlone && isFilePath(destination?.text ?? ''));
}

function isFilePath(path: string): boolean {
  return !/(?:^|\/)\.{0,2}$/.test(path) && !path.includes('$');
}
