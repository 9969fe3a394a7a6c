import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Folded } from '../../src/syntax/folded.ts';
import { trimSpace } from '../../src/syntax/go/space.ts';
import { findJsonFault, repairJson } from '../../src/syntax/json-fault.ts';
import { readJsonForm } from '../../src/syntax/json-form.ts';

describe('findJsonFault', () => {
  test.each([
    ["['a', 'b']", 'quotes', "'", '["a", "b"]'],
    ['[“a”, ‘b’]', 'quotes', '“', '["a", "b"]'],
    ['[\'say "hi"\']', 'quotes', "'", '["say \\"hi\\""]'],
    ["['it's']", 'quotes', "'", undefined],
    ['["a", b]', 'no quotes', 'b', '["a", "b"]'],
    ['["a", $b]', 'no quotes', '$b', undefined],
    ['[a b]', 'no quotes', 'a', undefined],
    ['["a",]', 'trailing comma', ',', '["a"]'],
    ['["a", "b" , ]', 'trailing comma', ',', '["a", "b"  ]'],
    ['["a",, "b"]', 'empty element', ',', undefined],
    ['["a" "b"]', 'missing comma', '"', '["a", "b"]'],
    ['["a""b"]', 'missing comma', '"', undefined],
    ['["a" b]', 'missing comma', 'b', undefined],
    ['["a", "b"', 'no bracket', '', '["a", "b"]'],
    ['["a", ', 'no bracket', '', undefined],
    ['["a", "b]', 'no closing quote', '"', undefined],
    ["['a]", 'no closing quote', "'", undefined],
    ['["a"];', 'text behind', ';', '["a"]'],
    ['["a"] # why', 'text behind', '# why', '["a"]'],
    ['["a"] && b', 'text behind', '&& b', undefined],
    ['["a",\u00a0]', 'blank', '\u00a0', '["a" ]'],
    ['["a\\\tb"]', 'control character', '\t', '["a\\\\\\tb"]'],
    ['["a\tb"]', 'control character', '\t', '["a\\tb"]'],
    ['["a",\u00a0"b"]', 'blank', '\u00a0', '["a", "b"]'],
    [String.raw`["C:\temp\app.exe"]`, 'escape', String.raw`\a`, String.raw`["C:\\temp\\app.exe"]`],
    [String.raw`["C:\\temp\app.exe"]`, 'escape', String.raw`\a`, undefined],
    [String.raw`["grep", "\d\."]`, 'escape', String.raw`\d`, String.raw`["grep", "\\d\\."]`],
    [String.raw`["printf", "\d\n"]`, 'escape', String.raw`\d`, undefined],
    [String.raw`["sh", "-c", "echo \$HOME"]`, 'escape', String.raw`\$`, undefined],
    [String.raw`["a\u12"]`, 'escape', String.raw`\u`, String.raw`["a\\u12"]`],
  ])('%s: %s', (text, problem, at, repaired) => {
    const fault = findJsonFault(text);
    expect(fault?.problem).toBe(problem);
    expect(text.slice(fault?.start, fault?.end)).toBe(at);
    expect(fault?.repairs && repairJson(text, fault.repairs)).toBe(repaired);
  });

  const pieces = [
    '[',
    ']',
    '"',
    "'",
    '“',
    ',',
    ' ',
    'a',
    '1',
    '\\',
    'n',
    'u00e9',
    '\t',
    '\u00a0',
    '#',
    ';',
    '"x"',
    "'y'",
  ];
  const array = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => trimSpace(`[${parts.join('')}`));

  test('finds one in everything that BuildKit does not read as an array of strings', () => {
    fc.assert(
      fc.property(array, (text) => {
        expect(findJsonFault(text) === undefined).toBe(Array.isArray(readJsonForm(Folded.verbatim(text, 0))));
      }),
    );
  });

  test('repairs it for good', () => {
    fc.assert(
      fc.property(array, (text) => {
        const repairs = findJsonFault(text)?.repairs;
        if (repairs) expect(findJsonFault(repairJson(text, repairs))).toBeUndefined();
      }),
    );
  });

  test('takes time in proportion to the text', () => {
    for (const piece of ['"a" ', "'a ", 'a ', ',', '\\', ' ', '"a', '\u00a0']) {
      expect(findJsonFault(`[${piece.repeat(100_000)}`)).toBeDefined();
    }
  });
});
