// The reading of a file, behaviour by behaviour.

import { describe, expect, test } from 'vitest';
import type { Instruction } from '../../src/syntax/ast.ts';
import { builderDiagnostic, builderError, parse } from '../../src/syntax/parse.ts';
import { Source } from '../../src/syntax/source.ts';
import { print } from '../../src/syntax/tokens.ts';

function read(text: string) {
  return parse(new Source('Dockerfile', text));
}

function instructions(text: string): readonly Instruction[] {
  return read(text).file.instructions;
}

/** `KEYWORD|word|word` for each instruction. */
function words(text: string): readonly string[] {
  return instructions(text).map(({ keyword, args }) => [keyword, ...args].map((word) => word.text).join('|'));
}

function errors(text: string): readonly string[] {
  return read(text).diagnostics.map(({ message, lines }) => `${lines.first}: ${message}`);
}

describe('lines', () => {
  test('a continued line goes on without a separator', () => {
    expect(words('FROM a\nRUN x\\\ny \\  \n  z\n')).toEqual(['FROM|a', 'RUN|xy   z']);
  });

  test('two escape characters at the end do not continue a line', () => {
    expect(words('FROM a\nENV A C:\\\\\nUSER b')).toEqual(['FROM|a', 'ENV|A|C:\\\\', 'USER|b']);
  });

  test('comments between continued lines are dropped and remembered', () => {
    const { file } = read('FROM a\nRUN x \\\n  # why\n y\n');
    expect(file.instructions[1]?.args[0]?.text).toBe('x  y');
    expect(file.comments.map(({ text }) => text)).toEqual(['why']);
  });

  test('a blank line inside an instruction is a warning', () => {
    expect(read('FROM a\nRUN x \\\n\n y\n').warnings).toEqual([
      { message: 'Empty continuation line found in: RUN x  y', line: 4 },
    ]);
  });

  test('the escape directive changes the continuation', () => {
    expect(words('# escape=`\nFROM a\nRUN x `\n y\\\n')).toEqual(['FROM|a', 'RUN|x  y\\']);
  });

  test('a directive below anything else is a comment', () => {
    expect(read('\n# escape=`\nFROM a').file.escape).toBe('\\');
    expect(read('# note\n# escape=`\nFROM a').file.escape).toBe('\\');
  });

  test('CRLF, a byte order mark and a missing last line end mean nothing', () => {
    expect(words('\ufeffFROM a\r\nRUN x \\\r\n  y')).toEqual(['FROM|a', 'RUN|x   y']);
  });

  test('comments describe the next instruction, blank lines or not; an empty comment ends them', () => {
    const [from, run] = instructions('# one\n\n# two\nFROM a\n# three\n#\n# four\nRUN x');
    expect(from?.comments.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(run?.comments.map(({ text }) => text)).toEqual(['four']);
  });
});

describe('words', () => {
  test('flags lose quotes and escapes, and end at the first other word', () => {
    const [, copy] = instructions('FROM a\nCOPY --from="b c" --chown=1\\ 2 x --y z');
    expect(copy?.flags.map(({ name, value }) => [name, value?.text])).toEqual([
      ['from', 'b c'],
      ['chown', '1 2'],
    ]);
    expect(copy?.args.map(({ text }) => text)).toEqual(['x', '--y', 'z']);
  });

  test('JSON strings are decoded and keep their place', () => {
    const text = 'FROM a\nCMD ["\\u0041\\n", \\\n "b c"]';
    const [, cmd] = instructions(text);
    expect(cmd?.json).toBe(true);
    expect(cmd?.args.map((word) => word.text)).toEqual(['A\n', 'b c']);
    expect(cmd?.args.map(({ span }) => text.slice(span.start, span.end))).toEqual(['"\\u0041\\n"', '"b c"']);
  });

  test.each(["CMD ['a']", 'CMD ["a",]', 'CMD ["a"] b', 'RUN [ "$x" = 1 ]', 'CMD ["a\tb"]', 'CMD ["C:\\a"]'])(
    '%s is the shell form',
    (text) => expect(instructions(`FROM a\n${text}`)[1]?.json).toBe(false),
  );

  test('ENV takes pairs, or one legacy pair', () => {
    expect(words('FROM a\nENV A="b c" D=e\\ f\nENV G h  i=j')).toEqual([
      'FROM|a',
      'ENV|A|"b c"|D|e\\ f',
      'ENV|G|h  i=j',
    ]);
  });

  test('HEALTHCHECK, ONBUILD and ARG have their own shape', () => {
    const [, check, trigger, arg] = instructions(
      'FROM a\nHEALTHCHECK --retries=3 CMD x y\nONBUILD COPY a b\nARG A=1 B',
    );
    expect(check).toMatchObject({
      kind: 'Healthcheck',
      type: 'CMD',
      command: { form: 'shell', text: { text: 'x y' } },
    });
    expect(trigger).toMatchObject({ kind: 'Onbuild', trigger: { kind: 'Copy', destination: { text: 'b' } } });
    expect(arg).toMatchObject({
      kind: 'Arg',
      variables: [{ name: { text: 'A' }, value: { text: '1' } }, { value: undefined }],
    });
  });

  test('RUN has its mounts as data', () => {
    const [, run] = instructions('FROM a\nRUN --mount=type=cache,target=/x,sharing=locked make');
    expect(run).toMatchObject({ mounts: [{ type: 'cache', target: { text: '/x' }, from: undefined }] });
  });
});

describe('heredocs', () => {
  test('several bodies follow in order; the shell gets them all', () => {
    const [, run, user] = instructions('FROM a\nRUN cat <<A <<-"B"\n1\nA\n\t2\n\tB\nUSER u');
    expect(run?.heredocs.map(({ name, content, expand, chomp }) => [name, content, expand, chomp])).toEqual([
      ['A', '1\n', true, false],
      ['B', '\t2\n', false, true],
    ]);
    expect(run).toMatchObject({
      command: { text: { text: 'cat <<A <<-"B"\n1\nA\n\t2\nB' } },
      lines: { first: 2, last: 6 },
    });
    expect(user?.kind).toBe('User');
  });

  test('a RUN of nothing but a heredoc runs its body', () => {
    const text = 'FROM a\nRUN <<-EOF\n\techo 1\n\t\techo 2\nEOF\n';
    const [, run] = instructions(text);
    if (run?.kind !== 'Run' || run.command.form !== 'shell') throw new Error('a RUN in shell form');
    expect(run.command.text.text).toBe('echo 1\necho 2\n');
    expect(text.slice(run.command.text.toSource(7))).toBe('echo 2\nEOF\n');
  });

  test('COPY tells inline files from paths', () => {
    const [, copy] = instructions('FROM a\nCOPY <<x.sh y /d/\necho\nx.sh\n');
    expect(copy).toMatchObject({ sources: [{ text: 'y' }], inline: [{ name: 'x.sh' }], destination: { text: '/d/' } });
  });

  test('without a terminator the rest of the file is still read', () => {
    expect(errors('FROM a\nRUN <<EOF\nx\nCOPY b\n')).toEqual([
      '2: unterminated heredoc',
      '4: COPY requires at least two arguments, but only one was provided. Destination could not be determined',
    ]);
  });
});

describe('errors', () => {
  test('all of a file are told, and which one the builder stops at', () => {
    const parsed = read('FROM a b\nFRM x\nENV A\n');
    expect(parsed.diagnostics.map(({ message }) => message)).toEqual([
      'FROM requires either one or three arguments',
      'unknown instruction: FRM (did you mean FROM?)',
      'ENV must have two arguments',
    ]);
    expect(builderError(parsed)).toBe('ENV must have two arguments');
    expect(builderError(read('FROM a b\n'))).toBe(
      'dockerfile parse error on line 1: FROM requires either one or three arguments',
    );
  });

  test.each([
    ['', 'file with no instructions'],
    ['RUN x', 'no build stage in current context'],
    ['FROM a\nCOPY --frm=b c d', 'unknown flag: --frm (did you mean from?)'],
    ['FROM a\nCOPY --link=maybe c d', 'expecting boolean value for flag --link, not: maybe'],
    ['FROM a\nCOPY --from=a --from=b c d', 'duplicate flag specified: --from'],
    ['FROM a\nHEALTHCHECK --timeout=5 CMD x', 'time: missing unit in duration "5"'],
    ['FROM a\nHEALTHCHECK NONE x', 'HEALTHCHECK NONE takes no arguments'],
    ['FROM a\nONBUILD FROM b', "FROM isn't allowed as an ONBUILD trigger"],
    ['FROM a\nRUN --network=lan x', 'invalid network mode "lan"'],
    [
      'FROM a\nRUN --mount=type=bind,from=$x y',
      "'from' doesn't support variable expansion, define alias stage instead",
    ],
    ['FROM a\nSHELL bash', 'SHELL requires the arguments to be in JSON form'],
    ['FROM a\nVOLUME [" "]', 'VOLUME specified can not be an empty string'],
    ['FROM a\nCMD ["a", 1]', 'when using JSON array syntax, arrays must be comprised of strings only'],
    ['FROM a AS 1b', `invalid name for build stage: "1b", name can't start with a number or contain symbols`],
    ['FROM a\nENV --x', 'unknown flag: --x'],
    ['FROM a\nRUN --network= x', 'invalid network mode ""'],
    ['FROM a\nRUN --security= x', 'security "" is not valid'],
    ['FROM a\nCOPY ["b", "<<E"]', 'COPY cannot accept a heredoc as a destination'],
    ['FROM a\nONBUILD MAINTAINER\u2003\fb', "MAINTAINER isn't allowed as an ONBUILD trigger"],
    [
      'FROM a AS \u212a1!',
      `invalid name for build stage: "\u212a1!", name can't start with a number or contain symbols`,
    ],
    ['# escape= \nFROM a', "invalid escape token ' ' does not match ` or \\"],
    ['\ufeff', 'file with no instructions'],
    ['# escape=x\nFROM a', "invalid escape token 'x' does not match ` or \\"],
    ['# escape=\\\n# escape=\\\nFROM a', 'only one escape parser directive can be used'],
    [`FROM a\nRUN ${'x'.repeat(65_532)}`, 'dockerfile line greater than max allowed size of 65535'],
  ])('%j', (text, message) => {
    expect(read(text).diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message]);
  });
});

