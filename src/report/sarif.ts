// The report in SARIF 2.1.0, for code scanning and for viewers of static analysis.

import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fix, Related } from '../diagnostic.ts';
import { fingerprintsOf } from '../lint/fingerprint.ts';
import type { FileReport } from '../lint/file-report.ts';
import type { Source, Span } from '../syntax/source.ts';
import { jsonText } from './json-text.ts';
import { pathFromRoot } from './path-from-root.ts';
import type { Reporter, ReportOptions } from './report.ts';
import { levelOf, sarifRule } from './sarif-rule.ts';
import { wellFormed } from './well-formed.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const ROOT = '%SRCROOT%';
/** The kind of our fingerprints; its number changes when what they are made of does. */
const FINGERPRINT = 'slipwayFinding/v1';

/** A log with one run: all rules, all files that were read, all findings with their fixes, and what went wrong. */
export const sarif: Reporter = (reports, options) => {
  const rules = Array.from(options.rules, ([name, rule]) => sarifRule(name, rule));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const run = {
    tool: { driver: { name: 'Slipway', version: options.version, semanticVersion: options.version, rules } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { uri: `${pathToFileURL(options.root).href.replace(/\/$/, '')}/` } },
    invocations: [
      {
        executionSuccessful: options.problems.length === 0,
        toolExecutionNotifications: options.problems.map((text) => ({ level: 'error', message: { text } })),
      },
    ],
    artifacts: reports.map(({ path }) => ({ location: artifact(path, options), roles: ['analysisTarget'] })),
    results: reports.flatMap((report) => results(report, indexes, options)),
  };
  return jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
};

function results(report: FileReport, indexes: ReadonlyMap<string, number>, options: ReportOptions): readonly object[] {
  const { path, source, diagnostics } = report;
  const file = artifact(path, options);
  const fingerprints = fingerprintsOf(pathFromRoot(path, options), report);
  return diagnostics.map((diagnostic) => {
    const { rule, severity, message, span, related, fix, help = fix?.title } = diagnostic;
    return {
      ruleId: rule,
      ruleIndex: indexes.get(rule),
      level: levelOf(severity),
      message: { text: help === undefined ? message : `${message}\n${help}` },
      locations: [{ physicalLocation: place(source, file, span) }],
      relatedLocations: related.length === 0 ? undefined : relatedLocations(source, file, related),
      fixes: fix !== undefined && fix.edits.length > 0 ? [sarifFix(source, file, fix)] : undefined,
      partialFingerprints: { [FINGERPRINT]: fingerprints.get(diagnostic) },
    };
  });
}

function relatedLocations(source: Source, file: Artifact, related: readonly Related[]): readonly object[] {
  return related.map(({ span, message }, index) => {
    return { id: index + 1, message: { text: message }, physicalLocation: place(source, file, span) };
  });
}

function sarifFix(source: Source, file: Artifact, { title, safety, edits }: Fix): object {
  const replacements = edits.map(({ span, text }) => {
    return { deletedRegion: region(source, span), insertedContent: { text } };
  });
  return {
    description: { text: title },
    artifactChanges: [{ artifactLocation: file, replacements }],
    properties: { safety },
  };
}

function place(source: Source, file: Artifact, span: Span): object {
  return { artifactLocation: file, region: region(source, span) };
}

function region(source: Source, { start, end }: Span): object {
  const from = source.position(start);
  const to = source.position(end);
  return {
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
    charOffset: start,
    charLength: end - start,
  };
}

interface Artifact {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** Below the root relative to it, otherwise absolute. */
function artifact(path: string, options: ReportOptions): Artifact {
  const relative = wellFormed(pathFromRoot(path, options));
  const isBelow = !relative.startsWith('../') && !isAbsolute(relative);
  if (isBelow) return { uri: relative.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
  return { uri: pathToFileURL(resolve(options.workingFolder, wellFormed(path))).href };
}
