// The reports in XML, read by libxml2.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkstyle } from '../../src/report/checkstyle.ts';
import { junit } from '../../src/report/junit.ts';
import { report } from './arbitrary.ts';
import { options, reportOf, someReports } from './findings.ts';
import { xmlProblems } from './validators.ts';

const troubled = { ...options, problems: ['cannot read "x": it does not exist; check the name'] };

test('Checkstyle', async () => {
  const text = checkstyle(someReports(), options);
  expect(text).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <checkstyle version="4.3">
      <file name="Dockerfile">
        <error line="1" column="6" severity="info" message="&quot;a&quot; has no tag" source="slipway.example"/>
        <error line="2" column="1" severity="warning" message="only the last CMD counts: 100%, &quot;really&quot; &lt;here&gt; &amp; now" source="slipway.example"/>
      </file>
      <file name="sub folder/clean,1:2.Dockerfile"/>
    </checkstyle>
    "
  `);
  expect(await xmlProblems('checkstyle', text, checkstyle([], options))).toEqual([]);
});

test('JUnit', async () => {
  const text = junit(someReports(), troubled);
  expect(text).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="slipway" tests="4" failures="2" errors="1">
      <testsuite name="Dockerfile" tests="2" failures="2" errors="0">
        <testcase name="example at 1:6" classname="Dockerfile" file="Dockerfile" line="1">
          <failure type="info" message="&quot;a&quot; has no tag">Dockerfile:1:6: &quot;a&quot; has no tag</failure>
        </testcase>
        <testcase name="example at 2:1" classname="Dockerfile" file="Dockerfile" line="2">
          <failure type="warning" message="only the last CMD counts: 100%, &quot;really&quot; &lt;here&gt; &amp; now">Dockerfile:2:1: only the last CMD counts: 100%, &quot;really&quot; &lt;here&gt; &amp; now&#10;Remove it.</failure>
        </testcase>
      </testsuite>
      <testsuite name="sub folder/clean,1:2.Dockerfile" tests="1" failures="0" errors="0">
        <testcase name="no findings" classname="sub folder/clean,1:2.Dockerfile" file="sub folder/clean,1:2.Dockerfile"/>
      </testsuite>
      <testsuite name="slipway" tests="1" failures="0" errors="1">
        <testcase name="problem 1" classname="slipway">
          <error type="problem" message="cannot read &quot;x&quot;: it does not exist; check the name">cannot read &quot;x&quot;: it does not exist; check the name</error>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
  expect(await xmlProblems('junit', text, junit([], options))).toEqual([]);
});

test('the schemas refuse what is not so', async () => {
  const text = checkstyle(someReports(), options);
  expect(await xmlProblems('checkstyle', text.replace('line="1"', 'line="0"'))).not.toEqual([]);
  expect(await xmlProblems('junit', text)).not.toEqual([]);
  expect(await xmlProblems('checkstyle', text.replace('&quot;', '"'))).not.toEqual([]);
});

test('what XML has no place for is shown, and what cannot be seen arrives', () => {
  const message = 'a\u001b[1m\u0000 b]]>\ud800 c\uffff d\u202e e\u009b f\n\tg 😀\u{e0041}';
  const text = checkstyle([reportOf('FROM a\n', { message })], options);
  expect(/message="([^"]*)"/.exec(text)?.[1]).toBe(
    'a␛[1m␀ b]]&gt;\ufffd c\ufffd d&#8238; e&#155; f&#10;&#9;g 😀&#917569;',
  );
});

test('no text makes a report that cannot be read', async () => {
  const samples = fc.sample(report, { numRuns: 200, seed: 1 });
  const errors = checkstyle(samples, options);
  expect(await xmlProblems('checkstyle', errors)).toEqual([]);
  const suites = junit(samples, { ...options, problems: samples.map(({ path }) => path) });
  expect(await xmlProblems('junit', suites)).toEqual([]);
  for (const text of [errors, suites]) expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});
