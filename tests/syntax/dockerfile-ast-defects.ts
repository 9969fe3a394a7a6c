// Where dockerfile-ast 0.7 cuts a Dockerfile into other instructions than BuildKit does.

/** One defect: which texts may show it, and a short file that does. */
export interface Defect {
  readonly reason: string;
  readonly pattern: RegExp;
  readonly example: string;
}

export const DEFECTS: Readonly<Record<string, Defect>> = {
  'blank before a name': {
    reason: 'BuildKit opens a heredoc with `<< EOF`; dockerfile-ast reads its body as instructions.',
    pattern: /<<-?[ \t]/,
    example: 'FROM a\nRUN << EOF\nUSER b\nEOF\n',
  },
  'file descriptor': {
    reason: 'BuildKit opens a heredoc with `3<<EOF`; dockerfile-ast wants a blank before the `<<`.',
    pattern: /\d<</,
    example: 'FROM a\nRUN b 3<<EOF\nUSER c\nEOF\n',
  },
  'quoted name': {
    reason: 'A name may have blanks in quotes or be quoted in part; dockerfile-ast ends it at the blank.',
    pattern: /<<-?(?:["'][^"'\s]*\s|[^"'\s]+["'])/,
    example: 'FROM a\nRUN <<"E F"\nUSER b\nE F\n',
  },
  'mixed dashes': {
    reason:
      'Tabs before a terminator count for `<<A` beside `<<-B`; dockerfile-ast has one answer for the instruction.',
    pattern: /<<-[^]*<<(?!-)|<<(?!-)[^]*<<-/,
    example: 'FROM a\nRUN <<-A <<B\nA\n\tB\nUSER c\nB\n',
  },
  'no heredoc': {
    reason: 'BuildKit opens none where `<<` is escaped, quoted or doubled, or where its lexer cannot read the line.',
    pattern: /<<[^]*["'$\\`]|["'$\\`][^]*<<|<<[^\s<]*</,
    example: 'FROM a\nRUN b \\<<EOF\nUSER c\nEOF\n',
  },
  'unknown directive': {
    reason: 'Behind a directive that BuildKit does not know, `# escape=` is a comment.',
    pattern: /#[^]*#\s*escape/i,
    example: '# a=b\n# escape=`\nFROM c\nRUN d `\nUSER e\n',
  },
  'other blanks': {
    reason: 'Not only blanks and tabs are white space: dockerfile-ast makes keywords and comments of the others.',
    pattern: /[\v\f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/,
    example: 'FROM a\n\u2003USER b\n',
  },
  'lone escape character': {
    reason: 'A line of nothing but the escape character goes on in the next; dockerfile-ast makes a keyword of it.',
    pattern: /^\ufeff?[ \t]*[\\`](?:[ \t#]|\r?$)/m,
    example: 'FROM a\n\\\nUSER b\n',
  },
  'two escape characters': {
    reason: 'Two at the end of a line do not continue it.',
    pattern: /([\\`])[ \t]*\1/,
    example: 'FROM a\nENV B C:\\\\\nUSER d\n',
  },
  'carriage returns': {
    reason: 'A line ends at a line feed only.',
    pattern: /\r(?!\n)/,
    example: 'FROM a\rUSER b\n',
  },
  'escape character at the end': {
    reason: 'Behind the last line feed no line follows; dockerfile-ast counts one that goes on.',
    pattern: /[\\`][ \t]*(?:\r?\n[ \t]*(?:#.*)?)*$/,
    example: 'FROM a\nRUN b \\\n',
  },
  'directive in a directive': {
    reason: 'It is part of the value; dockerfile-ast loses the next line.',
    pattern: /^[ \t]*#[^\n=]*=[^\n]*#/m,
    example: '# syntax=a # check=b\nFROM c\nRUN d\n',
  },
  'comment in a keyword': {
    reason: 'A keyword goes on behind a comment, too.',
    pattern: /^[ \t]*[^\s#]\S*[\\`][ \t]*\r?\n\s*#/m,
    example: 'FROM a\nUS\\\n# b\nER c\n',
  },
};
