// The contract of a rule: one object, one file under rules/.

import type { Analysis } from '../analysis.ts';
import type { Fix, Related, Severity } from '../diagnostic.ts';
import type { Stage } from '../model/model.ts';
import type { Command, ShellScript } from '../shell/tree.ts';
import type { Dockerfile, Instruction } from '../syntax/ast.ts';
import type { Span } from '../syntax/source.ts';
import type { BuildkitCheck } from './check.ts';

export type Category =
  | 'correctness'
  | 'cache'
  | 'size'
  | 'security'
  | 'reproducibility'
  | 'runtime'
  | 'maintainability'
  | 'style';

/** What a rule says of one place. `at` is a span or anything that has one. */
export interface Finding {
  readonly at: Span | { readonly span: Span };
  readonly message: string;
  readonly help?: string;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
  /** Where this finding is less than the rule's own severity. */
  readonly severity?: Severity;
}

export interface RuleContext<Options = unknown> {
  readonly analysis: Analysis;
  /** What the configuration says, the rule's defaults for the rest; undefined for a rule without options. */
  readonly options: Options;
  report(finding: Finding): void;
}

/** Where a shell command stands. */
export interface CommandSite {
  readonly instruction: Instruction;
  readonly script: ShellScript;
}

export type NodeOfKind = { readonly [Node in Instruction as Node['kind']]: Node };

/** One handler a kind of instruction; they see the instructions of the file in order, not the triggers of ONBUILD. */
export type InstructionVisitor = {
  readonly [Kind in keyof NodeOfKind]?: (node: NodeOfKind[Kind]) => void;
};

/**
 * The handlers of a rule. A handler's name is also what the rule needs: where no active rule has a `Command` or `Script`
 * handler, no shell is parsed.
 */
export type Visitor = InstructionVisitor & {
  /** Every stage, after the instructions. */
  readonly Stage?: (stage: Stage) => void;
  /** Every simple command of every RUN whose shell is known to be a POSIX one. */
  readonly Command?: (command: Command, site: CommandSite) => void;
  /** Every script of every RUN whose shell is known to be a POSIX one. */
  readonly Script?: (script: ShellScript, site: { readonly instruction: Instruction }) => void;
  /** Once, after everything else. */
  readonly File?: (file: Dockerfile) => void;
};

/**
 * A Dockerfile as documentation and as test, with the indentation of the place where it is written.
 *
 * A line of carets and a message under a line of the Dockerfile asserts a finding there: the carets cover it (of a longer
 * one the part on its first line, of an empty one a single character), the message is its message, word for word.
 * Several findings in one line have a line of carets each, in their order. A bad example has at least one and shows all
 * findings of its rule, a good one has none. What the rule can fix it must show in `fixed`.
 *
 *     FROM node AS build
 *          ^^^^ "node" has no tag: each build takes the newest version
 */
export type Example =
  | string
  | {
      readonly dockerfile: string;
      /** The file after all fixes of the rule, the unsafe ones included. */
      readonly fixed?: string;
      /** Files of the build context. */
      readonly context?: Readonly<Record<string, string>>;
      /** The platforms that base images are made for, by their names; nothing is known of others. */
      readonly images?: Readonly<Record<string, string>>;
    };

/** JSON Schema of one option. `description` says in one sentence what it is, and stands in errors about its values. */
export type OptionSchema = { readonly description: string } & (
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
  | TextSchema
  | { readonly type: 'array'; readonly items: TextSchema }
);

interface TextSchema {
  readonly type: 'string';
  readonly enum?: readonly string[];
  /** A regular expression that cannot backtrack. */
  readonly pattern?: string;
}

/** What a configuration may say of a rule besides its level. No option may be called `level`. */
export interface RuleOptions<Options> {
  readonly schema: Readonly<Record<keyof Options, OptionSchema>>;
  readonly defaults: Options;
}

export interface Rule<Options = unknown> {
  /** One sentence: the offence and its effect. */
  readonly summary: string;
  /** Why it matters, when it does not, what to do. */
  readonly why: string;
  readonly severity: Severity;
  readonly category: Category;
  /** On by default. */
  readonly recommended: boolean;
  /** The ids under which other tools know it. */
  readonly aliases: readonly string[];
  /** What editors fade because nothing would be lost without it, or strike through because something has replaced it. */
  readonly tag?: 'unnecessary' | 'deprecated';
  /** The check of BuildKit that it answers for: `slipway check` reports all its notes in BuildKit's words, whatever `create` does. */
  readonly check?: BuildkitCheck;
  readonly options?: RuleOptions<Options>;
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
  create(context: RuleContext<Options>): Visitor;
}

/** Rules by name. */
export type Rules = ReadonlyMap<string, Rule>;

/** The rules that run where nobody asks for others. */
export function recommended(rules: Rules): Rules {
  return new Map([...rules].filter(([, rule]) => rule.recommended));
}

/** Gives a rule its type; the name of the rule is the name of its file. A rule with options names their type. */
export function defineRule<Options = undefined>(rule: Rule<Options>): Rule {
  return rule;
}
