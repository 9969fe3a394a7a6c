// Semantic tokens, written into the text: `‹keyword FROM›`, with modifiers `‹keyword.deprecated MAINTAINER›`.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { semanticTokens, semanticTokensLegend, tokenDelta } from '../../src/lsp/semantic-tokens.ts';
import type { View } from '../../src/lsp/view.ts';
import type { Span } from '../../src/syntax/source.ts';
import { dockerfileText, wellFormedText } from '../syntax/arbitrary.ts';
import { type Given, unmark, viewOf } from './marked.ts';

interface Token extends Span {
  readonly line: number;
  readonly name: string;
}

/** The tokens with their places in the text. */
function decode({ positions }: View, data: readonly number[]): readonly Token[] {
  const tokens: Token[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [deltaLine = 0, deltaCharacter = 0, length = 0, type = 0, flags = 0] = data.slice(at, at + 5);
    line += deltaLine;
    character = deltaLine === 0 ? character + deltaCharacter : deltaCharacter;
    const modifiers = semanticTokensLegend.tokenModifiers.filter((_, bit) => (flags & (1 << bit)) !== 0);
    const name = [semanticTokensLegend.tokenTypes[type], ...modifiers].join('.');
    const start = positions.offset({ line, character });
    tokens.push({ start, end: positions.offset({ line, character: character + length }), line, name });
  }
  return tokens;
}

function shown(text: string, { span, ...given }: Given & { readonly span?: Span } = {}): string {
  const view = viewOf(text, given);
  let result = '';
  let last = 0;
  for (const { start, end, name } of decode(view, semanticTokens(view, span))) {
    result += `${text.slice(last, start)}‹${name} ${text.slice(start, end)}›`;
    last = end;
  }
  return result + text.slice(last);
}

/** Of a RUN, without its keyword. */
function shownScript(script: string): string {
  return shown(`FROM debian\nRUN ${script}`).slice('‹keyword FROM› ‹namespace debian›\n‹keyword RUN› '.length);
}

