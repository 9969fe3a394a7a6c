// One version of one open Dockerfile, as the features see it.

import { Analysis, type BuildSettings } from '../analysis.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import { lint } from '../lint/lint.ts';
import type { Rules } from '../lint/rule.ts';
import { isAtLeast } from '../lint/severity.ts';
import { buildGraph } from '../plan/graph.ts';
import { type Plan, planOf } from '../plan/plan.ts';
import type { Instruction } from '../syntax/ast.ts';
import { platformOf } from '../syntax/platform.ts';
import { Source } from '../syntax/source.ts';
import { type Encoding, Positions } from './positions.ts';

/** What counts for a Dockerfile besides its text. */
export interface ViewSettings {
  /** The rules that are active in it. */
  readonly rules: Rules;
  /** All that there are. */
  readonly knownRules: Rules;
  /** Findings below this level are not shown. */
  readonly level: Severity;
  readonly build: BuildSettings;
  readonly encoding: Encoding;
  /** What a rule's name is put behind to make the address of its page. */
  readonly documentation: string;
}

export interface ViewedText {
  /** As the client names the document. */
  readonly uri: string;
  /** Of the document in the client; undefined for a file that no client has open. */
  readonly version: number | undefined;
  readonly text: string;
  /** How people name the file. */
  readonly path: string;
}

/**
 * Everything that a feature may ask, computed when it is first asked for, and never twice. The text never changes: each
 * version of a document has a view of its own.
 */
export class View {
  readonly uri: string;
  readonly version: number | undefined;
  readonly settings: ViewSettings;
  readonly source: Source;
  /** The file as rules see it: read on after errors, every stage, nothing assumed of the build. */
  readonly analysis: Analysis;
  readonly positions: Positions;
  #findings: readonly Diagnostic[] | undefined;
  #plan: { readonly plan: Plan | undefined } | undefined;

  constructor({ uri, version, text, path }: ViewedText, settings: ViewSettings) {
    this.uri = uri;
    this.version = version;
    this.settings = settings;
    this.source = new Source(path, text);
    this.analysis = new Analysis(this.source, settings.build);
    this.positions = new Positions(text, settings.encoding);
  }

  get text(): string {
    return this.source.text;
  }

  /** What is wrong, without what comments allow, in the order of the places. */
  get findings(): readonly Diagnostic[] {
    const { rules, knownRules, level } = this.settings;
    this.#findings ??= lint(this.analysis, rules, knownRules).filter(({ severity }) => isAtLeast(level, severity));
    return this.#findings;
  }

  /** The build of the last stage; undefined where the builder would refuse the file. */
  get plan(): Plan | undefined {
    this.#plan ??= { plan: this.#makePlan() };
    return this.#plan.plan;
  }

  /** The instruction around an offset, its end included; undefined between two. */
  instructionAt(offset: number): Instruction | undefined {
    const { instructions } = this.analysis.file;
    let low = 0;
    let high = instructions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const instruction = instructions[middle];
      if (instruction !== undefined && instruction.span.end < offset) low = middle + 1;
      else high = middle;
    }
    const found = instructions[low];
    return found !== undefined && found.span.start <= offset ? found : undefined;
  }

  #makePlan(): Plan | undefined {
    const { build: settings } = this.settings;
    const { model, file } = new Analysis(this.source, { ...settings, mode: 'build' });
    if (model.error !== undefined) return undefined;
    const platform = settings.platform ?? platformOf('linux', 'amd64');
    return planOf(model.build, buildGraph(model.build, { platform, escape: file.escape }));
  }
}
