import { describe, expect, test } from 'vitest';
import { parseShell } from '../../src/shell/parse.ts';
import { Folded } from '../../src/syntax/folded.ts';
import { commandOf, find, outline, read } from './scripts.ts';

describe('the tree', () => {
  test.each([
    ['', '[]'],
    ['a b "c d"', '[a b "c d"]'],
    ['a; b & c', '[a; b &; c]'],
    ['a && b || c', '[a && b || c]'],
    ['a | b |& c', '[pipe(a, b, c)]'],
    ['! a', '[not(a)]'],
    ['! ! a', '[pipe(a)]'],
    ['a && b | c &', '[a && pipe(b, c) &]'],
    ['if a; then b; elif c; then d; else e; fi', '[if(?[a] ?[c] ![b] ![d] ![e])]'],
    ['while a; do b; done', '[while(?[a] ![b])]'],
    ['until a; do b; done >log', '[while(?[a] ![b] >log)]'],
    ['for x in 1 "$y"; do a; done', '[for:x(1 "$y" ![a])]'],
    ['for ((i = 0; i < 3; i++)); do a; done', '[for(i = 0 i < 3 i++ ![a])]'],
    ['case $x in a|b) c;; *) d;; esac', '[case($x a b * ![c] ![d])]'],
    ['(a; b)', '[subshell(![a; b])]'],
    ['{ a; } >out', '[group(![a] >out)]'],
    ['f() { a; b; } 2>err', '[function:f(![a; b] >err)]'],
    ['f() (a)', '[function:f(![subshell(![a])])]'],
    ['[[ -f $x && ( y == z* ) ]]', '[test($x y z*)]'],
    ['((n += 2))', '[arithmetic(n += 2)]'],
    ['coproc a', '[coproc(![a])]'],
    ['a "$(b | c)" `d`', '[a "$(b | c)" `d` substitution[pipe(b, c)] substitution[d]]'],
    ['x=$(a) y=(b $(c))', '[substitution[a] substitution[c]]'],
    ['a <(b) >$(c)', '[a <(b) process[b] substitution[c]]'],
    ['a ${x:-$(b)} $((1 + $(c)))', '[a ${x:-$(b)} $((1 + $(c))) substitution[b] substitution[c]]'],
    ['# nothing\na # b\n', '[a]'],
  ])('of %j', (text, expected) => {
    const { body, complete } = read(text, 'bash');
    expect(outline(body)).toBe(expected);
    expect(complete).toBe(true);
  });

  test('has parents up to the script, through substitutions', () => {
    const script = read('if a; then b "$(c | d)"; fi');
    const chain = [];
    for (let node = find(script, 'd').parent; node; node = node.parent) chain.push(node.type);
    expect(chain).toEqual(['pipeline', 'sequence', 'command', 'sequence', 'compound', 'sequence']);
    expect(script.body).toMatchObject({ role: 'script', parent: undefined });
  });

  test('lists the commands in the order of their places', () => {
    const { commands } = read('cat <<E | c "$(d)"\n$(b)\nE\ne');
    expect(commands.map(({ name }) => name)).toEqual(['cat', 'c', 'd', 'b', 'e']);
  });
});