describe('instructions', () => {
  test.each([
    ['# syntax=docker/dockerfile:1\n# text', '‹macro # syntax=›‹string docker/dockerfile:1›\n‹comment # text›'],
    [
      'FROM --platform=linux/arm64 node:22 AS build\nfrom build',
      '‹keyword FROM› ‹parameter --platform›=‹enumMember linux/arm64› ‹namespace node:22› ‹keyword AS› ‹class.declaration build›\n‹keyword from› ‹class build›',
    ],
    ['FROM scratch', '‹keyword FROM› ‹namespace.defaultLibrary scratch›'],
    ['ARG A=1 B', '‹keyword ARG› ‹variable.declaration.readonly A›=‹string 1› ‹variable.declaration.readonly B›'],
    ['ENV A="x $B y"', '‹keyword ENV› ‹variable.declaration A›=‹string "x ›‹variable $B›‹string  y"›'],
    ['ENV A b c', '‹keyword ENV› ‹variable.declaration A› ‹string b c›'],
    ['LABEL "a b"=c', '‹keyword LABEL› ‹property "a b"›=‹string c›'],
    ['WORKDIR /a/${B:-c$D}/e', '‹keyword WORKDIR› /a/‹variable ${B›:-c‹variable $D›‹variable }›/e'],
    [
      'COPY --from=x --link a $B /',
      '‹keyword COPY› ‹parameter --from›=‹namespace x› ‹parameter --link› a ‹variable $B› /',
    ],
    [
      'COPY --from=0 --chmod=755 a b',
      '‹keyword COPY› ‹parameter --from›=‹number 0› ‹parameter --chmod›=‹number 755› a b',
    ],
    ['ADD ["a b", "c"]', '‹keyword ADD› [‹string "a b"›, ‹string "c"›]'],
    ['EXPOSE 80 90-91/udp $P', '‹keyword EXPOSE› ‹number 80› ‹number 90›-‹number 91›/‹enumMember udp› ‹variable $P›'],
    ['USER 1000:app', '‹keyword USER› ‹number 1000›:app'],
    ['MAINTAINER me', '‹keyword.deprecated MAINTAINER› ‹string me›'],
    [
      'HEALTHCHECK --interval=1m30s CMD a -b',
      '‹keyword HEALTHCHECK› ‹parameter --interval›=‹number 1m30s› ‹keyword CMD› ‹function a› ‹parameter -b›',
    ],
    ['HEALTHCHECK NONE', '‹keyword HEALTHCHECK› ‹keyword NONE›'],
    ['ONBUILD COPY $A b', '‹keyword ONBUILD› ‹keyword COPY› ‹variable $A› b'],
    ['ONBUILD RUN a -b', '‹keyword ONBUILD› ‹keyword RUN› ‹function a› ‹parameter -b›'],
    ['ENTRYPOINT ["a", "-b"]', '‹keyword ENTRYPOINT› [‹string "a"›, ‹string "-b"›]'],
    ['FRO m\nfrom', 'FRO m\n‹keyword from›'],
  ])('%j', (text, expected) => {
    const head = /^(?:#|ARG|FROM|FRO)/.test(text) ? '' : 'FROM debian\n';
    expect(shown(head + text)).toBe((head && '‹keyword FROM› ‹namespace debian›\n') + expected);
  });

  test('mounts', () => {
    expect(shownScript('--mount=type=cache,target=/x,sharing=locked,ro=true,uid=5 --mount=from=b,src=$A a')).toBe(
      '‹parameter --mount›=‹property type›=‹enumMember cache›,‹property target›=‹string /x›,' +
        '‹property sharing›=‹enumMember locked›,‹property ro›=‹enumMember true›,‹property uid›=‹number 5› ' +
        '‹parameter --mount›=‹property from›=‹namespace b›,‹property src›=‹variable $A› ‹function a›',
    );
  });
});

describe('scripts', () => {
  test.each([
    [
      'a && b || c | d; e & f',
      '‹function a› ‹operator &&› ‹function b› ‹operator ||› ‹function c› ‹operator |› ‹function d›‹operator ;› ‹function e› ‹operator &› ‹function f›',
    ],
    [
      'cd /x && apt-get -y install --opt=v 5',
      '‹function.defaultLibrary cd› /x ‹operator &&› ‹function apt-get› ‹parameter -y› install ‹parameter --opt›=v ‹number 5›',
    ],
    [
      'sudo -u me env A=1 b',
      '‹function sudo› ‹parameter -u› me ‹function env› ‹variable.declaration A›=‹number 1› ‹function b›',
    ],
    [
      'A=$B export C="$D" # e',
      '‹variable.declaration A›=‹variable $B› ‹function.defaultLibrary export› ‹variable.declaration C›=‹string "›‹variable $D›‹string "› ‹comment # e›',
    ],
    [
      `a 'b $c' "d \\" \${e:-f}" g#h`,
      `‹function a› ‹string 'b $c'› ‹string "d \\" ›‹variable \${e›‹string :-f›‹variable }›‹string "› g#h`,
    ],
    [
      'a "b $(c -d) e" `f`',
      '‹function a› ‹string "b ›‹operator $(›‹function c› ‹parameter -d›‹operator )›‹string  e"› ‹operator `›‹function f›‹operator `›',
    ],
    [
      'if [ -f x ]; then a; fi',
      '‹keyword if› ‹function.defaultLibrary [› ‹parameter -f› x ]‹operator ;› ‹keyword then› ‹function a›‹operator ;› ‹keyword fi›',
    ],
    [
      'for a in b c; do d > e 2>&1; done',
      '‹keyword for› ‹variable.declaration a› ‹keyword in› b c‹operator ;› ‹keyword do› ‹function d› ‹operator >› e 2‹operator >&›‹number 1›‹operator ;› ‹keyword done›',
    ],
    [
      'case $a in b|c) d;; esac',
      '‹keyword case› ‹variable $a› ‹keyword in› b‹operator |›c‹operator )› ‹function d›‹operator ;;› ‹keyword esac›',
    ],
    [
      'f() { g; }',
      '‹function.declaration f›‹operator (›‹operator )› ‹operator {› ‹function g›‹operator ;› ‹operator }›',
    ],
    [
      `sh -c 'a && b "c"'`,
      `‹function sh› ‹parameter -c› ‹string '›‹function a› ‹operator &&› ‹function b› ‹string "c"›‹string '›`,
    ],
    [
      '["sh", "-c", "a \\"b\\" && c"]',
      '[‹string "sh"›, ‹string "-c"›, ‹string "›‹function a› ‹string \\"b\\"› ‹operator &&› ‹function c›‹string "›]',
    ],
    ['a "b', '‹function a› ‹string "b›'],
    ['a $(', '‹function a› ‹operator $(›'],
  ])('%s', (script, expected) => {
    expect(shownScript(script)).toBe(expected);
  });

  test('go on in other lines', () => {
    expect(shownScript('a \\\n  # why\n  -b "c \\\n  d" && \\\n\n  e')).toBe(
      '‹function a› \\\n  ‹comment # why›\n  ‹parameter -b› ‹string "c ›\\\n‹string   d"› ‹operator &&› \\\n\n  ‹function e›',
    );
  });

  test('go on behind backticks', () => {
    expect(shown('# escape=`\nFROM a\nSHELL ["sh"]\nRUN b `\r\n  -c\r\n')).toBe(
      '‹macro # escape=›‹string `›\n‹keyword FROM› ‹namespace a›\n‹keyword SHELL› [‹string "sh"›]\n‹keyword RUN› ‹function b› `\r\n  ‹parameter -c›\r\n',
    );
  });

  test('in another shell are left to the editor', () => {
    expect(shown('FROM a\nSHELL ["pwsh"]\nRUN Get-Item "x"')).toBe(
      '‹keyword FROM› ‹namespace a›\n‹keyword SHELL› [‹string "pwsh"›]\n‹keyword RUN› Get-Item "x"',
    );
  });
});

describe('heredocs', () => {
  test('of RUN are scripts', () => {
    expect(shownScript('<<EOF\nset -e\n# why\nfor a in b; do\n  c "$a\n"\ndone\nEOF\n')).toBe(
      '‹operator <<›‹label EOF›\n‹function.defaultLibrary set› ‹parameter -e›\n‹comment # why›\n' +
        '‹keyword for› ‹variable.declaration a› ‹keyword in› b‹operator ;› ‹keyword do›\n' +
        '  ‹function c› ‹string "›‹variable $a›\n‹string "›\n‹keyword done›\n‹label EOF›\n',
    );
  });

  test('that a command reads are text', () => {
    expect(shownScript('cat <<EOF > x && d\na $B\n\nc\nEOF\n')).toBe(
      '‹function cat› ‹operator <<›‹label EOF› ‹operator >› x ‹operator &&› ‹function d›\n‹string a ›‹variable $B›\n\n‹string c›\n‹label EOF›\n',
    );
  });

  test('in a heredoc', () => {
    expect(shownScript('<<-A\n\tcat <<B\n\ta\n\tB\n\tc\n\tA')).toBe(
      '‹operator <<-›‹label A›\n\t‹function cat› ‹operator <<›‹label B›\n\t‹string a›\n\t‹label B›\n\t‹function c›\n‹label \tA›',
    );
  });

  test('of COPY are text, in which variables may be replaced', () => {
    expect(shown('FROM a\nCOPY <<B <<"C" /\n$D\nB\n$E\nC\n').split('\n').slice(1).join('\n')).toBe(
      '‹keyword COPY› ‹operator <<›‹label B› ‹operator <<›‹label "C"› /\n‹variable $D›\n‹label B›\n‹string $E›\n‹label C›\n',
    );
  });
});

test.each([
  ['utf-8', [6, 2], [9, 9]],
  ['utf-16', [6, 1], [8, 5]],
  ['utf-32', [6, 1], [8, 4]],
] as const)('places count in %s', (encoding, ...expected) => {
  const data = semanticTokens(viewOf('FROM a\nLABEL é="👩日"', { encoding }));
  const property = data.slice(15, 20);
  const value = data.slice(20, 25);
  expect([property.slice(1, 3), [6 + (value[1] ?? 0), value[2]]]).toEqual(expected);
});

test('of a part of the file only its lines have tokens', () => {
  const { text, spans } = unmark('FROM a\nRUN b \\\n  c «-d \\\n -»e\nCMD f');
  expect(shown(text, { span: spans[0] ?? { start: 0, end: 0 } })).toBe(
    'FROM a\nRUN b \\\n  c ‹parameter -d› \\\n ‹parameter -e›\nCMD f',
  );
});

const anyText = fc.oneof(dockerfileText, wellFormedText);

describe('of any text', () => {
  test('tokens are in order, apart, and end in the line in which they start', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('utf-8', 'utf-16', 'utf-32'), (text, encoding) => {
        const view = viewOf(text, { encoding });
        let last = 0;
        for (const { start, end, line } of decode(view, semanticTokens(view))) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(view.positions.lineEnd(line));
          expect(view.positions.lineOf(start)).toBe(line);
          last = end;
        }
      }),
      { numRuns: 200 },
    );
  });

  test('those of a part are those of the file in its lines', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, one, other) => {
        const view = viewOf(text);
        const [a, b] = [one % (text.length + 1), other % (text.length + 1)];
        const span = { start: Math.min(a, b), end: Math.max(a, b) };
        const [first, last] = [view.positions.lineOf(span.start), view.positions.lineOf(span.end)];
        const all = decode(view, semanticTokens(view)).filter(({ line }) => line >= first && line <= last);
        expect(decode(view, semanticTokens(view, span))).toEqual(all);
      }),
      { numRuns: 200 },
    );
  });

  test('the edits make the later list of the earlier one', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(), (text, inserted, place) => {
        const at = place % (text.length + 1);
        const before = semanticTokens(viewOf(text));
        const after = semanticTokens(viewOf(text.slice(0, at) + inserted + text.slice(at)));
        const result = [...before];
        for (const { start, deleteCount, data } of tokenDelta(before, after)) {
          expect(start % 5).toBe(0);
          result.splice(start, deleteCount, ...(data ?? []));
        }
        expect(result).toEqual(after);
        expect(tokenDelta(after, [...after])).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

test('one instruction that changes is one small edit', () => {
  const lines = Array.from({ length: 200 }, (_, index) => `RUN echo ${index} && true\n`);
  const before = semanticTokens(viewOf(`FROM a\n${lines.join('')}`));
  const after = semanticTokens(viewOf(`FROM a\n${lines.with(100, 'RUN echo -n x\n').join('')}`));
  const [edit, ...rest] = tokenDelta(before, after);
  expect(rest).toEqual([]);
  expect(edit?.deleteCount).toBeLessThanOrEqual(25);
});
