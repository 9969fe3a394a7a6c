import { expect, test } from 'vitest';
import { fetchOf, type FetchOutput } from '../../../src/shell/commands/fetchers.ts';
import { commandOf } from '../scripts.ts';

const show = (output: FetchOutput): string =>
  output.kind === 'file' ? `file ${output.path ?? output.word?.text}` : output.kind;

test.each([
  ['curl https://a', ['https://a'], ['stdout'], false],
  ['curl -fsSL https://a', ['https://a'], ['stdout'], true],
  ['curl -sSLf -o x https://a', ['https://a'], ['file x'], true],
  ['curl --fail-with-body --output "$f" https://a', ['https://a'], ['file "$f"'], true],
  ['curl -s -H "A: b" -X POST -d @f https://a -ox', ['https://a'], ['file x'], false],
  ['curl -LO https://a/b -O https://a/c', ['https://a/b', 'https://a/c'], ['remote-name', 'remote-name'], false],
  ['curl -o a https://a -o b https://b', ['https://a', 'https://b'], ['file a', 'file b'], false],
  ['curl -L --url https://a -o -', ['https://a'], ['stdout'], false],
  ['curl -s https://a >x', ['https://a'], ['file x'], false],
  ['curl -s https://a 2>x', ['https://a'], ['stdout'], false],
  ['curl -s https://a >&2', ['https://a'], ['stdout'], false],
  ['curl -o x https://a >log', ['https://a'], ['file x'], false],
  ['wget https://a/b', ['https://a/b'], ['remote-name'], true],
  ['wget -qO- https://a', ['https://a'], ['stdout'], true],
  ['wget -q -O x --header "A: b" https://a', ['https://a'], ['file x'], true],
  ['wget --output-document=x -P /tmp https://a', ['https://a'], ['file x'], true],
  ['wget -O - https://a >x', ['https://a'], ['file x'], true],
])('%s', (text, urls, outputs, failsOnHttpError) => {
  const fetch = fetchOf(commandOf(text));
  expect(fetch?.urls.map(({ value }) => value)).toEqual(urls);
  expect(fetch?.outputs.map(show)).toEqual(outputs);
  expect(fetch?.failsOnHttpError).toBe(failsOnHttpError);
});

test.each(['curl --version', 'wget', 'apt-get install curl', 'curl -K config'])('nothing in %j', (text) => {
  expect(fetchOf(commandOf(text))).toBeUndefined();
});

test('an option may hide in a variable', () => {
  expect(fetchOf(commandOf('curl $OPTIONS https://a'))?.options.hasDynamic).toBe(true);
  expect(fetchOf(commandOf('curl -sL "$URL" -o x'))?.options.hasDynamic).toBe(false);
});
