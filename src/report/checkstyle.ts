// The report in the format of Checkstyle, which most CI servers read.

import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { FileReport } from '../lint/file-report.ts';
import { pathFromRoot } from './path-from-root.ts';
import type { Reporter, ReportOptions } from './report.ts';
import { xmlDocument, xmlElement } from './xml.ts';

/** Readers look at it to know the format; it is that of Checkstyle's own reports. */
const VERSION = '4.3';

const severities: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'info',
};

/** A `file` for each file, also those without findings, with an `error` for each finding. */
export const checkstyle: Reporter = (reports, options) =>
  xmlDocument(
    xmlElement(
      'checkstyle',
      { version: VERSION },
      reports.flatMap((report) => file(report, options)),
    ),
  );

function file(report: FileReport, options: ReportOptions): readonly string[] {
  const errors = report.diagnostics.flatMap((diagnostic) => error(report, diagnostic));
  return xmlElement('file', { name: pathFromRoot(report.path, options) }, errors);
}

function error({ source }: FileReport, { rule, severity, message, span }: Diagnostic): readonly string[] {
  const { line, column } = source.position(span.start);
  return xmlElement('error', { line, column, severity: severities[severity], message, source: `slipway.${rule}` });
}
