// One Dockerfile: source -> file -> model -> shell scripts, each on first use.

import { createRequire } from 'node:module';
import type * as dockerfileAst from 'dockerfile-ast';
import { readIgnoreList } from './context/ignore-list.ts';
import { tableDate } from './knowledge/base-images/names.ts';
import { knowledgeSource } from './knowledge/base-images/source.ts';
import { evaluate } from './model/evaluation/evaluate.ts';
import type { EvaluateOptions } from './model/evaluation/options.ts';
import { type ContextSource, noContext } from './model/context-source.ts';
import type { IgnoreList } from './model/ignore-list.ts';
import type { Model } from './model/model.ts';
import { shellOf } from './shell/run.ts';
import type { ShellScript } from './shell/tree.ts';
import type { Dockerfile, Instruction, SyntaxDiagnostic } from './syntax/ast.ts';
import { parse, type Parsed, type ParserWarning } from './syntax/parse.ts';
import type { Source } from './syntax/source.ts';

/**
 * What is known of a build besides its Dockerfile: base images, the context, what the command line says. Without any of it
 * the mode is `lint`, and the offline table is asked for base images.
 */
export interface BuildSettings extends Omit<EvaluateOptions, 'ignored'> {
  readonly context?: ContextSource;
  /** The day of the build, `2026-11-21`, by which it is judged what is out of date; without it, the day of the knowledge. */
  readonly date?: string | undefined;
}

const defaults: BuildSettings = { mode: 'lint', images: knowledgeSource };

/**
 * Everything that can be known of one Dockerfile without building it. Nothing is computed before somebody asks,
 * and nothing twice; the text never changes, so an editor makes a new `Analysis` of each version.
 *
 * ```ts
 * const analysis = new Analysis(new Source('Dockerfile', 'FROM node:22 AS build\nFROM build\n'));
 * analysis.model.stages[1]?.base.kind; // 'stage'
 * ```
 */
export class Analysis {
  readonly source: Source;
  readonly #build: BuildSettings;
  #parsed: Parsed | undefined;
  #model: Model | undefined;
  #dockerfileAst: dockerfileAst.Dockerfile | undefined;
  readonly #shells = new Map<Instruction, ShellScript | undefined>();
  #ignored: { readonly list: IgnoreList | undefined } | undefined;

  constructor(source: Source, build: BuildSettings = {}) {
    this.source = source;
    this.#build = build;
  }

  /** The tree; any text has one. */
  get file(): Dockerfile {
    return this.#parse().file;
  }

  /** What BuildKit would refuse, in its own words. */
  get diagnostics(): readonly SyntaxDiagnostic[] {
    return this.#parse().diagnostics;
  }

  /** What BuildKit warns of while it parses. */
  get warnings(): readonly ParserWarning[] {
    return this.#parse().warnings;
  }

  /** What the file means: its stages, what a build makes of them step by step, the errors and the checks of BuildKit. */
  get model(): Model {
    return (this.#model ??= evaluate(this.#parse(), { ...defaults, ...this.#build, ignored: this.ignored }));
  }

  /** The files that the build is given; without one that is known, one of which nothing is known. */
  get context(): ContextSource {
    return this.#build.context ?? noContext;
  }

  /** The day for which it is judged what is out of date: `2026-11-21`. */
  get date(): string {
    return this.#build.date ?? tableDate;
  }

  /** What the ignore file leaves out of the build context; undefined where there is no ignore file that can be read. */
  get ignored(): IgnoreList | undefined {
    this.#ignored ??= { list: readIgnored(this.context) };
    return this.#ignored.list;
  }

  /**
   * What a RUN, CMD, ENTRYPOINT or HEALTHCHECK runs, read in the shell in force there; undefined where that is nothing,
   * and for other instructions. Look at its `dialect` first: where nobody knows the shell, it is `unknown`.
   */
  shell(instruction: Instruction): ShellScript | undefined {
    if (!this.#shells.has(instruction)) {
      this.#shells.set(instruction, shellOf(instruction, this.model.shellAt(instruction) ?? []));
    }
    return this.#shells.get(instruction);
  }

  /** The same text as a tree of the package dockerfile-ast, which is loaded on the first call. */
  get dockerfileAst(): dockerfileAst.Dockerfile {
    return (this.#dockerfileAst ??= loadDockerfileAst().DockerfileParser.parse(this.source.text));
  }

  #parse(): Parsed {
    return (this.#parsed ??= parse(this.source));
  }
}

function readIgnored(context: ContextSource): IgnoreList | undefined {
  const file = context.ignoreFile();
  const list = file === undefined ? undefined : readIgnoreList(file.text);
  return list?.ok ? list.value : undefined;
}

/** By `require`: a getter cannot wait for `import()`, and a static import would load the package for everybody. */
function loadDockerfileAst(): typeof dockerfileAst {
  return createRequire(import.meta.url)('dockerfile-ast');
}
