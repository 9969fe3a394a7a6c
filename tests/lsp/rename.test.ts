import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareRename, rename } from '../../src/lsp/rename.ts';
import { UserError } from '../../src/user-error.ts';
import { symbolsOf } from '../../src/lsp/names/symbols.ts';
import type { View } from '../../src/lsp/view.ts';
import { planJson } from '../../src/report/plan/json.ts';
import { expectAnywhere } from './anywhere.ts';
import { type Given, mark, pointAt, viewOf } from './marked.ts';

function renamed(view: View, offset: number, newName: string): string {
  let { text } = view;
  for (const { range, newText } of rename(view, offset, newName).toReversed()) {
    const { start, end } = view.positions.span(range);
    text = text.slice(0, start) + newText + text.slice(end);
  }
  return text;
}

function renameAt(marked: string, newName: string, given?: Given): string {
  const { view, offset } = pointAt(marked, given);
  return renamed(view, offset, newName);
}

/** What somebody reads who asks for a name that cannot be. */
function refusal(marked: string, newName: string): string {
  try {
    return renameAt(marked, newName);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

describe('stages', () => {
  test('in FROM as BuildKit looks for it, elsewhere as it is typed', () => {
    expect(renameAt('FROM a AS Build\nFROM b|cursor|uild\nCOPY --from=BUILD / /\nCOPY --from=0 / /\n', 'Tools')).toBe(
      'FROM a AS Tools\nFROM tools\nCOPY --from=Tools / /\nCOPY --from=0 / /\n',
    );
  });

  test('names that BuildKit refuses or keeps for itself', () => {
    expect(refusal('FROM a AS |cursor|one\n', '1st')).toMatch('BuildKit takes no stage of the name "1st"');
    expect(refusal('FROM a AS |cursor|one\n', 'a b')).toMatch('BuildKit takes no stage of the name "a b"');
    expect(refusal('FROM a AS |cursor|one\n', 'a__b___c')).toMatch('BuildKit takes no stage');
    expect(refusal('FROM a AS |cursor|one\n', 'Scratch')).toBe('The name "scratch" is reserved by BuildKit.');
  });

  test('names that mean something else', () => {
    expect(refusal('FROM a AS |cursor|one\nFROM b AS Two\n', 'two')).toBe(
      'The stage on line 2 has the name "two" already.',
    );
    expect(refusal('FROM a AS |cursor|one\nFROM alpine\n', 'alpine')).toMatch(
      'Line 2 takes an image of the name "alpine"',
    );
    expect(refusal('FROM a AS |cursor|one\nFROM b\nCOPY --from=nginx / /\n', 'nginx')).toMatch('Line 3 takes an image');
    expect(refusal('ARG I=debian\nFROM a AS |cursor|one\nFROM ${I}\n', 'debian')).toMatch('Line 3 takes an image');
  });

  test('a name that comes from a variable', () => {
    expect(refusal('ARG BASE=one\nFROM a AS |cursor|one\nFROM $BASE\n', 'two')).toBe(
      'A variable on line 3 may stand for the name, which cannot be changed there.',
    );
  });

  test('another case changes nothing for BuildKit', () => {
    expect(renameAt('FROM a AS |cursor|One\nFROM one\n', 'one')).toBe('FROM a AS one\nFROM one\n');
  });
});

describe('variables', () => {
  test('a global ARG with all that takes its value', () => {
    expect(
      renameAt(
        `ARG |cursor|V=1
FROM a:\${V:-2}
ARG V
ENV A="x $V" B='$V' V=$V
RUN echo \${V} '$V' && V=3 && echo $V
COPY ["$V", "/"]
COPY <<EOF /x
é $V
EOF
ONBUILD USER $V
`,
        'VERSION',
        { encoding: 'utf-8' },
      ),
    ).toBe(`ARG VERSION=1
FROM a:\${VERSION:-2}
ARG VERSION
ENV A="x $VERSION" B='$V' VERSION=$VERSION
RUN echo \${VERSION} '$V' && V=3 && echo $V
COPY ["$VERSION", "/"]
COPY <<EOF /x
é $VERSION
EOF
ONBUILD USER $VERSION
`);
  });

  test('names that nobody can refer to', () => {
    expect(refusal('FROM a\nARG |cursor|A\n', '')).toMatch('cannot be referred to');
    expect(refusal('FROM a\nARG |cursor|A\n', '1a')).toMatch('"1a" cannot be referred to');
    expect(refusal('FROM a\nARG |cursor|A\n', 'a\nb')).toMatch('"a b" cannot be referred to');
  });

  test('names with a meaning for BuildKit or in the base image', () => {
    expect(refusal('FROM a\nARG |cursor|A\n', 'TARGETARCH')).toBe('BuildKit gives TARGETARCH a meaning of its own.');
    expect(refusal('FROM a\nARG |cursor|http_proxy\n', 'A')).toMatch('BuildKit gives http_proxy its meaning');
    expect(refusal('FROM alpine\nENV |cursor|A=1\n', 'PATH')).toBe('The base image sets PATH.');
    expect(refusal('FROM alpine\nENV |cursor|PATH=/x\n', 'A')).toBe('The base image sets PATH, too.');
    expect(refusal('FROM example.com/a\nENV A=${|cursor|A:-1}\n', 'B')).toMatch('A is read before this file sets it');
    expect(refusal('FROM alpine\nRUN echo $|cursor|A\n', 'B')).toBe('Nothing in this file sets A.');
  });

  test('names that are taken', () => {
    expect(refusal('FROM a\nENV |cursor|A=1\nARG B\n', 'B')).toBe('Line 3 uses B already.');
    expect(refusal('FROM a\nENV |cursor|A=1\nRUN echo $B\n', 'B')).toBe('Line 3 uses B already.');
    expect(refusal('FROM a\nENV |cursor|A=1\nRUN B=2; echo $A$B\n', 'B')).toBe('Line 3 uses B already.');
    expect(refusal('FROM a\nENV |cursor|A=1\nRUN --mount=type=secret,env=B echo $A\n', 'B')).toBe(
      'Line 3 uses B already.',
    );
    expect(refusal('ARG B\nFROM a\nARG |cursor|A\n', 'B')).toBe('Line 1 uses B already.');
    expect(refusal('FROM a\nENV |cursor|A=1\nFROM b\nENV B=1\n', 'B')).toContain('ENV B=1\nFROM b\n');
  });

  test('scripts that cannot be followed', () => {
    expect(refusal('FROM a\nARG |cursor|A\nRUN test x && { A=1; }; echo $A\n', 'B')).toMatch(
      'The command on line 3 may set A',
    );
    expect(refusal('FROM a\nARG |cursor|A\nRUN echo $A; (\n', 'B')).toMatch(
      'The command on line 3 cannot be read in full',
    );
    expect(refusal('FROM a\nARG |cursor|A\nSHELL ["pwsh"]\nRUN $env:A\n', 'B')).toMatch(
      'The command on line 4 cannot be read',
    );
  });
});

describe('heredocs', () => {
  test('both ends', () => {
    expect(renameAt('FROM a\nRUN <<-"|cursor|EOF"\n\techo\n\tEOF\n', 'END')).toBe(
      'FROM a\nRUN <<-"END"\n\techo\n\tEND\n',
    );
  });

  test('names that would end it elsewhere', () => {
    expect(refusal('FROM a\nRUN <<-|cursor|A\n\techo\nA\n', 'echo')).toBe(
      'A line of the heredoc is "echo", which would end it there.',
    );
    expect(refusal('FROM a\nRUN cat <<|cursor|A <<B\nA\nB\n', 'B')).toMatch('Another heredoc of the instruction');
    expect(refusal('FROM a\nRUN <<|cursor|A\nA\n', '-A')).toMatch('is no name for a heredoc here');
    expect(refusal('FROM a\nRUN <<|cursor|A\nA\n', 'a b')).toMatch('is no name for a heredoc here');
  });

  test('a name that becomes that of a file', () => {
    expect(refusal('FROM a\nCOPY <<|cursor|A /x/\nA\n', 'B')).toBe('A is the name of the file that line 2 makes, too.');
    expect(renameAt('FROM a\nCOPY <<|cursor|A /x\nA\n', 'B')).toBe('FROM a\nCOPY <<B /x\nB\n');
  });
});

test('before a name is asked for', () => {
  const prepare = (marked: string): string | undefined => {
    const { view, offset } = pointAt(marked);
    const answer = prepareRename(view, offset);
    return answer === null ? undefined : `${answer.placeholder}: ${mark(view, [answer.range])}`;
  };
  expect(prepare('FROM a\nENV A=1 B=${|cursor|A}\n')).toBe('A: FROM a\nENV A=1 B=${«A»}\n');
  expect(prepare('FROM a AS Build\nFROM buil|cursor|d\n')).toBe('build: FROM a AS Build\nFROM «build»\n');
  expect(prepare('FROM a\nFROM b\nCOPY --from=|cursor|0 / /\n')).toBeUndefined();
  expect(prepare('FROM a\nARG |cursor|TARGETARCH\n')).toBeUndefined();
  expect(prepare('FROM node\nRUN echo $|cursor|NODE_VERSION\n')).toBeUndefined();
  expect(prepare('FR|cursor|OM a\n')).toBeUndefined();
  expect(refusal('FR|cursor|OM a\n', 'x')).toMatch('There is no name');
});

describe('the build stays the same', () => {
  const LINES = [
    'ARG A=1',
    'ARG A',
    'ARG B=$A',
    'ENV A=x$A B="y ${B:-$A}"',
    'ENV B=2',
    'RUN echo $A "${B}" \'$A\'',
    'RUN A=1; echo $A $B',
    "RUN export B && sh -c 'echo $B' # $A",
    'RUN --mount=from=one,target=/$A true',
    'RUN cat <<A <<B\n$A\nA\n$B\nB',
    'RUN <<"END"\necho $A\nEND',
    'COPY --from=one $A /$B',
    'COPY --from=0 ["${A}", "/x"]',
    'COPY --from=two /$B /',
    'COPY <<B /$A\n${B}\nB',
    'FROM one AS two',
    'FROM alpine AS one',
    'FROM example.com/$B AS two',
    'FROM ${C:-one}',
    'FROM two',
    'ONBUILD ENV B=$A',
    'ONBUILD COPY --from=one $A .',
    'ONBUILD RUN echo $B',
    'WORKDIR /$A',
    'LABEL "$A"=${B+$A}',
    'CMD echo $A $B',
  ];

  const file = fc
    .tuple(
      fc.constantFrom('', 'ARG A=2\n', 'ARG B\nARG A=3$B\n', 'ARG C=two\nARG B=b\n'),
      fc.array(fc.constantFrom(...LINES), { maxLength: 14 }),
    )
    .map(([head, lines]) => `${head}FROM alpine AS one\n${lines.join('\n')}\nFROM one AS last\nRUN echo $A $B\n`);

  /**
   * What is built. Names of steps are left out: progress shows values of variables in them, also of those that a script sets.
   * So is which of two equal steps is built: the names of heredocs are in commands.
   */
  const buildOf = (view: View): string | undefined => {
    const { plan } = view;
    if (plan === undefined) return undefined;
    const image = plan.steps.findLast(({ stage }) => stage === plan.target.index)?.step?.after.image;
    const inOrder = plan.steps.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const steps = Array.from(inOrder, (step) => ({ ...step, name: '', text: '', sameAs: undefined }));
    return planJson({ ...plan, steps }, { path: 'Dockerfile', image }).replaceAll(/\s+/g, '');
  };

  test('but for the name', () => {
    let count = 0;
    fc.assert(
      fc.property(file, fc.nat(), fc.constantFrom(undefined, 'given'), (text, pick, given) => {
        const view = viewOf(text);
        const all = [...symbolsOf(view).stages, ...symbolsOf(view).variables, ...symbolsOf(view).heredocs];
        const symbol = all[pick % all.length];
        const place = symbol?.occurrences[pick % symbol.occurrences.length]?.span.start;
        if (symbol === undefined || place === undefined || (symbol.kind === 'stage' && symbol.name === '')) return;
        let after: string;
        try {
          after = renamed(view, place, 'qqqq');
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          return;
        }
        const isArgument = symbol.kind === 'variable' && symbol.isArgument;
        const build = (name: string): Given =>
          given === undefined ? {} : { build: { buildArgs: new Map([[isArgument ? name : symbol.name, given]]) } };
        const before = buildOf(viewOf(text, build(symbol.name)));
        const then = buildOf(viewOf(after, build('qqqq')));
        expect(then?.replaceAll('qqqq', symbol.name)).toBe(before);
        count += before === undefined ? 0 : 1;
      }),
      { numRuns: 60 },
    );
    expect(count).toBeGreaterThan(10);
  });
});

test('anywhere', () => {
  expectAnywhere((view, offset) => {
    const answers: unknown[] = [prepareRename(view, offset)];
    for (const name of ['other', 'A', 'x y', '']) {
      try {
        answers.push(rename(view, offset, name));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }
    return answers;
  });
});
