import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExpandOptions, expand, processWords, references } from '../../src/syntax/expand.ts';
import { quote } from '../../src/syntax/go/quote.ts';

const environment = new Map([
  ['name', 'slipway'],
  ['empty', ''],
  ['two', 'left right'],
  ['path', '/opt/tool/bin/tool.tar.gz'],
  ['lines', 'one\ntwo'],
  ['Ünï_1', 'unicode'],
  ['_', 'underscore'],
  ['star', '*'],
  ['sharp', '#*/'],
]);
const lookup = (name: string): string | undefined => environment.get(name);
const backslash: ExpandOptions = { escape: '\\' };
const backtick: ExpandOptions = { escape: '`' };

function run(word: string, options: ExpandOptions = backslash) {
  const result = expand(word, lookup, options);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

function failureOf(word: string, options: ExpandOptions = backslash) {
  const result = expand(word, lookup, options);
  if (result.ok) throw new Error(`${word} expands to ${result.value.text}`);
  return result;
}

describe('one word', () => {
  test.each([
    ['', ''],
    ['plain/word:1.2', 'plain/word:1.2'],
    ["a'b c'd", 'ab cd'],
    ["'$name\\'", '$name\\'],
    ['"a b"', 'a b'],
    ['"it\'s $name"', "it's slipway"],
    ['"\\" \\$ \\\\ \\n \\`"', '" $ \\ \\n \\`'],
    ['""\'\'', ''],
    ['\\a\\ \\$name\\\\', 'a $name\\'],
    ['end\\', 'end'],
    ['\\😀', '😀'],
    ['a`b', 'a`b'],
    ['\ufeffname', 'name'],
    ['\ufeff$name', 'slipway'],
    ['$\ufeff', '$\ufeff'],
  ])('%j is %j', (word, text) => {
    expect(run(word).text).toBe(text);
  });

  test.each([
    ['`$name', '$name'],
    ['C:\\dir\\$name', 'C:\\dir\\slipway'],
    ['"`" `$ `` `n \\"', '" $ ` `n \\'],
    ['``', '`'],
    ['end`', 'end'],
  ])('with the backtick as escape character %j is %j', (word, text) => {
    expect(run(word, backtick).text).toBe(text);
  });
});

describe('names', () => {
  test.each([
    ['$name', 'slipway'],
    ['$name-x', 'slipway-x'],
    ['$names', ''],
    ['$Ünï_1.', 'unicode.'],
    ['$_', 'underscore'],
    ['${name}s', 'slipways'],
    ['$12x', 'x'],
    ['${12}x', 'x'],
    ['$0', ''],
    ['$٣٤x', 'x'],
    ['$$name', 'name'],
    ['$@$*$#$?$-$!', ''],
    ['${@}${*}${#}${?}${-}${$}${!}', ''],
    ['$', '$'],
    ['a$ b$.c$', 'a$ b$.c$'],
    ["$'a'", '$a'],
    ['$(name)', '$(name)'],
    ['$😀', '$😀'],
  ])('%j is %j', (word, text) => {
    expect(run(word).text).toBe(text);
  });

  test('tells which were set', () => {
    const { matched, unmatched } = run('$name ${gone:-$empty} "$$" ${also+$gone} ${name}');
    expect([...matched].toSorted()).toEqual(['empty', 'name']);
    expect([...unmatched].toSorted()).toEqual(['$', 'also', 'gone']);
  });
});

describe('modifiers', () => {
  test.each([
    ['${name-x}', 'slipway'],
    ['${empty-x}', ''],
    ['${gone-x}', 'x'],
    ['${name:-x}', 'slipway'],
    ['${empty:-x}', 'x'],
    ['${gone:-x y}', 'x y'],
    ['${name+x}', 'x'],
    ['${empty+x}', 'x'],
    ['${gone+x}', ''],
    ['${name:+x}', 'x'],
    ['${empty:+x}', ''],
    ['${gone:+x}', ''],
    ['${name?x}', 'slipway'],
    ['${empty?x}', ''],
    ['${name:?x}', 'slipway'],
    ['${+x}', ''],
    ['${gone:-}', ''],
    ['${gone:-"a } b"}', 'a } b'],
    ["${gone:-'a } b'}", 'a } b'],
    ['${gone:-a\\}b}', 'a}b'],
    ['${gone:-${name}}', 'slipway'],
    ['"${gone:-"$name"}"', 'slipway'],
    ['${gone:-${gone:-${gone-$name}}}!', 'slipway!'],
    ['${gone:-/a}', '/a'],
  ])('%j is %j', (word, text) => {
    expect(run(word).text).toBe(text);
  });

  test.each([
    ['${path#*/}', 'opt/tool/bin/tool.tar.gz'],
    ['${path##*/}', 'tool.tar.gz'],
    ['${path%.*}', '/opt/tool/bin/tool.tar'],
    ['${path%%.*}', '/opt/tool/bin/tool'],
    ['${path%"/bin"*}', '/opt/tool'],
    ['${path#/???/}', 'tool/bin/tool.tar.gz'],
    ['${path#nothing}', '/opt/tool/bin/tool.tar.gz'],
    ['${gone#x}${gone%x}', ''],
    ['${star#\\*}', ''],
    ['${star%\\?}', '*'],
    ['${name#$star}', 'slipway'],
    ['${name##$star}', ''],
    // The second sign may come out of a variable.
    ['${path#$sharp}', 'tool.tar.gz'],
    ['${path/tool/x}', '/opt/x/bin/tool.tar.gz'],
    ['${path//tool/x}', '/opt/x/bin/x.tar.gz'],
    ['${path/o*l/x}', '/x.tar.gz'],
    ['${path//o?/[]}', '/[]t/t[]l/bin/t[]l.tar.gz'],
    ['${path/\\/opt\\//}', 'tool/bin/tool.tar.gz'],
    ['${path//\\//:}', ':opt:tool:bin:tool.tar.gz'],
    ['${name/nothing/x}', 'slipway'],
    ['${gone/a/b}', ''],
    ['${name/way/}', 'slip'],
    ['${name/way/$name}', 'slipslipway'],
    ["${name/way/'}'}", 'slip}'],
    ['${name/way/\\}}', 'slip\\}'],
    ['${name/way/\\$0}', 'slip\\$0'],
    ["${name//way/'<$0>'}", 'slip<way>'],
    ["${name//way/'<$1$x>'}", 'slip<>'],
    ['${lines#*t}', 'one\ntwo'],
    ['${lines//?/.}', '...\n...'],
  ])('%j is %j', (word, text) => {
    expect(run(word).text).toBe(text);
  });

  test('the escape character of patterns is the backslash, whatever that of the word is', () => {
    expect(run('${star#\\*}', backtick).text).toBe('');
    expect(run('${name#`s}', backtick).text).toBe('slipway');
    expect(failureOf('${name#\\s}', backtick).error).toMatch(/invalid escape '\\s'$/);
  });
});

describe('errors', () => {
  const double = 'unexpected end of statement while looking for matching double-quote';
  const single = 'unexpected end of statement while looking for matching single-quote';
  const brace = "syntax error: missing '}'";
  const slash = "syntax error: missing '/' in ${}";
  const bad = 'syntax error: bad substitution';
  test.each([
    ['ab"c', double, 2],
    ['ab\'c"', single, 2],
    ['"\'"\\"\'', single, 5],
    ['"a\\', double, 0],
    ['a${', brace, 1],
    ['${}', bad, 0],
    ['a${:-x}', bad, 1],
    ['${{a}}', bad, 0],
    ['${name', 'unsupported modifier (\ufffd) in substitution', 6],
    ['${name^^}', 'unsupported modifier (^) in substitution', 6],
    ['${name@Q}', 'unsupported modifier (@) in substitution', 6],
    ['${#name}', 'unsupported modifier (n) in substitution', 3],
    ['${a b}', 'unsupported modifier ( ) in substitution', 3],
    ['${a😀}', 'unsupported modifier (😀) in substitution', 3],
    ['${name=x}', 'unsupported modifier (=) in substitution', 6],
    ['${name:=x}', 'unsupported modifier (:=) in substitution', 0],
    ['${name:0:2}', 'unsupported modifier (:0) in substitution', 0],
    ['${name:#x}', 'unsupported modifier (:#) in substitution', 6],
    ['${name:%', 'unsupported modifier (:%) in substitution', 6],
    ['a${gone-${name:%', brace, 1],
    ['a${name:', brace, 1],
    ['a${name:-', brace, 1],
    ['a${name-"b}', brace, 1],
    ["a${name+'b}", brace, 1],
    ['a${name#b', brace, 1],
    ['a${name/b}', slash, 1],
    ['a${name/b/c', brace, 1],
    ['a${gone:-b${}}', bad, 10],
    ['a${gone:-b${', brace, 1],
    ['a${gone/b${name/', slash, 1],
    ['a${gone/b/c${name/', brace, 1],
    ['a${gone-${gone?b}', brace, 1],
    ['"${gone?b}', 'gone: b', 1],
    ['${gone?}', 'gone: is not allowed to be unset', 0],
    ['${gone:?}', 'gone: is not allowed to be unset', 0],
    ['x${empty:?}', 'empty: is not allowed to be empty', 1],
    ['${empty:?$name is "not" set}', 'empty: slipway is not set', 0],
    ['${name+${gone?needed}}', 'gone: needed', 7],
    ['${gone#\\n}', "invalid pattern (\\n) in substitution: invalid escape '\\n'", 0],
    ['${gone#\\$name}', "invalid pattern (\\$name) in substitution: invalid escape '\\$'", 0],
    ['${gone##*"\\\\a}', brace, 0],
    ["${gone##*'\\'}", "invalid pattern (*\\) in substitution: invalid escape '\\\ufffd'", 0],
    ['${gone%ab\\c}', "invalid pattern (\\cba) in substitution: invalid escape '\\c'", 0],
    ['${gone/\\😀/x}', "invalid pattern (\\😀) in substitution: invalid escape '\\😀'", 0],
  ])('%j: %s', (word, message, at) => {
    const failure = failureOf(word);
    expect(failure.error).toBe(`failed to process ${quote(word)}: ${message}`);
    expect(failure.at).toBe(at);
  });

  test('quote the word as Go does', () => {
    expect(failureOf('"\t\\é\u200b').error).toBe(
      'failed to process "\\"\\t\\\\é\\u200b": unexpected end of statement while looking for matching double-quote',
    );
  });

  test('come from operands that are not needed', () => {
    expect(failureOf('${name:-${name^}}').error).toContain('unsupported modifier (^)');
  });
});

describe('several words', () => {
  test.each([
    ['', []],
    [' \t ', []],
    [' a  b\tc\u00a0d\u3000e\n', ['a', 'b', 'c', 'd', 'e']],
    ['"a b" \'c d\'e f\\ g', ['a b', 'c de', 'f g']],
    ['"" a \'\'', ['a']],
    ['" " b', [' ', 'b']],
    ['$two', ['left', 'right']],
    ['"$two"', ['left right']],
    ['a$two', ['aleft', 'right']],
    ['a${two}b', ['aleft', 'rightb']],
    ['${gone:-a b}', ['a', 'b']],
    ['${gone:-"a b"}', ['a', 'b']],
    // BuildKit forgets the word before an operand.
    ['x a${gone:-b}c d', ['x', 'bc', 'd']],
    ['x "a"${name/s/b}', ['x', 'blipway']],
    ['x a"b${name+c}d"e', ['x', 'bcde']],
    ['x${gone+}', []],
    ["'a'${gone+}'b c'", ['b c']],
    ['<< a b', ['<< a', 'b']],
    ['3<<\t  a <<- b', ['3<<\t  a', '<<-', 'b']],
    ['<<< a <<<< b <\\< c "<<" d', ['<<<', 'a', '<<<< b', '<<', 'c', '<<', 'd']],
    ['<<\v a', ['<<', 'a']],
    ['<< \r\n a', ['<< \r', 'a']],
    ['<< $two', ['<< left', 'right']],
    ['a<<', ['a<<']],
  ])('%j', (word, words) => {
    const expansion = run(word);
    expect(expansion.words).toEqual(words);
    expect(expansion.words).toBe(expansion.words);
  });
});

describe('for heredocs', () => {
  const raw: ExpandOptions = { escape: '\\', rawQuotes: true, rawEscapes: true, skipUnsetEnv: true };
  const unquoted: ExpandOptions = { escape: '\\', skipUnsetEnv: true };
  test.each([
    ['cat <<"E F" \'$a\'', ['cat', '<<"E F"', "'$a'"]],
    ['<<\\EOF \\<<A a\\ b\\', ['<<\\EOF', '\\<<A', 'a\\ b\\']],
    ['"a\\"b" "a\\\\b"', ['"a\\"b"', '"a\\\\b"']],
    ['"a\\n"', ['"a\\\\n"']],
    ['$a ${b}c "$d"', ['$a', '${b}c', '"$d"']],
    ['${a:-b} ${a:=b}', ['${a:-b}', '${a:=b}']],
    ['${a#\\z} ${a##b}', ['${a#\\z}', '${a##b}']],
    ['${a/b/c} ${a//b/c}', ['${a/b/c}', '${a/b/c}']],
    ['${a:- <<B}', ['${a:-', '<<B}']],
    ['${a:-\\b"\\n"}', ['${a:-b"\\n"}']],
    ['${a:-x${b:?y}}', ['${a:-x${b:?y}}']],
    ['<< EOF', ['<< EOF']],
  ])('everything is kept: %j', (word, words) => {
    expect(processWords(word, raw)).toEqual({ ok: true, value: words });
  });

  test.each(['"', '${a^^}', '${#a}', '${a:#b}', '${a', '$(<<EOF ${a[0]})'])('%j has no words', (word) => {
    expect(processWords(word, raw).ok).toBe(false);
  });

  test.each([
    ['"E"O\\F', ['EOF']],
    ['$a"$b"', ['$a$b']],
    ['"a b"', ['a b']],
    ['a b', ['a', 'b']],
  ])('the name %j without quotes', (word, words) => {
    expect(processWords(word, unquoted)).toEqual({ ok: true, value: words });
  });

  test('bodies keep their quotes and lose their escapes', () => {
    const body = 'say "$name" \'${gone:-"$name"}\' \\$name a\\nb\n';
    expect(run(body, { escape: '\\', skipProcessQuotes: true }).text).toBe('say "slipway" \'"slipway"\' $name anb\n');
  });
});

describe('references', () => {
  const found = (word: string, options: ExpandOptions = backslash) =>
    references(word, options).map(({ name, start, end, modifier }) => [name, word.slice(start, end), modifier]);

  test('with their modifiers, also in operands, in the order of their starts', () => {
    expect(found('a$b-${c}"$d"\'$e\'\\$f')).toEqual([
      ['b', '$b', undefined],
      ['c', '${c}', undefined],
      ['d', '$d', undefined],
    ]);
    expect(found('${a:-${b##$c}/${d%%e}}${f//$g/$h}${i/j/}${k:?}')).toEqual([
      ['a', '${a:-${b##$c}/${d%%e}}', ':-'],
      ['b', '${b##$c}', '##'],
      ['c', '$c', undefined],
      ['d', '${d%%e}', '%%'],
      ['f', '${f//$g/$h}', '//'],
      ['g', '$g', undefined],
      ['h', '$h', undefined],
      ['i', '${i/j/}', '/'],
      ['k', '${k:?}', ':?'],
    ]);
  });

  test('stand behind a byte order mark where they stand', () => {
    expect(found('\ufeff$a')).toEqual([['a', '$a', undefined]]);
  });

  test('need no values', () => {
    expect(found('${a?} ${a#$b\\$c}').length).toBe(3);
    expect(found('$a', { ...backslash, skipUnsetEnv: true }).length).toBe(1);
  });

  test('of a malformed word are none', () => {
    expect(found('$a"')).toEqual([]);
    expect(found('$a${b:=c}')).toEqual([]);
    expect(found('nothing')).toEqual([]);
  });

  test('are also those of an expansion', () => {
    expect(run('$name${gone:-$two}').references).toEqual(references('$name${gone:-$two}', backslash));
  });
});

describe('size', () => {
  const depth = 100_000;
  test.each([
    ['${a:-', '}', 'x'],
    ['"${a:-', '}"', 'x'],
    ['${name:+', '}', 'x'],
    ['${a/', '/}', ''],
    ['${a#', '}', ''],
    ['${name/slip/', '}', `x${'way'.repeat(depth)}`],
  ])('nested %j', (open, close, text) => {
    const word = `${open.repeat(depth)}x${close.repeat(depth)}`;
    const expansion = run(word);
    expect(expansion.text === text).toBe(true);
    expect(expansion.references.length).toBe(depth);
    expect(failureOf(open.repeat(depth)).at).toBe(open.indexOf('$'));
  });

  test('written back', () => {
    const word = `${'${a:-'.repeat(depth)}x${'}'.repeat(depth)}`;
    expect(run(word, { escape: '\\', skipUnsetEnv: true }).text === word).toBe(true);
  });

  test.each([
    ['plain', 'a'.repeat(1_000_000), 1],
    ['words', 'a '.repeat(500_000), 500_000],
    ['escapes', '\\a'.repeat(500_000), 1],
    ['quotes', '"a "'.repeat(250_000), 1],
    ['single quotes', "'a '".repeat(250_000), 1],
    ['variables', '$two'.repeat(250_000), 250_001],
    ['heredocs', '<< '.repeat(333_333), 1],
    ['a name', `$${'é'.repeat(1_000_000)}`, 0],
  ])('a megabyte of %s', (_, word, count) => {
    expect(run(word).words.length).toBe(count);
  });

  test('values that double each other end in an error', () => {
    const value = 'x'.repeat(6_000_000);
    const result = expand('$a$a$a', () => value, backslash);
    expect(result).toMatchObject({ ok: false, error: 'failed to process "$a$a$a": the expansion is too long', at: 4 });
    const word = `${'${a//a/'.repeat(60)}x${'}'.repeat(60)}`;
    expect(expand(word, () => 'aa', backslash).ok).toBe(false);
  });

  test('patterns that would take minutes end in an error', () => {
    const value = 'a'.repeat(1_000_000);
    const word = `\${a//${'a?'.repeat(10_000)}b/}`;
    const result = expand(word, () => value, backslash);
    expect(result.ok ? '' : result.error).toMatch(/the expansion is too long$/);
  });
});

describe('any word', () => {
  const pieces = [
    '$',
    '${',
    '}',
    '/',
    '#',
    '%',
    ':',
    '-',
    '+',
    '?',
    '*',
    '"',
    "'",
    '\\',
    '`',
    ' ',
    '\n',
    '<<',
    'name',
    'gone',
    'é',
    '😀',
  ];
  const anyWord = fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...pieces) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      ),
    )
    .map((parts) => parts.join(''));
  const anyOptions: fc.Arbitrary<ExpandOptions> = fc.record({
    escape: fc.constantFrom('\\', '`'),
    rawQuotes: fc.boolean(),
    rawEscapes: fc.boolean(),
    skipUnsetEnv: fc.boolean(),
    skipProcessQuotes: fc.boolean(),
  });

  test('has a result', () => {
    fc.assert(
      fc.property(anyWord, anyOptions, (word, options) => {
        const result = expand(word, lookup, options);
        if (result.ok) expect(result.value.words.every((part) => part !== '')).toBe(true);
        else expect(result.at >= 0 && result.at <= word.length).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('has references that start with a dollar and hold their name', () => {
    fc.assert(
      fc.property(anyWord, anyOptions, (word, options) => {
        for (const { name, start, end } of references(word, options)) {
          const text = word.slice(start, end);
          expect(text.startsWith(`$${name}`) || (text.startsWith(`\${${name}`) && text.endsWith('}'))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('without special characters stands for itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^$'"\\\ufeff]*$/), (word) => {
        const { text, references: none } = run(word);
        expect(text).toBe(word);
        expect(none).toEqual([]);
      }),
    );
  });

  test('in single quotes, or escaped character by character, stands for itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(run(`'${text.replaceAll("'", `'"'"'`)}'`).text).toBe(text);
        expect(run(Array.from(text, (character) => `\\${character}`).join('')).text).toBe(text);
      }),
    );
  });

  test('without operands has the same characters in its words, white space aside', () => {
    fc.assert(
      fc.property(anyWord, (word) => {
        const result = expand(word, lookup, backslash);
        if (!result.ok || result.value.references.some(({ modifier }) => modifier !== undefined)) return;
        const squeeze = (text: string) => text.replaceAll(/[\s\u0085]/g, '');
        expect(squeeze(result.value.words.join(''))).toBe(squeeze(result.value.text));
      }),
      { numRuns: 2000 },
    );
  });
});
