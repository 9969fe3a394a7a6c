import { describe, expect, test } from 'vitest';
import { type FileSymbol, symbolsOf } from '../../src/lsp/names/symbols.ts';
import { expectAnywhere } from './anywhere.ts';
import { mark, pointAt, viewOf } from './marked.ts';

/** All places of the symbol at the cursor, marked. */
function places(marked: string): string {
  const { view, offset } = pointAt(marked);
  const { occurrences = [] } = symbolsOf(view).at(offset)?.symbol ?? {};
  return mark(
    view,
    occurrences.map(({ span }) => view.positions.range(span)),
  );
}

function obstacles(symbol: FileSymbol | undefined): readonly string[] {
  return symbol?.obstacles.map(({ reason }) => reason) ?? [];
}

describe('stages', () => {
  test('are found by name and number, in FROM, in COPY and in mounts, whatever the case', () => {
    const text = `FROM golang AS Build
FROM build AS test
COPY --from=BUILD /a /b
COPY --from=|cursor|0 /a /b
RUN --mount=type=bind,from=build,target=/x true
COPY --from=builder /a /b
`;
    expect(places(text)).toBe(`FROM golang AS «Build»
FROM «build» AS test
COPY --from=«BUILD» /a /b
COPY --from=«0» /a /b
RUN --mount=type=bind,from=«build»,target=/x true
COPY --from=builder /a /b
`);
  });

  test('FROM means the last stage above it, --from the last of all', () => {
    expect(places('FROM a AS |cursor|x\nFROM x\nFROM b AS x\nCOPY --from=x / /\n')).toBe(
      'FROM a AS «x»\nFROM «x»\nFROM b AS x\nCOPY --from=x / /\n',
    );
    expect(places('FROM a AS x\nFROM x\nFROM b AS |cursor|x\nCOPY --from=x / /\n')).toBe(
      'FROM a AS x\nFROM x\nFROM b AS «x»\nCOPY --from=«x» / /\n',
    );
  });

  test('a stage that has the name of an image', () => {
    expect(places('FROM node AS base\nFROM base AS |cursor|node\nCOPY --from=node / /\n')).toBe(
      'FROM node AS base\nFROM base AS «node»\nCOPY --from=«node» / /\n',
    );
  });

  test('a stage without a name is its FROM', () => {
    expect(places('FROM golang\nFROM alpine\nCOPY --from=|cursor|0 / /\n')).toBe(
      '«FROM» golang\nFROM alpine\nCOPY --from=«0» / /\n',
    );
  });

  test('triggers count where a stage of the file starts them', () => {
    const file = 'FROM a AS |cursor|tools\nFROM b AS base\nONBUILD COPY --from=tools / /\n';
    expect(places(file)).toBe('FROM a AS «tools»\nFROM b AS base\nONBUILD COPY --from=tools / /\n');
    expect(places(`${file}FROM base\n`)).toContain('--from=«tools»');
  });

  test('names over several lines and in quotes', () => {
    expect(places('FROM a AS |cursor|build\nFROM "build"\nCOPY --from=bu\\\nild / /\n')).toBe(
      'FROM a AS «build»\nFROM "«build»"\nCOPY --from=«bu\\\nild» / /\n',
    );
  });

  test('a variable may stand for a name', () => {
    const { stages } = symbolsOf(
      viewOf('ARG BASE=one\nFROM a AS one\nFROM ${BASE}\nFROM a AS x-linux\nFROM x-$TARGETOS\n'),
    );
    expect(stages.map(obstacles)).toEqual([['expanded'], ['expanded']]);
  });
});

