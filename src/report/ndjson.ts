// The report for programs that read line by line: each finding is a JSON object on a line of its own.

import { jsonFinding } from './json.ts';
import { jsonLine } from './json-text.ts';
import type { Reporter } from './report.ts';

/** The findings of the JSON report, each with the path of its file; a file without findings has no line. */
export const ndjson: Reporter = (reports) =>
  reports
    .flatMap(({ path, source, diagnostics }) =>
      diagnostics.map((diagnostic) => jsonLine({ path, ...jsonFinding(source, diagnostic) })),
    )
    .join('');
