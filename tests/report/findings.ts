// Findings for tests: a place is given as the text that stands there.

import type { Diagnostic } from '../../src/diagnostic.ts';
import type { FileReport } from '../../src/lint/file-report.ts';
import type { Rules } from '../../src/lint/rule.ts';
import { plain } from '../../src/report/palette.ts';
import type { ReportOptions } from '../../src/report/report.ts';
import { Source, type Span } from '../../src/syntax/source.ts';

/** The rule of the findings here. */
const rules: Rules = new Map([
  [
    'example',
    {
      summary: 'An example.',
      why: 'It shows something.',
      severity: 'warning',
      category: 'correctness',
      recommended: true,
      aliases: ['EX1'],
      bad: [],
      good: [],
      create: () => ({}),
    },
  ],
]);

/** A report that is read on a terminal of 80 columns without colours. */
export const options: ReportOptions = {
  palette: plain,
  width: 80,
  rules,
  version: '1.2.3',
  problems: [],
  workingFolder: '/work',
  root: '/work',
};

/** The only place where `part` stands in `text`. */
export function placeOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  if (start === -1 || text.includes(part, start + 1)) throw new Error(`"${part}" must stand in the text once`);
  return { start, end: start + part.length };
}

/** A finding of the rule `example`, a warning unless `rest` says otherwise. */
export function finding(span: Span, rest: Partial<Diagnostic> = {}): Diagnostic {
  return { rule: 'example', severity: 'warning', message: 'this is not right', related: [], ...rest, span };
}

/** A file in which each of the findings is at the given text. */
export function reportOf(text: string, ...places: readonly (string | Partial<Diagnostic>)[]): FileReport {
  const diagnostics = places.map((place) =>
    typeof place === 'string' ? finding(placeOf(text, place)) : finding({ start: 0, end: 0, ...place.span }, place),
  );
  return { path: 'Dockerfile', source: new Source('Dockerfile', text), diagnostics };
}

/** A file with a finding that has all that it may have and one that has little; and a file without any. */
export function someReports(): readonly FileReport[] {
  const text = 'FROM a\nCMD one \\\n  two\nCMD three\n';
  return [
    reportOf(
      text,
      { span: placeOf(text, 'a'), severity: 'info', message: '"a" has no tag' },
      {
        span: placeOf(text, 'CMD one \\\n  two'),
        message: 'only the last CMD counts: 100%, "really" <here> & now',
        help: 'Remove it.',
        related: [{ span: placeOf(text, 'CMD three'), message: 'this one counts' }],
        fix: { title: 'remove it', safety: 'safe', edits: [{ span: placeOf(text, 'CMD one \\\n  two\n'), text: '' }] },
      },
    ),
    { ...reportOf(text), path: 'sub folder/clean,1:2.Dockerfile' },
  ];
}
