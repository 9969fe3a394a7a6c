// The outline of a file: the ARGs at its top, then the stages with their instructions.

import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { Stage } from '../model/model.ts';
import { visibleLine } from '../report/visible-line.ts';
import type { Instruction, Word } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';
import { stageNameSpan, stageSpan, stageTitle } from './names/stage-outline.ts';
import type { View } from './view.ts';

export function documentSymbols(view: View): DocumentSymbol[] {
  const { file, model } = view.analysis;
  const [first] = model.stages;
  const above =
    first === undefined ? file.instructions : file.instructions.slice(0, file.instructions.indexOf(first.from));
  return [
    ...above.flatMap((instruction) => symbolsOf(view, instruction)),
    ...model.stages.map((stage) => stageSymbol(view, stage)),
  ];
}

function stageSymbol(view: View, stage: Stage): DocumentSymbol {
  const children = stage.instructions.flatMap((instruction) => symbolsOf(view, instruction));
  const span = stageSpan(stage);
  return { ...symbol(view, stageTitle(stage), SymbolKind.Module, span, stageNameSpan(stage)), children };
}

/** An instruction; of ARG and ENV each variable. */
function symbolsOf(view: View, instruction: Instruction): readonly DocumentSymbol[] {
  const { span, keyword } = instruction;
  switch (instruction.kind) {
    case 'Arg':
      if (instruction.variables.length > 0) {
        return instruction.variables.map(({ name, value }) => variableSymbol(view, 'ARG', name, value));
      }
      break;
    case 'Env':
      if (instruction.pairs.length > 0) {
        return instruction.pairs.map(({ name, value }) => variableSymbol(view, 'ENV', name, value));
      }
      break;
    default:
      break;
  }
  return [symbol(view, shortened(instruction.folded.text), kindOf(instruction.kind), span, keyword.span)];
}

function variableSymbol(view: View, keyword: string, name: Word, value: Word | undefined): DocumentSymbol {
  const span = { start: name.span.start, end: (value ?? name).span.end };
  const title = shortened(`${keyword} ${name.text}${value === undefined ? '' : `=${value.text}`}`);
  return symbol(view, title, keyword === 'ARG' ? SymbolKind.Variable : SymbolKind.Constant, span, name.span);
}

function symbol({ positions }: View, name: string, kind: SymbolKind, span: Span, selection: Span): DocumentSymbol {
  return { name, kind, range: positions.range(span), selectionRange: positions.range(selection) };
}

const longest = 80;

/** On one line. Editors refuse a symbol without a name. */
function shortened(text: string): string {
  const line = visibleLine(
    text
      .slice(0, 4 * longest)
      .trim()
      .replaceAll(/\s+/g, ' '),
  );
  const characters = Array.from(line);
  if (characters.length > longest) return `${characters.slice(0, longest - 1).join('')}…`;
  return line === '' ? '?' : line;
}

function kindOf(kind: Instruction['kind']): SymbolKind {
  switch (kind) {
    case 'Run':
      return SymbolKind.Function;
    case 'Add':
    case 'Copy':
    case 'Volume':
      return SymbolKind.File;
    case 'Cmd':
    case 'Entrypoint':
    case 'Healthcheck':
      return SymbolKind.Event;
    case 'Expose':
      return SymbolKind.Interface;
    case 'Arg':
      return SymbolKind.Variable;
    case 'Env':
      return SymbolKind.Constant;
    case 'From':
      return SymbolKind.Module;
    case 'Label':
    case 'Maintainer':
    case 'Onbuild':
    case 'Shell':
    case 'Stopsignal':
    case 'Unknown':
    case 'User':
    case 'Workdir':
      return SymbolKind.Property;
    default:
      return kind satisfies never;
  }
}
