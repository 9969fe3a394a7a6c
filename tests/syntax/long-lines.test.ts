// Lines that BuildKit's scanner does not take: what it still reads, which error it ends with, and what we read on.

import { describe, expect, test } from 'vitest';
import { builderDiagnostic, parse } from '../../src/syntax/parse.ts';
import { Source } from '../../src/syntax/source.ts';

const LIMIT = 65_535;
const TOO_LONG = 'dockerfile line greater than max allowed size of 65535';

function read(text: string) {
  return parse(new Source('Dockerfile', text));
}

/** A line of `bytes` bytes that starts with `start`. */
function line(start: string, bytes: number, filler = 'x'): string {
  const width = Buffer.byteLength(filler);
  const room = bytes - Buffer.byteLength(start);
  return start + filler.repeat(Math.floor(room / width)) + 'y'.repeat(room % width);
}

/** `first-last: message` of what the builder ends with. */
function ends(text: string): string | undefined {
  const error = builderDiagnostic(read(text));
  return error && `${error.lines.first}-${error.lines.last}: ${error.message}`;
}

describe('the limit', () => {
  test.each(['x', 'é', '日', '👩'])('counts bytes: %s', (filler) => {
    expect(ends(`FROM a\n${line('RUN ', LIMIT, filler)}\n`)).toBeUndefined();
    expect(ends(`FROM a\n${line('RUN ', LIMIT + 1, filler)}\n`)).toBe(`1-1: ${TOO_LONG}`);
  });

  test('counts a carriage return, not the line feed, and the byte order mark', () => {
    expect(ends(`FROM a\n${line('RUN ', LIMIT - 1)}\r\n`)).toBeUndefined();
    expect(ends(`FROM a\n${line('RUN ', LIMIT)}\r\n`)).toBe(`1-1: ${TOO_LONG}`);
    expect(ends(`${line('\ufeff# ', LIMIT)}\nFROM a`)).toBeUndefined();
    expect(ends(`${line('\ufeff# ', LIMIT + 1)}\nFROM a`)).toBe('0-0: file with no instructions');
  });
});

describe('what the builder reads before a line that is too long', () => {
  const long = line(' ', LIMIT + 1);
  test.each([
    ['comments count as lines', `FROM a\n# b\n${line('# ', LIMIT + 1)}\n`, `2-2: ${TOO_LONG}`],
    ['an instruction that goes on in it is cut off', `FROM a\nRUN b \\\n${long}\n`, `3-3: ${TOO_LONG}`],
    ['and may be wrong for that', `FROM a\nENV b \\\n${line('=', LIMIT + 1)}\n`, '2-2: ENV must have two arguments'],
    ['a heredoc is not closed', `FROM a\nRUN <<E\nb\n${long}\nE\n`, '2-3: unterminated heredoc'],
    ['a heredoc behind a cut', `FROM a\nRUN <<E \\\n${long}\nE\n`, '2-3: unterminated heredoc'],
    ['nothing', `\n# b\n${line('FROM ', LIMIT + 1)}\n`, '2-2: file with no instructions'],
    ['errors of the second pass stay hidden', `FROM a\nFRM b\n${line('RUN ', LIMIT + 1)}\n`, `2-2: ${TOO_LONG}`],
  ])('%s', (_, text, error) => expect(ends(text)).toBe(error));
});

describe('reading on', () => {
  test('a long instruction is in the tree, and its own errors are not told', () => {
    const { file, diagnostics } = read(`FROM a\n${line('COPY --frm=', LIMIT + 1)}\nUSER b\n`);
    expect(file.instructions.map(({ kind }) => kind)).toEqual(['From', 'Copy', 'User']);
    expect(diagnostics.map(({ message }) => message)).toEqual([TOO_LONG]);
  });

  test('a heredoc with a long line is closed where its name stands', () => {
    const { file, diagnostics } = read(`FROM a\nRUN <<E\n${line('', LIMIT + 1)}\nE\nUSER b\n`);
    expect(file.instructions.map(({ kind }) => kind)).toEqual(['From', 'Run', 'User']);
    expect(file.instructions[1]?.heredocs[0]?.terminator).toBeDefined();
    expect(diagnostics.map(({ message, help }) => [message, help])).toEqual([
      ['unterminated heredoc', 'The builder stops at line 3, which is too long for it.'],
      [TOO_LONG, 'Break the line with the escape character, or copy the text from a file.'],
    ]);
  });

  test('the first instruction counts as one, cut off or not', () => {
    const messages = read(`RUN <<E\n${line('', LIMIT + 1)}\nE\n`).diagnostics.map(({ message }) => message);
    expect(messages).toEqual(['unterminated heredoc', TOO_LONG, 'no build stage in current context']);
  });

  test('a file of nothing but a long line is told once', () => {
    const messages = read(line('# ', LIMIT + 1)).diagnostics.map(({ message }) => message);
    expect(messages).toEqual(['file with no instructions', TOO_LONG]);
  });
});
