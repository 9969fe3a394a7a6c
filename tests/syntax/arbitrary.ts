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
  ...['é', '日本', '👩‍🚀', '\ud800', 'e\u0301', ',', '|', '&&', ';', '1', 'x'],
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
