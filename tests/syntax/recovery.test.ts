// What is told after the first error: every cause once.

import { describe, expect, test } from 'vitest';
import { builderDiagnostic, parse } from '../../src/syntax/parse.ts';
import { Source } from '../../src/syntax/source.ts';

function read(text: string) {
  return parse(new Source('Dockerfile', text));
}

/** `line: message` of every diagnostic. */
function told(text: string): readonly string[] {
  return read(text).diagnostics.map(({ message, lines }) => `${lines.first}: ${message}`);
}

describe('templates', () => {
  test('the first line that shows it is told, with what to do', () => {
    const text = 'FROM a\n{{ if .Debug }}\nRUN b\nFRM c\n{{ else }}\nCOPY d\n{{ end }}\n';
    expect(told(text)).toEqual(['2: unknown instruction: {{']);
    expect(read(text).diagnostics[0]?.help).toBe(
      'This is a template: look at the Dockerfile that is made of it instead.',
    );
  });

  test('so is a FROM without a name', () => {
    expect(told('FROM {{ base }} \n<% if x %>\nRUN y\n<% end %>\n')).toHaveLength(1);
  });

  test('what the first pass refuses is told all the same: the builder stops there', () => {
    const parsed = read('{{ x }}\nFROM a\nENV b\n');
    expect(parsed.diagnostics.map(({ message }) => message)).toEqual([
      'unknown instruction: {{',
      'ENV must have two arguments',
    ]);
    expect(builderDiagnostic(parsed)?.lines).toEqual({ first: 3, last: 3 });
  });

  test('braces in the arguments of an instruction make no template', () => {
    expect(told("FROM a\nRUN --mont=x docker ps --format '{{.ID}}'\nFRM b\n")).toHaveLength(2);
  });
});

describe('a text that goes on without escape characters', () => {
  test('is told where it begins, and ends with the next instruction', () => {
    const text = 'FROM a\nRUN set -e &&\napt-get update &&\nrm -rf x\ngit clone y\nUSER b\nwget c\ncurl d\n';
    expect(told(text)).toEqual(['3: unknown instruction: apt-get', '7: unknown instruction: wget']);
  });

  test('slips are told one by one', () => {
    expect(told('FROM a\nRUNN b\nCPOY c d\nEVN e=f\n')).toEqual([
      '2: unknown instruction: RUNN (did you mean RUN?)',
      '3: unknown instruction: CPOY (did you mean COPY?)',
      '4: unknown instruction: EVN (did you mean ENV?)',
    ]);
  });
});

test('a missing FROM is told once', () => {
  expect(told('ARG a\nRUN b\nUSER c\nRUN --bogus d\nFROM e\n')).toEqual([
    '2: no build stage in current context',
    '4: unknown flag: --bogus',
  ]);
});

describe('a heredoc without a terminator', () => {
  test('is told with all the lines that the builder reads in search of it', () => {
    const text = 'FROM a\nRUN <<X <<Y\nb\nX\nc\nCOPY d e\nUSER f\n';
    const { diagnostics, file } = read(text);
    expect(diagnostics.map(({ message, lines }) => [message, lines])).toEqual([
      ['unterminated heredoc', { first: 2, last: 7 }],
    ]);
    expect(file.instructions.map(({ lines }) => lines)).toEqual([
      { first: 1, last: 1 },
      { first: 2, last: 5 },
      { first: 6, last: 6 },
      { first: 7, last: 7 },
    ]);
  });

  test.each([
    ['RUN <<EOF', 'Close it with a line that holds nothing but its name.'],
    ['RUN x=$((1 << 4))', 'BuildKit takes this shift for a heredoc: write it without blanks, as in $((1<<4)).'],
  ])('%s', (text, help) => expect(read(`FROM a\n${text}\n`).diagnostics[0]?.help).toBe(help));

  test('a shift without blanks is none', () => expect(told('FROM a\nRUN x=$((1<<4))\n')).toEqual([]));
});