describe('words', () => {
  test.each([
    ['plain', 'plain', 'plain', 'plain'],
    [`a"b c"'d'\\ e`, 'ab cd e', 'ab cd e', 'ab cd e'],
    ['""', '', '', ''],
    ['"\\$x\\n"', '$x\\n', '$x\\n', '$x\\n'],
    ['a\\\nb', 'ab', 'ab', 'ab'],
    ['--prefix=$HOME', undefined, undefined, '--prefix='],
    ['"$x"y', undefined, undefined, ''],
    ['a$(b)', undefined, undefined, 'a'],
    ['/var/lib/*', undefined, '/var/lib/*', '/var/lib/'],
    ['"/var/l"ib/*', undefined, '/var/lib/*', '/var/lib/'],
    ['foo[bar]', undefined, 'foo[bar]', 'foo'],
    ['"foo[bar]"', 'foo[bar]', 'foo[bar]', 'foo[bar]'],
    ['a{b,c}', undefined, 'a{b,c}', 'a'],
    ['~/x', undefined, '~/x', ''],
    ['~/"x y"', undefined, '~/x y', ''],
    ['"~/x"', '~/x', '~/x', '~/x'],
    ['a~', 'a~', 'a~', 'a~'],
  ])('value, pattern and prefix of %j', (text, value, pattern, literalPrefix) => {
    expect(commandOf(`x ${text}`, 'bash').args).toMatchObject([{ text, value, pattern, literalPrefix }]);
  });

  test('the `$` before quotes is special in bash only', () => {
    const text = `x $'a\\tb' $"c"`;
    expect(commandOf(text, 'bash').args.map(({ value }) => value)).toEqual(['a\tb', 'c']);
    expect(commandOf(text, 'posix').args.map(({ value }) => value)).toEqual([undefined, undefined]);
  });

  test.each([
    ['$x', true],
    ['a$x', true],
    ['$(a)', true],
    ['"$x"', false],
    ['"$@"', true],
    ['"${x[@]}"', true],
    ['*', false],
    ['x', false],
  ])('%s splits: %s', (text, splits) => {
    expect(read(`x ${text}`, 'bash').commands[0]?.args[0]?.splits).toBe(splits);
  });

  test('variables, with what stands in for them', () => {
    const text = 'a $x "${y:-$z}" ${w+} ${#v} $? $((i + $j + ${k}))';
    const variables = commandOf(text).args.flatMap((word) => word.variables);
    expect(variables.map(({ name }) => name)).toEqual(['x', 'y', 'z', 'w', 'v', '?', 'i', 'j', 'k']);
    expect(variables.filter(({ hasDefault }) => hasDefault).map(({ name }) => name)).toEqual(['y', 'w']);
    expect(variables.map(({ span }) => text.slice(span.start, span.end)).slice(0, 4)).toEqual([
      '$x',
      '${y:-$z}',
      '$z',
      '${w+}',
    ]);
  });

  test('variables of the whole script', () => {
    const text =
      'a=$b c[$d]=e f <<E >$g\n$h\nE\nfor i in $j; do case $k in $l) ;; esac; done; [[ $m ]]; ((n)); $(o $p)';
    expect(read(text, 'bash').variables.map(({ name }) => name)).toEqual([...'bdghjklmnp']);
  });
});

describe('commands', () => {
  test('are named by the last part of the path', () => {
    expect(commandOf('/usr/bin/apt-get update').name).toBe('apt-get');
    expect(commandOf('"/opt/my tool/run"').name).toBe('run');
    expect(commandOf('$CMD update').name).toBeUndefined();
    expect(commandOf('A=b')).toMatchObject({ name: undefined, nameWord: undefined, words: [] });
  });

  test('assignments', () => {
    const { assignments } = commandOf('A=b C+="d e" F=(g "h") I=$j', 'bash');
    expect(assignments).toMatchObject([
      { name: 'A', append: false, value: { value: 'b' }, elements: [] },
      { name: 'C', append: true, value: { value: 'd e' } },
      { name: 'F', value: undefined, elements: [{ value: 'g' }, { value: 'h' }] },
      { name: 'I', value: { value: undefined } },
    ]);
  });

  test('assignments as arguments stay words', () => {
    const { args, assignments } = commandOf('export A=b C="$d"');
    expect(args).toMatchObject([
      { text: 'A=b', value: 'A=b' },
      { value: undefined, literalPrefix: 'C=', variables: [{ name: 'd' }] },
    ]);
    expect(assignments).toEqual([]);
  });

  test('redirects', () => {
    const { args, redirects } = commandOf('a >x 2>>y <z 2>&1 {fd}>f <<<"w" b', 'bash');
    expect(args.map(({ value }) => value)).toEqual(['b']);
    expect(redirects.map((redirect) => [redirect.operator, redirect.descriptor, redirect.target?.value])).toEqual([
      ['>', 1, 'x'],
      ['>>', 2, 'y'],
      ['<', 0, 'z'],
      ['>&', 2, '1'],
      ['>', undefined, 'f'],
      ['<<<', 0, 'w'],
    ]);
  });

  test.each([
    ['a <<E\nx $y\nE', undefined, 'x '],
    ['a <<E\nx \\$y\nE', 'x $y\n', 'x $y\n'],
    ["a <<'E'\nx \\$y\nE", 'x \\$y\n', 'x \\$y\n'],
    ['a <<-E\n\t\tx\n\ty\n\tE', 'x\ny\n', 'x\ny\n'],
    ['a <<E\nE', '', ''],
  ])('heredoc %j', (text, value, literalPrefix) => {
    expect(commandOf(text).redirects).toMatchObject([{ descriptor: 0, target: { value, literalPrefix } }]);
  });

  test('a heredoc lies outside of its command', () => {
    const text = 'a <<E >b\nx\nE\nc';
    const script = read(text);
    const { span, redirects } = find(script, 'a');
    expect(text.slice(span.start, span.end)).toBe('a <<E >b');
    const body = redirects[0]?.target?.span;
    expect(text.slice(body?.start, body?.end)).toBe('x\n');
  });
});

