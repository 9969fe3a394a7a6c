// Random texts that look enough like Dockerfiles to reach every corner of the parser.

import fc from 'fast-check';

const PIECES = [
  ...['FROM alpine', 'FROM --platform=$P node:22 AS build', 'RUN echo hi', 'RUN --mount=type=cache,target=/x make'],
  ...[
    'COPY a b',
    'COPY --from=build --chown=1:1 ["a b", "c"]',
    'ADD <<EOF /x',
    'ENV A=1 B="x y"',
    'ENV A b c',
    'LABEL a=b',
  ],
  ...['ARG A=1 B', 'EXPOSE 80/tcp 90', 'VOLUME ["/x"]', 'USER root', 'WORKDIR /app', 'STOPSIGNAL 9', 'SHELL ["sh"]'],
  ...[
    'HEALTHCHECK --interval=5s CMD true',
    'ONBUILD RUN <<A <<-B',
    'MAINTAINER me',
    'CMD ["a", "\\u00e9\\n"]',
    'ENTRYPOINT x',
  ],
  ...[
    '# comment',
    '#',
    '# escape=`',
    '# escape=\\',
    '# syntax=docker/dockerfile:1',
    '# check=skip=all',
    '  # indented',
  ],
  ...[
    '\\',
    '`',
    ' \\ ',
    '\\\\',
    '\t',
    ' ',
    '  ',
    '\n',
    '\n',
    '\n',
    '\r\n',
    '\r',
    '\u00a0',
    '\u2003',
    '\ufeff',
    '\0',
    '\u001b[31m',
  ],
  ...['<<EOF', '<<-EOF', '<<"EOF"', "<<'E", '<< EOF', '3<<EOF', '\nEOF\n', '\n\tEOF\n', 'EOF', '<<<', '\nA\n', '\nB\n'],
  ...[
    '"',
    "'",
    '$',
    '${',
    '}',
    '${A:-',
    '${A#*',
    '${A/b/c}',
    '$(',
    '`x`',
    '--',
    '--flag',
    '--flag="a b"',
    '=',
    '[',
    ']',
    '["',
    '",',
  ],
  ...['é', '日本', '酒', 'HEALTHCHECK 酒', '--from=à', '👩‍🚀', '\ud800', 'e\u0301', ',', '|', '&&', ';', '1', 'x'],
];

/** A row of pieces, most of them on lines of their own. */
export const dockerfileText: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string() }),
      fc.constantFrom('', ' ', '\n', '\n', ' \\\n'),
    ),
    {
      maxLength: 30,
    },
  )
  .map((pieces) => pieces.flat().join(''));

const STATEMENTS = [
  'FROM alpine',
  'from node:22 as build',
  'FROM --platform=$BUILDPLATFORM golang AS "x"',
  "RUN echo 'a b' && make",
  'RUN set -e; \\\n  make \\\n\n  # why\n  install',
  'RUN <<EOF\nmake\n\n# no comment\nUSER b\nEOF',
  'RUN cat <<A <<B\nA1\nA\nB1 \\\nB',
  'COPY <<-END /x\n\tFROM a\n\tEND',
  'COPY --from=build --chown=1:1 a b \\\n\tc/',
  'ADD ["a b", \\\n  "c/"]',
  'ENV A=1 \\\n    B="x y" \\\n# C=1\n    D=$A',
  'ENV A b c',
  'CMD [ "a", "<<EOF" ]',
  'ENTRYPOINT x --y',
  'ONBUILD RUN a \\\n  b',
  'HEALTHCHECK --interval=5s \\\n  CMD curl x',
  'LABEL "a b"=c',
  'EXPOSE 80/tcp 90',
  'bogus line',
  '# comment \\',
  '  # indented',
  '#',
  '',
  '  ',
];

/** Statements that the builder can read, one below the other, some of them indented. */
export const wellFormedText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '\ufeff', '# syntax=docker/dockerfile:1\n', '# escape=\\\n', '# check=skip=all\n'),
    fc.array(fc.tuple(fc.constantFrom('', '', '  '), fc.constantFrom(...STATEMENTS)), { minLength: 1, maxLength: 12 }),
    fc.constantFrom('\n', '\n', '\r\n'),
  )
  .map(([head, statements, lineEnd]) =>
    (head + statements.map(([indent, statement]) => `${indent}${statement}\n`).join('')).replaceAll('\n', lineEnd),
  );