describe('variables', () => {
  test('a global ARG, the ARGs that take its value, and what refers to them', () => {
    const file = `ARG |cursor|VERSION=1
FROM node:\${VERSION} AS a
ARG VERSION
ENV FULL="v\${VERSION:-0}" OTHER='$VERSION'
LABEL version=\${OTHER:+$VERSION}
FROM alpine
RUN echo $VERSION
`;
    expect(places(file)).toBe(`ARG «VERSION»=1
FROM node:\${«VERSION»} AS a
ARG «VERSION»
ENV FULL="v\${«VERSION»:-0}" OTHER='$VERSION'
LABEL version=\${OTHER:+$«VERSION»}
FROM alpine
RUN echo $VERSION
`);
  });

  test('ENV is known in the stages that start from it, and in no other', () => {
    expect(places('FROM a AS x\nENV |cursor|A=1\nFROM x\nUSER $A\nENV A=$A$A\nFROM a\nENV A=2\n')).toBe(
      'FROM a AS x\nENV «A»=1\nFROM x\nUSER $«A»\nENV «A»=$«A»$«A»\nFROM a\nENV A=2\n',
    );
  });

  test('an ENV that takes the place of an ARG is the same variable', () => {
    expect(places('FROM a\nARG |cursor|A\nENV A=$A\nWORKDIR /$A\n')).toBe(
      'FROM a\nARG «A»\nENV «A»=$«A»\nWORKDIR /$«A»\n',
    );
  });

  test('in all the places that BuildKit expands', () => {
    const file = `FROM scratch
ENV |cursor|A=1
ADD --chown=$A --checksum=$A ["a$A", "/$A"]
COPY <<one <<'two' /$A/
$A \${A}
one
$A
two
RUN --mount=type=cache,target=/$A true
EXPOSE $A
VOLUME ["/$A"]
STOPSIGNAL $A
ONBUILD WORKDIR /$A
`;
    expect(places(file).replaceAll('\n$A\ntwo', '')).toBe(`FROM scratch
ENV «A»=1
ADD --chown=$«A» --checksum=$«A» ["a$«A»", "/$«A»"]
COPY <<one <<'two' /$«A»/
$«A» \${«A»}
one
RUN --mount=type=cache,target=/$«A» true
EXPOSE $«A»
VOLUME ["/$«A»"]
STOPSIGNAL $«A»
ONBUILD WORKDIR /$«A»
`);
  });

  test('in the shell of RUN, but not in single quotes and not what the script sets itself', () => {
    const file = `FROM alpine
ARG |cursor|A
RUN echo $A "\${A}" '$A' \\$A && sh -c 'echo $A'
RUN A=$A/x && echo $A
RUN export A && make "\${A#v}" $((A + 1))
RUN <<EOF
  cat <<-END
	$A
	END
EOF
RUN ["sh", "-c", "echo $A"]
RUN ["echo", "$A"]
`;
    expect(places(file)).toBe(`FROM alpine
ARG «A»
RUN echo $«A» "\${«A»}" '$A' \\$A && sh -c 'echo $«A»'
RUN A=$«A»/x && echo $A
RUN export «A» && make "\${«A»#v}" $((«A» + 1))
RUN <<EOF
  cat <<-END
	$«A»
	END
EOF
RUN ["sh", "-c", "echo $«A»"]
RUN ["echo", "$A"]
`);
  });

  test('a secret in a variable of that name is another one', () => {
    const file = 'FROM a\nARG |cursor|A\nRUN --mount=type=secret,id=x,env=A echo $A\nRUN echo $A\n';
    expect(places(file)).toBe('FROM a\nARG «A»\nRUN --mount=type=secret,id=x,env=A echo $A\nRUN echo $«A»\n');
  });

  test('commands of the container see the ENVs of the whole stage', () => {
    expect(places('FROM alpine\nARG B\nCMD echo $|cursor|A $B\nENV A=1\n')).toBe(
      'FROM alpine\nARG B\nCMD echo $«A» $B\nENV «A»=1\n',
    );
  });

  test('with the escape character of the file, CRLF and lines that go on', () => {
    expect(places('# escape=`\r\nFROM a\r\nENV |cursor|A=1 `\r\n  B=$A`\r\n$A C=`$A\r\n')).toBe(
      '# escape=`\r\nFROM a\r\nENV «A»=1 `\r\n  B=$«A»`\r\n$«A» C=`$A\r\n',
    );
  });

  test('what cannot be told is an obstacle', () => {
    const file = `FROM alpine
ARG A
RUN if true; then A=1; fi; echo $A
SHELL ["python"]
RUN print(os.environ["A"])
`;
    const [variable] = symbolsOf(viewOf(file)).variables;
    expect(obstacles(variable)).toEqual(['set by the script', 'unread script']);
  });
});

describe('heredocs', () => {
  test('the word that opens one and the line that ends it', () => {
    expect(places('FROM a\nRUN <<-"|cursor|END"\n\tEND of it\n\tEND\nCOPY <<END /x\nEND\n')).toBe(
      'FROM a\nRUN <<-"«END»"\n\tEND of it\n\t«END»\nCOPY <<END /x\nEND\n',
    );
  });

  test('with a blank before the name, and with CRLF', () => {
    expect(places("FROM a\r\nRUN cat << '|cursor|END'\r\nx\r\nEND\r\n")).toBe(
      "FROM a\r\nRUN cat << '«END»'\r\nx\r\n«END»\r\n",
    );
  });

  test('with quotes inside of the name', () => {
    const { heredocs } = symbolsOf(viewOf('FROM a\nRUN <<E"O"F\nx\nEOF\n'));
    expect(heredocs.map(obstacles)).toEqual([['spelling']]);
  });

  test('without an end', () => {
    expect(places('FROM a\nRUN cat 3<<|cursor|END\nx\n')).toBe('FROM a\nRUN cat 3<<«END»\nx\n');
  });
});

test('names that touch: the one that starts at the offset', () => {
  const { view, offset } = pointAt('FROM a\nENV A=1 B=2\nUSER ${A}|cursor|$B\n');
  expect(symbolsOf(view).at(offset)).toBeUndefined();
  expect(symbolsOf(view).at(offset + 1)?.symbol.name).toBe('B');
  expect(symbolsOf(view).at(offset - 1)?.symbol.name).toBe('A');
});

test('anywhere', () => {
  expectAnywhere((view, offset) => {
    const { occurrences = [], obstacles: found = [] } = symbolsOf(view).at(offset)?.symbol ?? {};
    for (const { span, isSpelt } of occurrences) expect(isSpelt && span.start === span.end).toBe(false);
    return [...occurrences, ...found].map(({ span }) => view.positions.range(span));
  });
});
