import { describe, expect, test } from 'vitest';
import { complete } from './completing.ts';

describe('a list', () => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`file${index}.txt`, '']));

  test('of more than 200 is cut, and says so', () => {
    const { list } = complete('FROM alpine\nCOPY |cursor|', { files });
    expect(list.items).toHaveLength(200);
    expect(list.isIncomplete).toBe(true);
  });

  test('is whole where what is typed leaves fewer', () => {
    const { list, labels } = complete('FROM alpine\nCOPY file29|cursor|', { files });
    expect(list.isIncomplete).toBe(false);
    expect(labels).toContain('file299.txt');
    expect(labels).not.toContain('file1.txt');
  });

  test('is in order by its sort texts', () => {
    const { list } = complete('FROM |cursor|');
    const order = list.items.map(({ sortText = '' }) => sortText);
    expect(order.toSorted()).toEqual(order);
  });
});

const long = [
  `FROM a\nLABEL ${'a'.repeat(200_000)}|cursor|`,
  `FROM a\nLABEL ${'a=b '.repeat(100_000)}|cursor|`,
  `FROM a\nRUN ${'a \\\n'.repeat(100_000)}|cursor|`,
  `FROM a\nRUN ${'a \\\n'.repeat(50_000)} $|cursor|`,
  `FROM a\nCOPY ${'x '.repeat(200_000)}|cursor|`,
  `FROM a\nCOPY [${'"x", '.repeat(100_000)}"|cursor|`,
  `FROM a\nRUN --mount=${'id=x,'.repeat(100_000)}|cursor|`,
  `FROM a\nWORKDIR ${'\\'.repeat(200_000)}$|cursor|`,
  `# slipway ignore=${'a,'.repeat(100_000)}|cursor|`,
  `# slipway ignore=a${' '.repeat(100_000)}|cursor|`,
  `#${' '.repeat(100_000)}|cursor|`,
  `${'FROM a AS b\nCOPY --from=b / /\n'.repeat(300)}COPY --from=|cursor|`,
  `FROM a\n${'WORKDIR b\n'.repeat(1000)}WORKDIR |cursor|`,
];

test.each(long.map((text) => [text.slice(0, 30), text]))(
  'a long text takes linear time: %j',
  (_, text) => {
    expect(complete(text, { level: 'error', rules: new Map() }).list.items.length).toBeLessThanOrEqual(200);
  },
  5000,
);
