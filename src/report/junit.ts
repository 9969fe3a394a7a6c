// The report in the format of JUnit: every finding is a failed test case, for CI servers that know nothing but tests.

import type { Diagnostic } from '../diagnostic.ts';
import type { FileReport } from '../lint/file-report.ts';
import { pathFromRoot } from './path-from-root.ts';
import type { Reporter, ReportOptions } from './report.ts';
import { type Attributes, xmlDocument, xmlElement, xmlTextElement } from './xml.ts';

const NAME = 'slipway';

/** A test suite of some file. No time is told: two reports on the same findings are the same. */
interface Suite {
  readonly name: string;
  readonly failures: number;
  readonly errors: number;
  /** The lines of each. */
  readonly cases: readonly (readonly string[])[];
}

/** A suite for each file: a failed case for each finding, or one case that passed; and a suite of what went wrong. */
export const junit: Reporter = (reports, options) => {
  const suites = reports.map((report) => suiteOf(report, options));
  if (options.problems.length > 0) suites.push(suiteOfProblems(options.problems));
  return xmlDocument(xmlElement('testsuites', { name: NAME, ...totals(suites) }, suites.flatMap(suiteElement)));
};

function totals(suites: readonly Suite[]): Attributes {
  const sum = (of: (suite: Suite) => number): number => suites.reduce((total, suite) => total + of(suite), 0);
  return {
    tests: sum(({ cases }) => cases.length),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
  };
}

function suiteElement(suite: Suite): readonly string[] {
  return xmlElement('testsuite', { name: suite.name, ...totals([suite]) }, suite.cases.flat());
}

function suiteOf(report: FileReport, options: ReportOptions): Suite {
  const path = pathFromRoot(report.path, options);
  const failed = report.diagnostics.map((diagnostic) => failedCase(path, report, diagnostic));
  const passed = xmlElement('testcase', { name: 'no findings', classname: path, file: path });
  return { name: path, failures: failed.length, errors: 0, cases: failed.length === 0 ? [passed] : failed };
}

function failedCase(path: string, { source }: FileReport, diagnostic: Diagnostic): readonly string[] {
  const { rule, severity, message, span, fix, help = fix?.title } = diagnostic;
  const { line, column } = source.position(span.start);
  const name = `${rule} at ${line}:${column}`;
  const text = [`${path}:${line}:${column}: ${message}`, ...(help === undefined ? [] : [help])].join('\n');
  const failure = xmlTextElement('failure', { type: severity, message }, text);
  return xmlElement('testcase', { name, classname: path, file: path, line }, [failure]);
}

function suiteOfProblems(problems: readonly string[]): Suite {
  const cases = problems.map((message, index) =>
    xmlElement('testcase', { name: `problem ${index + 1}`, classname: NAME }, [
      xmlTextElement('error', { type: 'problem', message }, message),
    ]),
  );
  return { name: NAME, failures: 0, errors: cases.length, cases };
}
