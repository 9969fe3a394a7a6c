// The report for programs. Its shape is stable: members are added, never renamed or removed.

import type { Diagnostic } from '../diagnostic.ts';
import type { Source, Span } from '../syntax/source.ts';
import { jsonText } from './json-text.ts';
import { countBySeverity, type Reporter } from './report.ts';

/** Lines and columns count from 1, offsets from 0; columns and offsets in UTF-16 units, ends exclusive. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly start: number;
  readonly end: number;
}

export interface JsonFinding extends JsonPlace {
  readonly rule: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly help?: string | undefined;
  readonly related: readonly ({ readonly message: string } & JsonPlace)[];
  readonly fix?:
    | {
        readonly title: string;
        /** `safe` keeps the image the same but for what the finding names. */
        readonly safety: 'safe' | 'unsafe';
        /** To be made together; they do not overlap. */
        readonly edits: readonly ({ readonly text: string } & JsonPlace)[];
      }
    | undefined;
}

export interface JsonReport {
  readonly version: 1;
  /** Every file that was read, also those without findings; standard input is `-`. */
  readonly files: readonly { readonly path: string; readonly findings: readonly JsonFinding[] }[];
  readonly summary: {
    readonly files: number;
    readonly error: number;
    readonly warning: number;
    readonly info: number;
    readonly style: number;
  };
}

/** The report as the JSON text of a `JsonReport`. */
export const json: Reporter = (reports) => {
  const report: JsonReport = {
    version: 1,
    files: reports.map(({ path, source, diagnostics }) => ({
      path,
      findings: diagnostics.map((diagnostic) => jsonFinding(source, diagnostic)),
    })),
    summary: { files: reports.length, ...countBySeverity(reports) },
  };
  return jsonText(report);
};

/** One finding as programs read it. */
export function jsonFinding(
  source: Source,
  { rule, severity, message, help, span, related, fix }: Diagnostic,
): JsonFinding {
  return {
    rule,
    severity,
    message,
    help,
    ...place(source, span),
    related: related.map((other) => ({ message: other.message, ...place(source, other.span) })),
    fix: fix && {
      title: fix.title,
      safety: fix.safety,
      edits: fix.edits.map((edit) => ({ text: edit.text, ...place(source, edit.span) })),
    },
  };
}

function place(source: Source, { start, end }: Span): JsonPlace {
  const from = source.position(start);
  const to = source.position(end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column, start, end };
}
