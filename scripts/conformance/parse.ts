// The suite `parse`: the tree of a Dockerfile, or the error that stops BuildKit's parser.

import type { Flag, Instruction } from '../../src/syntax/ast.ts';
import type { Parsed } from '../../src/syntax/parse.ts';
import { difference, multisetDifference } from './difference.ts';
import type { Context, DockerfileRecord } from './suite.ts';

export interface ParseRecord extends DockerfileRecord {
  readonly parse?: {
    readonly escape: string;
    readonly nodes: readonly RecordedNode[];
    readonly warnings?: readonly RecordedWarning[] | null;
  } | null;
  readonly parseError?: string;
}

interface RecordedWarning {
  readonly lines: readonly number[];
  readonly short: string;
}

interface RecordedNode {
  readonly cmd: string;
  readonly lines: readonly number[];
  readonly flags?: readonly string[];
  readonly args: readonly string[];
  readonly json?: boolean;
  readonly heredocs?: readonly RecordedHeredoc[];
  readonly comments?: readonly string[];
  readonly sub?: RecordedNode | undefined;
}

interface RecordedHeredoc {
  readonly Name: string;
  readonly FileDescriptor: number;
  readonly Expand: boolean;
  readonly Chomp: boolean;
  readonly Content: string;
}

export function compareParse(record: ParseRecord, context: Context): string | undefined {
  const parsed = context.parsed(record);
  const error = difference(record.parseError, parseError(parsed), 'parseError');
  if (error !== undefined || !record.parse) return error;
  const { file, warnings } = parsed;
  return (
    difference(record.parse.escape, file.escape, 'escape') ??
    difference(record.parse.nodes, file.instructions.map(toNode), 'nodes') ??
    multisetDifference(record.parse.warnings, warnings.map(toWarning), 'warnings')
  );
}

/** The text of the error with which BuildKit's first pass ends. */
export function parseError({ diagnostics }: Parsed): string | undefined {
  return diagnostics.find(({ pass }) => pass === 'parse')?.message;
}

function toWarning({ message, line }: Parsed['warnings'][number]): RecordedWarning {
  return { lines: [line, line], short: message };
}

function toNode(instruction: Instruction): RecordedNode {
  const trigger = instruction.kind === 'Onbuild' ? instruction.trigger : undefined;
  return {
    cmd: instruction.keyword.text,
    lines: [instruction.lines.first, instruction.lines.last],
    flags: instruction.flags.map(toFlag),
    args: toArguments(instruction),
    json: instruction.json,
    heredocs: instruction.heredocs.map(({ name, fileDescriptor, expand, chomp, content }) => ({
      Name: name,
      FileDescriptor: fileDescriptor,
      Expand: expand,
      Chomp: chomp,
      Content: content,
    })),
    comments: instruction.comments.map(({ text }) => text),
    // BuildKit gives what ONBUILD triggers no lines and no heredocs of its own.
    sub: trigger && { ...toNode(trigger), lines: [0, 0], heredocs: [] },
  };
}

function toFlag({ name, value }: Flag): string {
  return value === undefined ? `--${name}` : `--${name}=${value.text}`;
}

function toArguments(instruction: Instruction): readonly string[] {
  switch (instruction.kind) {
    case 'Env':
    case 'Label':
      return instruction.pairs.flatMap(({ name, value, separator }) => [
        name.text,
        value.text,
        separator === '=' ? '=' : '',
      ]);
    case 'Onbuild':
      return [];
    case 'Unknown':
      // BuildKit ignores what stands behind an unknown keyword, and makes one empty word of it.
      return [''];
    default:
      return instruction.args.map(({ text }) => text);
  }
}
