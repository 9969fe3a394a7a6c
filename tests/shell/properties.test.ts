import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fetchOf } from '../../src/shell/commands/fetchers.ts';
import { interpreterOf } from '../../src/shell/commands/interpreters.ts';
import { packageCommand } from '../../src/shell/commands/package-managers.ts';
import { children, commandsIn, consumerOf, nodesIn } from '../../src/shell/flow.ts';
import { parseShell } from '../../src/shell/parse.ts';
import { statusFate } from '../../src/shell/status.ts';
import type { ShellScript } from '../../src/shell/tree.ts';
import { Folded } from '../../src/syntax/folded.ts';

const PIECES = [
  ...['a', 'x y', 'echo ', 'set -e', 'sudo ', 'env A=b ', 'sh -c ', 'bash <<E\n', 'E\n', 'curl -o ', 'pip install '],
  ...[
    '$(',
    ')',
    '`',
    '\\',
    '"',
    "'",
    '${',
    '}',
    '$x',
    '"$@"',
    '$((',
    '))',
    '<(',
    '<<E\n',
    '<<-"E"\n',
    '>',
    '2>&1',
    '&>',
  ],
  ...['|', '&&', '||', ';', '&', '\n', ' ', '(', '{ ', '; }', '!', 'time ', 'if ', 'then ', 'elif ', 'else ', 'fi '],
  ...['for i in ', 'while ', 'do ', 'done ', 'case x in ', ';; ', 'esac ', 'f() ', 'function f ', 'coproc ', 'select '],
  ...['[[ ', ' ]]', '=~ ', 'a=', 'b=(', '+=', '*', '[', '{a,b}', '~', '#', '\t', '\r\n', '\0', 'é', '😀'],
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 40 })
  .map((parts) => parts.join(''));
const dialect = fc.constantFrom('posix' as const, 'bash' as const);

function everything(script: ShellScript): void {
  for (const command of script.commands) {
    statusFate(command, script);
    consumerOf(command);
    packageCommand(command);
    fetchOf(command);
    interpreterOf(command);
  }
}

test('any text is read, and its commands can be asked about', () => {
  fc.assert(
    fc.property(text, dialect, (script, language) => {
      everything(parseShell(Folded.verbatim(script, 0), language, ['-c']));
    }),
    { numRuns: 2000 },
  );
});

test('every node lies in the text, knows its parent, and is within it where the script is complete', () => {
  fc.assert(
    fc.property(text, fc.nat(100), dialect, (script, start, language) => {
      const { body, complete } = parseShell(Folded.verbatim(script, start), language, []);
      for (const node of nodesIn(body)) {
        const { span } = node;
        expect(span.start).toBeGreaterThanOrEqual(start);
        expect(span.end).toBeLessThanOrEqual(start + script.length);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        for (const child of children(node)) {
          expect(child.parent).toBe(node);
          if (!complete || node.type === 'command' || node.type === 'compound') continue;
          expect(child.span.start).toBeGreaterThanOrEqual(span.start);
          expect(child.span.end).toBeLessThanOrEqual(span.end);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test('the commands are those of the tree, in the order of their places', () => {
  fc.assert(
    fc.property(text, dialect, (script, language) => {
      const { body, commands } = parseShell(Folded.verbatim(script, 0), language, []);
      expect(new Set(commandsIn(body))).toEqual(new Set(commands));
      const starts = commands.map(({ span }) => span.start);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    }),
    { numRuns: 1000 },
  );
});

test('words stand in the text as they are written, and a known value is also pattern and prefix', () => {
  fc.assert(
    fc.property(text, dialect, (script, language) => {
      const { commands } = parseShell(Folded.verbatim(script, 0), language, []);
      for (const { words, nested } of commands) {
        for (const { value, pattern, literalPrefix } of words) {
          if (value !== undefined) expect([pattern, literalPrefix]).toEqual([value, value]);
          if (pattern !== undefined && value === undefined) expect(pattern.startsWith(literalPrefix)).toBe(true);
        }
        if (nested !== undefined || script.includes('\\') || script.includes('sh')) continue;
        for (const word of words) expect(script.slice(word.span.start, word.span.end)).toBe(word.text);
      }
    }),
    { numRuns: 2000 },
  );
});
