import { expect, test } from 'vitest';
import { knownTags } from '../../src/knowledge/base-images/known-tags.ts';
import { knownRepositories, lookUpBaseImage } from '../../src/knowledge/base-images/lookup.ts';
import { parseImageReference } from '../../src/syntax/image-reference.ts';

test('versions come newest first, each with its variants', () => {
  const tags = knownTags('node');
  expect(tags).toEqual(
    expect.arrayContaining(['latest', 'lts', '24', '22-slim', '22-alpine', '22-bookworm-slim', 'alpine']),
  );
  expect(tags.indexOf('24')).toBeLessThan(tags.indexOf('22'));
  expect(tags.indexOf('22-alpine')).toBeLessThan(tags.indexOf('20'));
  expect(knownTags('python')).toEqual(expect.arrayContaining(['3.13', '3.13-slim-bookworm']));
  expect(knownTags('ubuntu')).toEqual(expect.arrayContaining(['24.04', 'noble']));
  expect(knownTags('mcr.microsoft.com/dotnet/sdk')).toEqual(expect.arrayContaining(['8.0', '8.0-alpine']));
});

test('of a repository that the table has not, there are none', () => {
  expect(knownTags('nobody/knows')).toEqual([]);
});

test('the table has something on each of them, and they are not too many to choose from', () => {
  for (const repository of knownRepositories()) {
    const tags = knownTags(repository);
    expect(tags.length).toBeLessThanOrEqual(200);
    expect(new Set(tags).size).toBe(tags.length);
    const [first = 'latest'] = tags;
    const reference = parseImageReference(`${repository}:${first}`);
    if (tags.length > 0) expect(reference.ok && lookUpBaseImage(reference.value) !== undefined).toBe(true);
  }
});
