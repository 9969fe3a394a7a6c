import { expect, test } from 'vitest';
import { Analysis } from '../src/analysis.ts';
import { Source } from '../src/syntax/source.ts';

function analyse(text: string): Analysis {
  return new Analysis(new Source('Dockerfile', text));
}

test('computes each thing once', () => {
  const analysis = analyse('FROM alpine\nRUN apk add curl\n');
  const [, run] = analysis.file.instructions;
  expect(analysis.file).toBe(analysis.file);
  expect(analysis.model).toBe(analysis.model);
  expect(analysis.dockerfileAst).toBe(analysis.dockerfileAst);
  expect(run && analysis.shell(run)).toBeDefined();
  expect(run && analysis.shell(run)).toBe(run && analysis.shell(run));
});

test('has what BuildKit would refuse', () => {
  expect(analyse('FORM alpine\n').diagnostics.map(({ message }) => message)).toContain(
    'unknown instruction: FORM (did you mean FROM?)',
  );
});

test('reads scripts in the shell in force, and says where that is unknown', () => {
  const dialects = (text: string): readonly (string | undefined)[] => {
    const analysis = analyse(text);
    return analysis.file.instructions.map((instruction) => analysis.shell(instruction)?.dialect);
  };
  expect(dialects('FROM alpine\nRUN a\nSHELL ["/bin/bash", "-c"]\nRUN b\nCMD c\nCMD ["d"]\n')).toEqual([
    undefined,
    'posix',
    undefined,
    'bash',
    'bash',
    'posix',
  ]);
  expect(dialects('# escape=`\nFROM $BASE\nRUN a\n')).toEqual([undefined, 'unknown']);
});

test('gives the tree of dockerfile-ast', () => {
  const keywords = analyse('FROM alpine\nRUN a\n')
    .dockerfileAst.getInstructions()
    .map((node) => node.getKeyword());
  expect(keywords).toEqual(['FROM', 'RUN']);
});
