// Findings in the words of the protocol.

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Diagnostic as Finding, Severity } from '../diagnostic.ts';
import type { View } from './view.ts';

/** What editors show as the origin of a finding. */
const SOURCE = 'slipway';

const levels: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  style: DiagnosticSeverity.Hint,
};

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

export function diagnosticsOf(view: View): Diagnostic[] {
  return view.findings.map((finding) => diagnosticOf(finding, view));
}

export function diagnosticOf(
  { rule, severity, message, help, span, related }: Finding,
  { uri, positions, settings }: View,
): Diagnostic {
  const tag = settings.knownRules.get(rule)?.tag;
  return {
    range: positions.range(span),
    severity: levels[severity],
    code: rule,
    codeDescription: { href: `${settings.documentation}${rule}` },
    source: SOURCE,
    message: help === undefined ? message : `${message}\n${help}`,
    ...(tag !== undefined && { tags: [tags[tag]] }),
    ...(related.length > 0 && {
      relatedInformation: related.map((place) => ({
        location: { uri, range: positions.range(place.span) },
        message: place.message,
      })),
    }),
  };
}
