// The loop: every active rule over one Dockerfile, once.

import type { Analysis } from '../analysis.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Run } from '../syntax/ast.ts';
import type { Finding, InstructionVisitor, NodeOfKind, Rule, Rules, Visitor } from './rule.ts';
import { withoutSuppressed } from './suppress.ts';

/** A rule at work on one file. */
interface Active {
  readonly name: string;
  readonly visitor: Visitor;
}

/**
 * The findings of `rules` in one file that no comment there allows, in the order of their places.
 *
 * `known` are all the rules there are: a comment that allows one which is not active is neither wrong nor unused.
 * What a rule throws is a bug in the rule: it leaves with the rule's name on it.
 */
export function lint(analysis: Analysis, rules: Rules, known: Rules = rules): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const active = [...rules].map(([name, rule]): Active => {
    const report = (finding: Finding): void => void findings.push(diagnosticOf(name, rule, finding));
    try {
      return { name, visitor: rule.create({ analysis, options: rule.options?.defaults, report }) };
    } catch (error) {
      throw failureOf(name, analysis, error);
    }
  });
  visitFile(analysis, active);
  return withoutSuppressed(analysis.file, findings, rules, known).toSorted(byPlace);
}

/** Runs something for each rule that has the handler. */
type Call = (handler: string, handle: (visitor: Visitor) => void) => void;

function visitFile(analysis: Analysis, active: readonly Active[]): void {
  const interested = byHandler(active);
  const call: Call = (handler, handle) => {
    for (const { name, visitor } of interested.get(handler) ?? []) {
      try {
        handle(visitor);
      } catch (error) {
        throw failureOf(name, analysis, error);
      }
    }
  };
  const readsShell = interested.has('Command') || interested.has('Script');

  for (const instruction of analysis.file.instructions) {
    call(instruction.kind, (visitor) => visitInstruction(visitor, instruction.kind, instruction));
    if (readsShell && instruction.kind === 'Run') visitScript(analysis, instruction, call);
  }
  if (interested.has('Stage')) {
    for (const stage of analysis.model.stages) call('Stage', (visitor) => visitor.Stage?.(stage));
  }
  call('File', (visitor) => visitor.File?.(analysis.file));
}

function visitScript(analysis: Analysis, run: Run, call: Call): void {
  const script = analysis.shell(run);
  if (script?.dialect !== 'posix' && script?.dialect !== 'bash') return;
  const site = { instruction: run, script };
  call('Script', (visitor) => visitor.Script?.(script, site));
  for (const command of script.commands) call('Command', (visitor) => visitor.Command?.(command, site));
}

function visitInstruction<Kind extends keyof InstructionVisitor>(
  visitor: InstructionVisitor,
  kind: Kind,
  node: NodeOfKind[Kind],
): void {
  visitor[kind]?.(node);
}

function byHandler(active: readonly Active[]): ReadonlyMap<string, readonly Active[]> {
  const interested = new Map<string, Active[]>();
  for (const rule of active) {
    for (const handler of Object.keys(rule.visitor)) {
      const others = interested.get(handler);
      if (others === undefined) interested.set(handler, [rule]);
      else others.push(rule);
    }
  }
  return interested;
}

function failureOf(rule: string, { source }: Analysis, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`rule ${rule} failed on ${source.path}: ${reason}`, { cause: error });
}

function diagnosticOf(name: string, rule: Rule, finding: Finding): Diagnostic {
  const { at, message, help, fix, related = [], severity = rule.severity } = finding;
  return {
    rule: name,
    severity,
    message,
    span: 'span' in at ? at.span : at,
    related,
    ...(help === undefined ? {} : { help }),
    ...(fix === undefined ? {} : { fix }),
  };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
