// The report for GitLab's code quality widget, a part of Code Climate's format.

import type { Diagnostic, Severity } from '../diagnostic.ts';
import { fingerprintsOf } from '../lint/fingerprint.ts';
import type { FileReport } from '../lint/file-report.ts';
import type { Category, Rules } from '../lint/rule.ts';
import { jsonText } from './json-text.ts';
import { pathFromRoot } from './path-from-root.ts';
import type { Reporter } from './report.ts';

const severities: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'major',
  info: 'minor',
  style: 'info',
};

const categories: Readonly<Record<Category, string>> = {
  correctness: 'Bug Risk',
  cache: 'Performance',
  size: 'Performance',
  security: 'Security',
  reproducibility: 'Bug Risk',
  runtime: 'Bug Risk',
  maintainability: 'Clarity',
  style: 'Style',
};

/** An array of issues, each with a fingerprint that no other has. */
export const codeclimate: Reporter = (reports, options) =>
  jsonText(
    reports.flatMap((report) => {
      const path = pathFromRoot(report.path, options);
      const fingerprints = fingerprintsOf(path, report);
      return report.diagnostics.map((diagnostic) =>
        issue(path, report, diagnostic, fingerprints.get(diagnostic), options.rules),
      );
    }),
  );

function issue(
  path: string,
  { source }: FileReport,
  diagnostic: Diagnostic,
  fingerprint: string | undefined,
  rules: Rules,
): object {
  const { rule, severity, message, span, fix, help = fix?.title } = diagnostic;
  return {
    type: 'issue',
    check_name: rule,
    description: message,
    ...(help !== undefined && { content: { body: help } }),
    categories: [categories[rules.get(rule)?.category ?? 'correctness']],
    severity: severities[severity],
    fingerprint,
    location: {
      path,
      lines: { begin: source.position(span.start).line, end: source.position(Math.max(span.start, span.end - 1)).line },
    },
  };
}