describe('places', () => {
  test('lead back to the file through what was folded away', () => {
    const source = 'RUN apt-get \\\n# why\n  install "a b"';
    const text = Folded.concat([Folded.verbatim('apt-get ', 4), Folded.verbatim('  install "a b"', 20)]);
    const [command] = parseShell(text, 'posix', ['-c']).commands;
    const slices = command?.words.map(({ span }) => source.slice(span.start, span.end));
    expect(slices).toEqual(['apt-get', 'install', '"a b"']);
    expect(command?.span).toEqual({ start: 4, end: source.length });
  });

  test('in backquotes with escapes', () => {
    const text = 'a `b \\`c $x\\` \\\\$y` "`d \\"e f\\"`"';
    const script = read(text);
    const slices = script.commands.map(({ span }) => text.slice(span.start, span.end));
    expect(slices).toEqual([text, 'b \\`c $x\\` \\\\$y', 'c $x', 'd \\"e f\\"']);
    expect(find(script, 'd').args).toMatchObject([{ value: 'e f' }]);
    expect(script.complete).toBe(true);
  });

  test('an empty nested script has the place of its word', () => {
    const { nested } = commandOf("sh -c ''");
    expect(nested?.body.span).toEqual({ start: 6, end: 6 });
  });
});

describe('nested scripts', () => {
  test.each([
    ["bash -exc 'a; b'", 'bash', ['-exc'], '[a; b]'],
    ['sh -c "a \\"b c\\" && d $x"', 'posix', ['-c'], '[a "b c" && d $x]'],
    ["sudo bash -o pipefail -c 'a'", 'bash', ['-o', 'pipefail', '-c'], '[a]'],
    ['bash -c a\\ b', 'bash', ['-c'], '[a b]'],
    ["bash -s <<'E'\na $b\nE", 'bash', ['-s'], '[a $b]'],
    ['sh <<E\na $b\nE', 'posix', [], '[a $b]'],
  ])('%j', (text, dialect, shellArgs, expected) => {
    const { nested } = find(read(text), text.includes('bash') ? 'bash' : 'sh');
    expect(nested).toMatchObject({ dialect, shellArgs, body: { role: 'nested' } });
    expect(nested && outline(nested.body)).toBe(expected);
  });

  test.each(['sh -c "$x $(a)"', 'sh -c $x', 'sh file', 'sh <<E\na \\$b\nE', 'python3 -c "a"', 'sh', 'xargs sh -c'])(
    'none in %j',
    (text) => {
      expect(read(text).commands.every(({ nested }) => nested === undefined)).toBe(true);
    },
  );

  test('their places lead back through quotes', () => {
    const text = 'sh -c "a \\"b\\" && c"';
    const script = read(text);
    const { span } = find(script, 'a');
    expect(text.slice(span.start, span.end)).toBe('a \\"b\\"');
    expect(script.commands.map(({ name }) => name)).toEqual(['sh', 'a', 'c']);
  });
});

describe('completeness', () => {
  test.each(['if a; then', 'a "b', 'a $(b', 'a `b', "a 'b", 'a | ', '&& a', 'a $(if)', "sh -c 'if'", ')', '; a'])(
    '%j is broken',
    (text) => {
      expect(read(text).complete).toBe(false);
    },
  );

  test('what stands before the break is there', () => {
    expect(read('a; b $(c').commands.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  test.each(['powershell', 'cmd', 'unknown'] as const)('a script for %s is not read', (dialect) => {
    const script = read('a; b', dialect, ['-Command']);
    expect(script).toMatchObject({ dialect, text: 'a; b', commands: [], complete: false, shellArgs: ['-Command'] });
    expect(script.body).toMatchObject({ items: [], span: { start: 0, end: 4 } });
  });

  test.each([
    ['"$('],
    ['$(('],
    ['${a:-'],
    ['('],
    ['{ '],
    ['if '],
    ['f() '],
    ['function f '],
    ['coproc '],
    ['sh <<E\n'],
    ['<<A;'],
  ])('%j without end', (piece) => {
    expect(read(piece.repeat(10_000), 'bash').complete).toBe(false);
  });

  test.each(["sh -c '", '`', 'a;', 'a ', 'sudo ', 'a | ', '$a', '"$a" ', '\\', '\n', '((a+', '! '])(
    'a long row of %j',
    (piece) => {
      expect(() => read(piece.repeat(10_000), 'bash')).not.toThrow();
    },
  );

  test('more text than a shell can get', () => {
    expect(read('a;'.repeat(2_500_000)).complete).toBe(false);
  });
});
