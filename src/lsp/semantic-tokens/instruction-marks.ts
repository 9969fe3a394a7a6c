// What the words of an instruction are: keywords, flags, stages, variables, values, and the scripts in it.

import type { Analysis } from '../../analysis.ts';
import { isAs } from '../../syntax/instruction-error.ts';
import { commandLineOf } from '../../shell/run.ts';
import { variableReferences } from '../../model/variable-references.ts';
import type { Flag, From, Heredoc, Instruction, Mount, Word } from '../../syntax/ast.ts';
import type { Folded } from '../../syntax/folded.ts';
import { toLower } from '../../syntax/go/unicode.ts';
import { carriedOut } from '../names/carried-out.ts';
import type { Marks } from './marks.ts';
import { markScript } from './script-marks.ts';

/** Where an instruction stands. */
export interface Site {
  readonly analysis: Analysis;
  /** The names of all stages, in lower case. */
  readonly stageNames: ReadonlySet<string>;
}

export function markInstruction(instruction: Instruction, site: Site, marks: Marks): void {
  const { folded, heredocs } = instruction;
  const inner = carriedOut(instruction);
  markWords(instruction, site, marks);
  for (const heredoc of heredocs) markHeredoc(heredoc, inner, site, marks);
  for (const { span, nameSpan } of variableReferences(instruction, site.analysis.file)) {
    marks.add('variable', { start: span.start, end: Math.min(nameSpan.end, span.end) });
    if (nameSpan.end < span.end) marks.add('variable', { start: span.end - 1, end: span.end });
  }
  markCommand(inner, site, marks);
  markContinuations(folded, marks);
}

function markCommand(instruction: Instruction, { analysis }: Site, marks: Marks): void {
  const line = commandLineOf(instruction);
  const script = analysis.shell(instruction);
  if (line === undefined || script === undefined || script.commands.length === 0) return;
  if (line.form === 'shell') {
    markScript(script, line.text, marks);
    return;
  }
  // Of `["sh", "-c", "…"]` only the last string is a script; of all else none is.
  const text = line.words.length > 1 ? line.words.find((word) => word.text === script.text) : undefined;
  if (text === undefined) return;
  marks.add(undefined, text.spanOf(0, text.text.length));
  markScript(script, text, marks);
}

/** The ends of lines that go on, with the comments below them, are no part of what goes on. */
function markContinuations(folded: Folded, marks: Marks): void {
  let last: number | undefined;
  for (const { start, end } of folded.runs()) {
    if (last !== undefined) marks.add(undefined, { start: last, end: start });
    last = end;
  }
}

function markWords(instruction: Instruction, site: Site, marks: Marks): void {
  const { kind, keyword, flags, args, json } = instruction;
  if (kind === 'Unknown') return;
  if (kind === 'Maintainer') marks.add('keyword', keyword.span, 'deprecated');
  else marks.add('keyword', keyword.span);
  for (const flag of flags) markFlag(flag, site, marks);
  if (json) for (const { span } of args) marks.add('string', span);
  switch (kind) {
    case 'From':
      return markFrom(instruction, site, marks);
    case 'Run':
      for (const mount of instruction.mounts) markMount(mount, site, marks);
      return;
    case 'Healthcheck':
      if (instruction.type !== undefined && args[0] !== undefined) marks.add('keyword', args[0].span);
      if (instruction.command?.form === 'exec')
        for (const { span } of instruction.command.words) marks.add('string', span);
      return;
    case 'Env':
      for (const { name, value } of instruction.pairs) {
        marks.add('variable', name.span, 'declaration');
        marks.add('string', value.span);
      }
      return;
    case 'Label':
      for (const { name, value } of instruction.pairs) {
        marks.add('property', name.span);
        marks.add('string', value.span);
      }
      return;
    case 'Arg':
      for (const { name, value } of instruction.variables) {
        marks.add('variable', name.span, 'declaration', 'readonly');
        if (value !== undefined) marks.add('string', value.span);
      }
      return;
    case 'Expose':
      for (const word of args) markPort(word, marks);
      return;
    case 'Stopsignal':
    case 'User':
      if (instruction.value !== undefined) markNumbers(instruction.value, marks);
      return;
    case 'Maintainer':
      if (instruction.value !== undefined) marks.add('string', instruction.value.span);
      return;
    case 'Onbuild':
      if (instruction.trigger !== undefined) markWords(instruction.trigger, site, marks);
      return;
    case 'Add':
    case 'Cmd':
    case 'Copy':
    case 'Entrypoint':
    case 'Shell':
    case 'Volume':
    case 'Workdir':
      return;
    default:
      instruction satisfies never;
  }
}

function markFrom({ args }: From, site: Site, marks: Marks): void {
  const [image, as, name] = args;
  if (image !== undefined) markSource(image, site, marks);
  if (as === undefined || !isAs(as.text)) return;
  marks.add('keyword', as.span);
  if (name !== undefined) marks.add('class', name.span, 'declaration');
}

/** A stage, an image, or a number that stands for a stage. */
function markSource({ text, span }: Word, { stageNames }: Site, marks: Marks): void {
  if (stageNames.has(toLower(text))) marks.add('class', span);
  else if (/^\d+$/.test(text)) marks.add('number', span);
  else if (text === 'scratch') marks.add('namespace', span, 'defaultLibrary');
  else marks.add('namespace', span);
}

function markFlag({ name, value, nameSpan }: Flag, site: Site, marks: Marks): void {
  marks.add('parameter', nameSpan);
  if (value === undefined) return;
  switch (name) {
    case 'from':
      return markSource(value, site, marks);
    case 'mount':
      return;
    case 'platform':
    case 'network':
    case 'security':
      return marks.add('enumMember', value.span);
    default:
      if (/^(?:true|false)$/i.test(value.text)) marks.add('enumMember', value.span);
      else if (/^\d[\w.]*$/.test(value.text)) marks.add('number', value.span);
      else marks.add('string', value.span);
  }
}

function markMount({ fields }: Mount, site: Site, marks: Marks): void {
  for (const { key, keySpan, value } of fields) {
    marks.add('property', keySpan);
    if (value === undefined) continue;
    if (key === 'from') markSource(value, site, marks);
    else if (key === 'type' || key === 'sharing') marks.add('enumMember', value.span);
    else if (/^(?:true|false)$/i.test(value.text)) marks.add('enumMember', value.span);
    else if (/^\d+$/.test(value.text)) marks.add('number', value.span);
    else marks.add('string', value.span);
  }
}

/** `8000-8100/tcp`. */
function markPort(word: Word, marks: Marks): void {
  const slash = word.text.indexOf('/');
  if (slash !== -1) marks.add('enumMember', word.spanOf(slash + 1, word.text.length));
  markNumbers(slash === -1 ? word : word.slice(0, slash), marks);
}

function markNumbers(word: Word, marks: Marks): void {
  for (const { 0: digits, index } of word.text.matchAll(/(?<!\w)\d+(?!\w)/g)) {
    marks.add('number', word.spanOf(index, index + digits.length));
  }
}

function markHeredoc(heredoc: Heredoc, { kind }: Instruction, { analysis }: Site, marks: Marks): void {
  const { span, body, terminator } = heredoc;
  const operator = /^\d*<<-?/.exec(analysis.source.text.slice(span.start, span.end))?.[0] ?? '';
  marks.add('label', span);
  marks.add('operator', { start: span.start, end: span.start + operator.length });
  if (kind !== 'Run') marks.add('string', body);
  if (terminator !== undefined) marks.add('label', terminator);
}
