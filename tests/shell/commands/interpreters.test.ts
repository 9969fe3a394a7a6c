import { expect, test } from 'vitest';
import { interpreterOf } from '../../../src/shell/commands/interpreters.ts';
import { commandOf } from '../scripts.ts';

test.each([
  ['sh', 'shell', 'stdin', undefined],
  ['bash -', 'shell', 'stdin', undefined],
  ['bash -s -- --yes', 'shell', 'stdin', undefined],
  ['bash /dev/stdin x', 'shell', 'stdin', undefined],
  ['sudo -E bash -', 'shell', 'stdin', undefined],
  ['bash -euxo pipefail x.sh -c', 'shell', 'file', 'x.sh'],
  ['bash -lc "a b" c', 'shell', 'argument', 'a b'],
  ['sh -c', 'shell', 'argument', undefined],
  ['zsh -c a', 'shell', 'argument', 'a'],
  ['python3', 'python', 'stdin', undefined],
  ['python3.12 - --yes', 'python', 'stdin', undefined],
  ['python -c "import x"', 'python', 'argument', 'import x'],
  ['python -m venv x', 'python', 'module', 'venv'],
  ['python x.py', 'python', 'file', 'x.py'],
  ['perl -pe s/a/b/ x', 'perl', 'argument', 's/a/b/'],
  ['ruby -e a', 'ruby', 'argument', 'a'],
  ['node --eval=a', 'node', 'argument', '--eval=a'],
  ['node -r x y.js', 'node', 'file', 'y.js'],
  ['php', 'php', 'stdin', undefined],
  ['php -- --install-dir=/usr/bin', 'php', 'stdin', undefined],
  ['php -d x=y z.php', 'php', 'file', 'z.php'],
  ['php -r a', 'php', 'argument', 'a'],
])('%s', (text, language, kind, word) => {
  const interpreter = interpreterOf(commandOf(text));
  const program = interpreter?.program;
  expect(interpreter?.language).toBe(language);
  expect(program?.kind).toBe(kind);
  expect(program && 'word' in program ? program.word?.value : undefined).toBe(word);
});

test.each(['cat', 'shc', 'pythonic x', '7z', '$SHELL -c a'])('%s is none', (text) => {
  expect(interpreterOf(commandOf(text))).toBeUndefined();
});
