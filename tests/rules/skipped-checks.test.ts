import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';

test.each([['earlier'], ['later']])('# check=skip above the %s of two instructions', (place) => {
  const comment = '# check=skip=MultipleInstructionsDisallowed\n';
  const [first, second] = place === 'earlier' ? [comment, ''] : ['', comment];
  expect(lint(new Source('Dockerfile', `FROM alpine:3.22\n${first}CMD ["a"]\n${second}CMD ["b"]\n`))).toEqual([]);
});
