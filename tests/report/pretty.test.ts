// What people see of a finding.

import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import type { FileReport } from '../../src/lint/file-report.ts';
import { pretty } from '../../src/report/pretty.ts';
import { Source } from '../../src/syntax/source.ts';
import { finding, options, placeOf, reportOf } from './findings.ts';

function show(report: FileReport, width = 80): string {
  const lines = pretty([report], { ...options, width }).split('\n');
  return `\n${lines.slice(0, lines.findIndex((line) => line.startsWith('Found')) - 1).join('\n')}\n`;
}

test('one place on one line', () => {
  const text = 'FROM node:22 AS build\nFROM localhost:5000/app\n';
  const at = placeOf(text, 'localhost:5000/app');
  const help = 'name a tag';
  expect(show(reportOf(text, { span: at, help }))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:2:6
      |
    2 | FROM localhost:5000/app
      |      ^^^^^^^^^^^^^^^^^^
      |
      = help: name a tag
    "
  `);
});

test('a fix says what to do where no help does', () => {
  const text = 'WORKDIR app\n';
  const fix = { title: 'write `/app`', safety: 'unsafe' as const, edits: [] };
  expect(show(reportOf(text, { span: placeOf(text, 'app'), fix }))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:9
      |
    1 | WORKDIR app
      |         ^^^
      |
      = help: write \`/app\`
    "
  `);
});

