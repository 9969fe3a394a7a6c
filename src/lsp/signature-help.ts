// How the instruction around the cursor is written, and which part of it comes there.

import {
  MarkupKind,
  type ParameterInformation,
  type SignatureHelp,
  type SignatureInformation,
} from 'vscode-languageserver';
import { lastAt } from '../model/last-at.ts';
import { canonicalKey, readMount } from '../syntax/mount.ts';
import { type Cursor, cursorIn } from './completion/cursor.ts';
import { type Place, placeOf } from './completion/place.ts';
import type { Entry } from './reference/entry.ts';
import { flagReference, flagsOf } from './reference/flags.ts';
import { instructionReference, isKeyword, type Keyword } from './reference/instructions.ts';
import { mountOptionReference, mountReference } from './reference/mounts.ts';
import { argumentsOf, operandAt } from './completion/signature-operands.ts';
import type { View } from './view.ts';

/** Null outside of instructions, in a keyword, in a comment, in the body of a heredoc, and for an unknown instruction. */
export function signatureHelp(view: View, offset: number): SignatureHelp | null {
  const cursor = cursorIn(view, offset);
  const keyword = cursor?.instruction.kind.toUpperCase() ?? '';
  if (cursor === undefined || !isKeyword(keyword) || isInOtherText(cursor)) return null;
  const place = placeOf(cursor);
  if (place?.kind === 'keyword') return null;
  const ofMount =
    place?.kind === 'value' && place.flag === 'mount' && keyword === 'RUN' ? mountSignature(cursor) : null;
  if (ofMount !== null) return ofMount;
  const entry = instructionReference[keyword];
  const forms = entry.syntax.map((form) => formOf(form, keyword, entry));
  const written = argumentsOf(cursor);
  const activeSignature = forms.findIndex(({ label }) => isForm(label, written.text));
  const active = forms[Math.max(0, activeSignature)];
  const label =
    place?.kind === 'flag' || place?.kind === 'value'
      ? flagLabel(keyword, flagName(place, cursor))
      : operandAt(keyword, written);
  return {
    signatures: forms,
    activeSignature: Math.max(0, activeSignature),
    ...activeOf(active, (parameter) => parameter === label),
  };
}

/** Comments between the lines of an instruction, and what stands below `<<EOF`. */
function isInOtherText({ view, offset, outer }: Cursor): boolean {
  const { comments } = view.analysis.file;
  const comment = lastAt(comments, offset, ({ span }) => span.start);
  if (comment !== undefined && offset <= comment.span.end) return true;
  const [first] = outer.heredocs;
  return first !== undefined && offset >= first.body.start;
}

function formOf(form: string, keyword: Keyword, entry: Entry): SignatureInformation {
  const flags = flagsOf(keyword).flatMap((name): readonly ParameterInformation[] => {
    const flag = flagReference(keyword, name);
    return flag === undefined ? [] : [parameterOf(`[${flag.syntax[0] ?? ''}]`, flag.summary)];
  });
  const label = form.replace('[flag…]', flags.map((flag) => flag.label).join(' '));
  const operands = Object.entries(entry.operands ?? {})
    .filter(([name]) => form.includes(name))
    .toSorted(([a], [b]) => form.indexOf(a) - form.indexOf(b));
  return {
    label,
    documentation: { kind: MarkupKind.Markdown, value: entry.summary },
    parameters: [...(label === form ? [] : flags), ...operands.map(([name, text]) => parameterOf(name, text))],
  };
}

/** A part is named by its text: not every client understands offsets. */
function parameterOf(label: string, text: string): ParameterInformation {
  return { label, documentation: { kind: MarkupKind.Markdown, value: text } };
}

/** Whether the arguments look like a form: a JSON array, a heredoc, `NONE`; any other form fits all else. */
function isForm(label: string, written: string): boolean {
  if (written === '') return true;
  const text = written.replace(/^CMD\s+/i, '');
  if (text.startsWith('[')) return label.includes('"<');
  if (text.startsWith('<<') && label.startsWith('RUN ')) return label.endsWith('<<EOF');
  if (/^N/i.test(text) && label.startsWith('HEALTHCHECK ')) return label.endsWith('NONE');
  return !label.includes('"<');
}

/** As far as it is typed. */
function flagName(place: Place & { readonly kind: 'flag' | 'value' }, { line, at }: Cursor): string {
  return place.kind === 'value'
    ? place.flag
    : line.text.slice(place.word.start, Math.max(place.word.start, at)).replace(/^-+/, '');
}

/** The flag of that name, or the first that begins so. */
function flagLabel(keyword: Keyword, name: string): string | undefined {
  const names = flagsOf(keyword);
  const found = names.find((flag) => flag === name) ?? names.find((flag) => flag.startsWith(name));
  const entry = found === undefined ? undefined : flagReference(keyword, found);
  return entry && `[${entry.syntax[0] ?? ''}]`;
}

/** The options of a mount of the type that is written. */
function mountSignature({ instruction, offset }: Cursor): SignatureHelp | null {
  const flag = instruction.flags.find(({ span }) => span.start <= offset && offset <= span.end);
  if (flag === undefined) return null;
  const { type, fields } = readMount(flag).mount;
  const entry = mountReference(type);
  const [label] = entry?.syntax ?? [];
  if (entry === undefined || label === undefined) return null;
  const parts = label
    .slice('--mount='.length)
    .split(/\[?,|\]/)
    .filter((part) => part !== '');
  const signature: SignatureInformation = {
    label,
    documentation: { kind: MarkupKind.Markdown, value: entry.summary },
    parameters: parts.map((part) => parameterOf(part, mountOptionReference(keyOf(part), type)?.summary ?? '')),
  };
  const field = fields.find(({ span }) => span.start <= offset && offset <= span.end);
  const key = field && canonicalKey(field.key);
  const isActive = (part: string): boolean => {
    const option = canonicalKey(keyOf(part));
    return option === key || (key !== undefined && field?.value === undefined && option.startsWith(key));
  };
  return { signatures: [signature], activeSignature: 0, ...activeOf(signature, isActive) };
}

function keyOf(part: string): string {
  return part.replace(/=.*$/s, '');
}

function activeOf(
  { parameters = [] }: Partial<SignatureInformation> = {},
  isActive: (label: string) => boolean,
): Pick<SignatureHelp, 'activeParameter'> {
  const index = parameters.findIndex(({ label }) => typeof label === 'string' && isActive(label));
  // A number behind the last parameter marks none: a client takes a missing one as the first.
  return { activeParameter: index === -1 ? parameters.length : index };
}