describe('no errors', () => {
  test.each([
    'FROM a AS \u212a',
    'FROM a aſ b',
    'FROM a\nCOPY b <<"',
    "FROM a\nCOPY <<' b",
    'FROM a\nARG --x b',
    'FROM a\nHEALTHCHECK --x NONE',
    'FROM a\nONBUİLD RUN b',
    '# syntax= \nFROM a',
  ])('%j', (text) => expect(errors(text)).toEqual([]));
});

test('of a directive that is nothing but blanks the last one is the value', () => {
  expect(read('# syntax=\t \n# escape=`\nFROM a').file.directives.map(({ value }) => value)).toEqual([' ', '`']);
  expect(read('# syntax=\n# escape=`\nFROM a').file.directives).toEqual([]);
});

test('a file descriptor is as large as it can be', () => {
  const [, run] = instructions(`FROM a\nRUN ${'9'.repeat(30)}<<E\nE\n`);
  expect(run?.heredocs[0]?.fileDescriptor).toBe(2 ** 64);
});

test('the lines of the error are those that the builder names', () => {
  const lines = (text: string) => builderDiagnostic(read(text))?.lines;
  expect(lines('\ufeff')).toEqual({ first: 1, last: 1 });
  expect(lines('# b\n\n')).toEqual({ first: 2, last: 2 });
  expect(lines('# syntax=a\n# escape=x\nFROM b')).toEqual({ first: 1, last: 1 });
  expect(lines('FROM a\nENV \\\n# c\n b\nUSER d')).toEqual({ first: 2, last: 4 });
  expect(lines('FROM a\nRUN <<E\nb\nE\nRUN --c <<E\nd\nE\n')).toEqual({ first: 5, last: 7 });
});

