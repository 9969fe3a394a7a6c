// The checks that BuildKit makes while it reads a file, before it knows any stage.

import type { Arg, From, Instruction } from '../../syntax/ast.ts';
import { toLower, toUpper } from '../../syntax/go/unicode.ts';
import type { Parsed } from '../../syntax/parse.ts';
import type { NoteList } from '../note-list.ts';

/** The notes up to the first of the `broken` instructions, where BuildKit's parser stops; with `goesOn` those of all. */
export function addFileNotes(
  notes: NoteList,
  { file, warnings }: Parsed,
  { broken, goesOn }: { readonly broken: ReadonlySet<Instruction>; readonly goesOn: boolean },
): void {
  let next = 0;
  for (const { line } of warnings) {
    while ((file.instructions[next]?.lines.last ?? line) < line) next++;
    const instruction = file.instructions[next];
    if (instruction) notes.addLine({ check: 'NoEmptyContinuation' }, line, instruction);
  }
  for (const instruction of file.instructions) {
    const isBroken = broken.has(instruction);
    addInstructionNotes(notes, instruction, isBroken);
    if (isBroken && !goesOn) return;
  }
}

function addInstructionNotes(notes: NoteList, instruction: Instruction, isRefused: boolean): void {
  switch (instruction.kind) {
    case 'Maintainer':
      notes.add({ check: 'MaintainerDeprecated' }, { instruction });
      break;
    case 'From':
      addFromNotes(notes, instruction);
      if (instruction.name && !isRefused) describe(notes, instruction, 'FROM', [toLower(instruction.name.text)]);
      break;
    case 'Arg':
      if (!isRefused) describe(notes, instruction, 'ARG', argumentNames(instruction));
      break;
    default:
  }
}

function argumentNames({ variables }: Arg): readonly string[] {
  return variables.map(({ name }) => name.text);
}

/** BuildKit takes the third word for a name before it has looked at the second. */
function addFromNotes(notes: NoteList, instruction: From): void {
  const { keyword, args } = instruction;
  const [, as, name] = args;
  if (as === undefined || name === undefined) return;
  if (args.length === 3 && name.text !== toLower(name.text)) {
    notes.add({ check: 'StageNameCasing', name: name.text }, { instruction, span: name.span });
  }
  const from = keyword.text;
  const convert = from === toLower(from) ? toLower : from === toUpper(from) ? toUpper : undefined;
  if (convert !== undefined && as.text !== convert(as.text)) {
    notes.add({ check: 'FromAsCasing', as: as.text, from }, { instruction, span: as.span });
  }
}

function describe(
  notes: NoteList,
  instruction: From | Arg,
  keyword: 'FROM' | 'ARG',
  [first, ...others]: readonly string[],
): void {
  const comment = instruction.comments.at(-1);
  const word = comment?.text.split(' ', 1)[0];
  if (comment === undefined || first === undefined || word === first || others.some((name) => name === word)) return;
  const subject = others.length > 0 ? '<arg_key>' : first;
  notes.add({ check: 'InvalidDefinitionDescription', keyword, subject }, { instruction, span: comment.span });
}
