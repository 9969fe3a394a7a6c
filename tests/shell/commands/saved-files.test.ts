import { describe, expect, test } from 'vitest';
import { addFail, type Fetch, fetchOf, hostOf } from '../../../src/shell/commands/fetchers.ts';
import { savedFiles } from '../../../src/shell/commands/saved-files.ts';
import type { Command } from '../../../src/shell/tree.ts';
import { commandOf } from '../scripts.ts';

function fetch(text: string): { readonly command: Command; readonly fetch: Fetch } {
  const command = commandOf(text);
  const found = fetchOf(command);
  if (found === undefined) throw new Error(`fetches nothing: ${text}`);
  return { command, fetch: found };
}

describe('where a fetcher saves', () => {
  test.each([
    ['curl -o /opt/a https://example.com/b', ['/opt/a']],
    ['curl -o"$FILE" https://example.com/b', ['"$FILE"']],
    ['curl --output=$FILE https://example.com/b', ['$FILE']],
    ['curl https://example.com/b > "/opt/${NAME}"', ['"/opt/${NAME}"']],
    ['curl -O https://example.com/b.tgz?raw=1#top', ['b.tgz']],
    ['curl -O https://example.com/${NAME}.tgz', ['$NAME.tgz']],
    ['curl -O "$URL"', [undefined]],
    ['curl -OJ https://example.com/b', [undefined]],
    ['curl -o a https://example.com/a -O https://example.com/b', ['a', 'b']],
    ['wget https://example.com/a https://example.com/b', ['a', 'b']],
    ['wget -qO- https://example.com/a', []],
    ['curl -o /dev/null https://example.com/a', []],
  ])('%s', (text, expected) => {
    expect(savedFiles(fetch(text).fetch).map(({ path }) => path)).toEqual(expected);
  });
});

describe('the host of a URL', () => {
  test.each([
    ['https://example.com/a', 'example.com'],
    ['https://example.com', 'example.com'],
    ['https://user:secret@example.com:8443/a@b', 'example.com'],
    ['example.com/a', 'example.com'],
    ['https://example.com/$FILE', 'example.com'],
    ['https://$HOST/a', undefined],
    ['https://example.$DOMAIN/a', undefined],
    ['$URL', undefined],
  ])('%s', (url, expected) => {
    const [word] = fetch(`curl ${url}`).fetch.urls;
    expect(word && hostOf(word)).toBe(expected);
  });
});

describe('-f is added', () => {
  test.each([
    ['curl -sSL a.org', 'curl -fsSL a.org'],
    ['curl -Lo a a.org', 'curl -fLo a a.org'],
    ['curl -o a -L a.org', 'curl -o a -fL a.org'],
    ['curl -o a a.org', 'curl -f -o a a.org'],
    ['curl -H"A: b" a.org', 'curl -f -H"A: b" a.org'],
    ['sudo /usr/bin/curl --silent a.org', 'sudo /usr/bin/curl -f --silent a.org'],
  ])('%s', (text, expected) => {
    const { command, fetch: found } = fetch(text);
    const edit = addFail(found, command);
    const at = edit?.span.start ?? 0;
    expect(`${text.slice(0, at)}${edit?.text}${text.slice(at)}`).toBe(expected);
  });
});