describe('hostile input', () => {
  const nest = (opening: string, closing: string, depth: number) =>
    `FROM a\nENV A=${opening.repeat(depth)}x${closing.repeat(depth)}\nRUN <<A ${opening.repeat(depth)}\nA\n`;
  test.each([
    ['many instructions', 'FROM a\n'.repeat(100_000)],
    ['one long line', `FROM a\nRUN ${'x '.repeat(2_500_000)}`],
    ['one long word', `FROM a\nENV A=${'x'.repeat(5_000_000)}`],
    ['many continuations', `FROM a\nRUN ${'x \\\n'.repeat(200_000)}`],
    ['many heredocs without end', 'FROM a\n' + Array.from({ length: 20_000 }, (_, i) => `RUN <<E${i}\n`).join('')],
    ['nested quotes', nest('"\'', '\'"', 10_000)],
    ['nested variables', nest('${A:-', '}', 10_000)],
    ['nested substitutions', nest('"$(', ')"', 10_000)],
    ['nested ONBUILD', `FROM a\n${'ONBUILD '.repeat(50_000)}RUN x`],
    ['many words', `FROM a\nCOPY ${'x \\\n'.repeat(200_000)}y`],
    ['many heredocs of one COPY', `FROM a\nCOPY ${'<<A '.repeat(5000)}/x\n${'A\n'.repeat(5000)}`],
    ['nested JSON', `FROM a\nCMD ${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['carriage returns', `FROM a\nRUN <<A\n${'\r'.repeat(100_000)}x\n`],
  ])('%s', (_, text) => {
    const { file } = read(text);
    expect(file.instructions.length).toBeGreaterThan(0);
    expect(print(file)).toHaveLength(text.length);
  });
});
