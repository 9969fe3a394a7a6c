// One Dockerfile: source -> file -> model -> shell scripts, each on first use.

import { createRequire } from 'node:module';
import type * as dockerfileAst from 'dockerfile-ast';
import { buildModel } from './model/build.ts';
import type { Model } from './model/model.ts';
import { shellOf } from './shell/run.ts';
import type { ShellScript } from './shell/tree.ts';
import type { Dockerfile, Instruction, SyntaxDiagnostic } from './syntax/ast.ts';
import { parse, type Parsed, type ParserWarning } from './syntax/parse.ts';
import type { Source } from './syntax/source.ts';

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
  #parsed: Parsed | undefined;
  #model: Model | undefined;
  #dockerfileAst: dockerfileAst.Dockerfile | undefined;
  readonly #shells = new Map<Instruction, ShellScript | undefined>();

  constructor(source: Source) {
    this.source = source;
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

  /** Stages, what they start from, which of them are exported, the shell in force. */
  get model(): Model {
    return (this.#model ??= buildModel(this.file));
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

/** By `require`: a getter cannot wait for `import()`, and a static import would load the package for everybody. */
function loadDockerfileAst(): typeof dockerfileAst {
  return createRequire(import.meta.url)('dockerfile-ast');
}
