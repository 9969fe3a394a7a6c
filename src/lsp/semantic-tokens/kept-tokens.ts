// The tokens that were answered last for each document, so that the next answer can say what has changed.

import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { tokenDelta } from '../semantic-tokens.ts';

interface Kept {
  readonly resultId: string;
  readonly data: readonly number[];
}

export class KeptTokens {
  readonly #kept = new Map<string, Kept>();
  #answers = 0;

  full(uri: string, data: number[]): SemanticTokens {
    return { resultId: this.#keep(uri, data), data };
  }

  /** All tokens where the client goes on from another answer than the last. */
  delta(uri: string, data: number[], previous: string): SemanticTokens | SemanticTokensDelta {
    const before = this.#kept.get(uri);
    if (before?.resultId !== previous) return this.full(uri, data);
    return { resultId: this.#keep(uri, data), edits: tokenDelta(before.data, data) };
  }

  forget(uri: string): void {
    this.#kept.delete(uri);
  }

  #keep(uri: string, data: readonly number[]): string {
    const resultId = String(++this.#answers);
    this.#kept.set(uri, { resultId, data });
    return resultId;
  }
}