test('neighbours that a continuation joins are shown, others are not', () => {
  const text = 'FROM a\nRUN one && \\\n    two && \\\n    three && \\\n    four\nUSER b\n';
  expect(show(reportOf(text, 'two'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:3:5
      |
    2 | RUN one && \\
    3 |     two && \\
      |     ^^^
    4 |     three && \\
    "
  `);
  expect(show(reportOf(text, 'four'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:5:5
      |
    4 |     three && \\
    5 |     four
      |     ^^^^
    "
  `);
});

test('an empty place has one mark, also at the end of a line', () => {
  const text = 'FROM a\nUSER b\n';
  expect(show(reportOf(text, { span: { start: 5, end: 5 } }, { span: { start: 13, end: 13 } }))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:6
      |
    1 | FROM a
      |      ^

    warning[example]: this is not right
     --> Dockerfile:2:7
      |
    2 | USER b
      |       ^
    "
  `);
});

test('a place of several lines', () => {
  const text = 'FROM a\nRUN one && \\\n    two && \\\n    three\nUSER b\n';
  expect(show(reportOf(text, 'RUN one && \\\n    two && \\\n    three'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:2:1
      |
    2 | / RUN one && \\
    3 | |     two && \\
    4 | |     three
      | |_________^
    "
  `);
  expect(show(reportOf(text, 'one && \\\n    two && \\\n    th'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:2:5
      |
    2 |   RUN one && \\
      |  _____^
    3 | |     two && \\
    4 | |     three
      | |______^
    "
  `);
  expect(show(reportOf(text, 'USER b\n'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:5:1
      |
    5 | USER b
      | ^^^^^^
    "
  `);
});

test('a place of many lines is cut in the middle', () => {
  const body = Array.from({ length: 12 }, (_, index) => `line ${index}`).join('\n');
  const text = `FROM a\nCOPY <<EOF /b\n${body}\nEOF\n`;
  expect(show(reportOf(text, `COPY <<EOF /b\n${body}\nEOF`))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
      --> Dockerfile:2:1
       |
     2 | / COPY <<EOF /b
     3 | | line 0
     4 | | line 1
     5 | | line 2
    ...  |
    15 | | EOF
       | |___^
    "
  `);
});

test('other places of the same finding', () => {
  const text = 'FROM a\nCMD one\nUSER b\nRUN c\nRUN d\nCMD two\n';
  const related = [{ span: placeOf(text, 'CMD two'), message: 'only this one counts' }];
  expect(show(reportOf(text, { span: placeOf(text, 'CMD one'), related }))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:2:1
      |
    2 | CMD one
      | ^^^^^^^
    ...
    6 | CMD two
      | ------- only this one counts
    "
  `);
  const beside = [{ span: placeOf(text, 'one'), message: 'the same line' }];
  expect(show(reportOf(text, { span: placeOf(text, 'CMD'.padEnd(7, ' one')), related: beside })))
    .toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:2:1
      |
    2 | CMD one
      | ^^^^^^^
      |     --- the same line
    "
  `);
});

test('other places inside and around a place of several lines', () => {
  const text = 'ARG x\nRUN one && \\\n    two && \\\n    three\n';
  const related = [
    { span: placeOf(text, 'x'), message: 'before' },
    { span: placeOf(text, 'one'), message: 'first' },
    { span: placeOf(text, 'two'), message: 'between' },
    { span: placeOf(text, 'three'), message: 'last' },
  ];
  expect(show(reportOf(text, { span: placeOf(text, text.slice(6, -1)), related }))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:2:1
      |
    1 |   ARG x
      |       - before
    2 | / RUN one && \\
      | |     --- first
    3 | |     two && \\
      | |     --- between
    4 | |     three
      | |     ----- last
      | |_________^
    "
  `);
});

test('tabs, wide and combining characters keep the marks in their columns', () => {
  const frame = (text: string) => `\n${show(reportOf(text, 'here')).split('\n').slice(4, -1).join('\n')}\n`;
  expect(frame('RUN\techo\there')).toMatchInlineSnapshot(`
    "
    1 | RUN    echo    here
      |                ^^^^
    "
  `);
  expect(frame('RUN echo 日本語 here')).toMatchInlineSnapshot(`
    "
    1 | RUN echo 日本語 here
      |                 ^^^^
    "
  `);
  expect(frame('RUN echo e\u0301a\u0308 here')).toMatchInlineSnapshot(`
    "
    1 | RUN echo éä here
      |             ^^^^
    "
  `);
  expect(frame('RUN echo 😀👩‍💻🇩🇪👍🏽❤️ here')).toMatchInlineSnapshot(`
    "
    1 | RUN echo 😀👩‍💻🇩🇪👍🏽❤️ here
      |                     ^^^^
    "
  `);
  expect(frame('RUN echo ｆｕｌｌ ﾊﾝ here')).toMatchInlineSnapshot(`
    "
    1 | RUN echo ｆｕｌｌ ﾊﾝ here
      |                      ^^^^
    "
  `);
  expect(frame('RUN echo 한국어 here')).toMatchInlineSnapshot(`
    "
    1 | RUN echo 한국어 here
      |                 ^^^^
    "
  `);
  expect(show(reportOf('LABEL 名前=日本', '日本'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:10
      |
    1 | LABEL 名前=日本
      |            ^^^^
    "
  `);
});

test('what cannot be seen is shown', () => {
  expect(show(reportOf('RUN echo "\u001b[2J\u0007" here\u0000', 'here'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:18
      |
    1 | RUN echo "␛[2J␇" here␀
      |                  ^^^^
    "
  `);
  expect(show(reportOf('RUN echo \u202egnp\u2066 \u200b here', 'here'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:18
      |
    1 | RUN echo \\u{202e}gnp\\u{2066} \\u{200b} here
      |                                       ^^^^
    "
  `);
  expect(show(reportOf('RUN echo \u009b2J \u2028 \ud800 here', 'here'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:18
      |
    1 | RUN echo \\x9b2J \\u{2028} \\u{d800} here
      |                                   ^^^^
    "
  `);
  expect(show(reportOf('\u0301RUN a\rb here', 'here'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:10
      |
    1 | ◌́RUN a␍b here
      |          ^^^^
    "
  `);
});

test('nothing from a path, a message or a help reaches the terminal as a control', () => {
  const text = 'FROM a\n';
  const path = 'a\u001b]0;title\u0007\nb/Dockerfile';
  const diagnostics = [finding(placeOf(text, 'a'), { message: 'one\ntwo\u001b[1m', help: '\u202eabc\t\r' })];
  expect(show({ path, source: new Source(path, text), diagnostics })).toMatchInlineSnapshot(`
    "
    warning[example]: one␊two␛[1m
     --> a␛]0;title␇␊b/Dockerfile:1:6
      |
    1 | FROM a
      |      ^
      |
      = help: \\u{202e}abc ␍
    "
  `);
});

test('line endings of Windows and a byte order mark do not show', () => {
  const text = '\u{feff}FROM a\r\nRUN b \\\r\n  c\r\n';
  expect(show(reportOf(text, 'a', 'RUN b \\\r\n  c\r\n'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:6
      |
    1 | FROM a
      |      ^

    warning[example]: this is not right
     --> Dockerfile:2:1
      |
    2 | / RUN b \\
    3 | |   c
      | |___^
    "
  `);
});

test('a file without text has no frame', () => {
  const message = 'file with no instructions';
  expect(show(reportOf('', { severity: 'error', rule: 'syntax', message }))).toMatchInlineSnapshot(`
    "
    error[syntax]: file with no instructions
     --> Dockerfile:1:1
    "
  `);
  expect(show(reportOf('\n\n', { help: 'write one' }))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:1
      = help: write one
    "
  `);
});

test('a line that is too long is cut around the place', () => {
  const text = `RUN ${'left '.repeat(40)}|here|${' right'.repeat(40)}`;
  expect(show(reportOf(text, 'here'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:206
      |
    1 | …eft left left left left left left |here| right right right right right rig…
      |                                     ^^^^
    "
  `);
  expect(show(reportOf(text, 'RUN'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:1
      |
    1 | RUN left left left left left left left left left left left left left left l…
      | ^^^
    "
  `);
  expect(show(reportOf(`${text}!`, 't!'))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:450
      |
    1 | …t right right right right right right right right right right right right!
      |                                                                          ^^
    "
  `);
  expect(show(reportOf(text, text.slice(100, 300)))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:101
      |
    1 | … left left left left left left left left left left left left left left lef…
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    "
  `);
  const related = [{ span: placeOf(text, 'RUN'), message: 'out of sight' }];
  expect(show(reportOf(text, { span: placeOf(text, 'here'), related }))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:206
      |
    1 | …eft left left left left left left |here| right right right right right rig…
      |                                     ^^^^
      | … out of sight
    "
  `);
  const long = `RUN ${'日本'.repeat(60)} \\\n  ${'x'.repeat(100)}`;
  expect(show(reportOf(long, long.slice(50)))).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> Dockerfile:1:51
      |
    1 |   …日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本…
      |  ______________^
    2 | | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      | |_________________________________________________________________________^
    "
  `);
});

test('standard input has a name', () => {
  const source = new Source('-', 'FROM a');
  expect(show({ path: '-', source, diagnostics: [finding({ start: 0, end: 4 })] })).toMatchInlineSnapshot(`
    "
    warning[example]: this is not right
     --> <stdin>:1:1
      |
    1 | FROM a
      | ^^^^
    "
  `);
});

test('the summary counts files and findings', () => {
  const clean = reportOf('FROM a\n');
  const some = reportOf('FROM a\nUSER b\n', 'FROM', { severity: 'error' }, { severity: 'info' }, { severity: 'info' });
  const summary = (...reports: FileReport[]) => {
    const text = pretty(reports, options);
    return text.slice(Math.max(0, text.search(/^(?:Found|Nothing)/m)));
  };
  expect(summary(some)).toMatchInlineSnapshot(`
    "Found 1 error, 1 warning and 2 info in 1 file.
    To see why it matters: slipway explain example
    "
  `);
  expect(summary(some, clean)).toMatchInlineSnapshot(`
    "Found 1 error, 1 warning and 2 info in 1 of 2 files.
    To see why it matters: slipway explain example
    "
  `);
  expect(summary(some, some)).toMatchInlineSnapshot(`
    "Found 2 errors, 2 warnings and 4 info in 2 files.
    To see why it matters: slipway explain example
    "
  `);
  expect(summary(clean)).toMatchInlineSnapshot(`
    "Nothing to report in 1 file.
    "
  `);
  expect(summary(clean, clean)).toMatchInlineSnapshot(`
    "Nothing to report in 2 files.
    "
  `);
  expect(summary(reportOf('', { rule: 'syntax' }))).toMatchInlineSnapshot(`
    "Found 1 warning in 1 file.
    "
  `);
  expect(summary()).toBe('');
});

test('colours stand around words and marks', () => {
  const text = 'FROM a\nRUN b \\\n  c\n';
  const related = [{ span: placeOf(text, 'a'), message: 'here' }];
  const report = reportOf(text, { span: placeOf(text, 'RUN b \\\n  c'), related, help: 'go on', severity: 'error' });
  expect(pretty([report], { ...options, palette: createColors(true) }).replaceAll('\u001b', '␛'))
    .toMatchInlineSnapshot(`
    "␛[31m␛[1merror[example]␛[22m␛[39m␛[1m: this is not right␛[22m
     ␛[34m-->␛[39m Dockerfile:2:1
    ␛[34m  |␛[39m
    ␛[34m1 |␛[39m   FROM a
    ␛[34m  |␛[39m   ␛[34m     - here␛[39m
    ␛[34m2 |␛[39m ␛[31m/ ␛[39mRUN b \\
    ␛[34m3 |␛[39m ␛[31m| ␛[39m  c
    ␛[34m  |␛[39m ␛[31m|_␛[39m␛[31m__^␛[39m
      ␛[34m|␛[39m
      ␛[34m=␛[39m ␛[1mhelp:␛[22m go on

    Found ␛[31m1 error␛[39m in 1 file.
    To see why it matters: ␛[1mslipway explain example␛[22m
    "
  `);
});
