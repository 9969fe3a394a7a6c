// What every layer reports: a rule, a place, words, and perhaps a fix.

import type { Span } from './syntax/source.ts';

/** From "the build fails or the image does not do what it says" to "never shown unasked". */
export type Severity = 'error' | 'warning' | 'info' | 'style';

/** Replace `span` by `text`. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** Edits that belong together; `safe` means that the image stays the same but for what the finding names. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}

/** Another place that explains the finding. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** One finding in one file. */
export interface Diagnostic {
  /** Name of the rule: also its file, its anchor in the documentation, the word in a suppression. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do, where the message does not already say it. */
  readonly help?: string;
  readonly span: Span;
  readonly fix?: Fix;
  readonly related: readonly Related[];
}
