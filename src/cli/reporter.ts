// The formats by their names; only those in use are loaded, and `pretty`, which most runs use.

import { pretty } from '../report/pretty.ts';
import type { Reporter } from '../report/report.ts';
import type { Format } from './lint-option-table.ts';

export async function loadReporter(format: Format): Promise<Reporter> {
  switch (format) {
    case 'pretty':
      return pretty;
    case 'compact':
      return (await import('../report/compact.ts')).compact;
    case 'json':
      return (await import('../report/json.ts')).json;
    case 'ndjson':
      return (await import('../report/ndjson.ts')).ndjson;
    case 'sarif':
      return (await import('../report/sarif.ts')).sarif;
    case 'github':
      return (await import('../report/github.ts')).github;
    case 'checkstyle':
      return (await import('../report/checkstyle.ts')).checkstyle;
    case 'junit':
      return (await import('../report/junit.ts')).junit;
    case 'codeclimate':
      return (await import('../report/codeclimate.ts')).codeclimate;
    default:
      return format satisfies never;
  }
}
