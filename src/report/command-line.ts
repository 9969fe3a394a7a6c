// Words as a shell would take them.

const plainWord = /^[\w@%+=:,./-]+$/;

export function commandLine(words: readonly string[]): string {
  return words.map((word) => (plainWord.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)).join(' ');
}
