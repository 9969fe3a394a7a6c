import { expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import { globalScope } from '../../src/model/global-scope.ts';
import { StageScope } from '../../src/model/stage-scope.ts';
import { Source } from '../../src/syntax/source.ts';

/** What `text` is at the end of the last stage; undefined where that is unknown. */
function expandAfter(text: string, ...lines: readonly string[]): string | undefined {
  const { file, model } = new Analysis(new Source('Dockerfile', lines.join('\n')));
  const fileScope = { global: globalScope(file), escape: file.escape };
  const scopes: StageScope[] = [];
  for (const stage of model.stages) {
    const parent = stage.base.kind === 'stage' ? scopes[stage.base.stage.index] : undefined;
    const scope = StageScope.open(fileScope, stage, parent);
    for (const instruction of stage.instructions) scope.read(instruction);
    scopes.push(scope);
  }
  const result = scopes.at(-1)?.expand(text);
  return result?.kind === 'known' ? result.text : undefined;
}

test('ENV and ARG set variables, the later one wins', () => {
  expect(expandAfter('$A/${B}', 'FROM x', 'ENV A=1', 'ARG B=$A$A')).toBe('1/11');
  expect(expandAfter('$A', 'FROM x', 'ENV A=1', 'ARG A=2')).toBe('2');
  expect(expandAfter('$A', 'FROM x', 'ENV A="1  2"')).toBe('1  2');
  expect(expandAfter('"$A"\\$A', 'FROM x', 'ENV A 1 2')).toBe('1 2$A');
});

test('the pairs of one ENV do not see each other', () => {
  expect(expandAfter('$B', 'FROM x', 'ENV A=1', 'ENV A=2 B=$A')).toBe('1');
});

test('ARG without a default takes the value of a global one', () => {
  expect(expandAfter('$A', 'ARG A=1', 'FROM x', 'ARG A')).toBe('1');
  expect(expandAfter('$A', 'ARG A=', 'FROM x', 'ARG A')).toBe('');
  expect(expandAfter('$A', 'ARG A', 'FROM x', 'ARG A')).toBeUndefined();
  expect(expandAfter('$A', 'FROM x', 'ARG A')).toBeUndefined();
  expect(expandAfter('$A', 'FROM scratch', 'ARG A')).toBeUndefined();
  expect(expandAfter('$A', 'FROM x', 'ENV A=1', 'ARG A')).toBe('1');
  expect(expandAfter('$TARGETARCH', 'FROM scratch', 'ARG TARGETARCH')).toBeUndefined();
});

test('a global ARG that the stage does not declare is none of its variables', () => {
  expect(expandAfter('$A', 'ARG A=1', 'FROM scratch')).toBe('');
});

test('what nobody sets may come from the base image, not from scratch', () => {
  expect(expandAfter('$A', 'FROM x')).toBeUndefined();
  expect(expandAfter('${A:-1}', 'FROM x')).toBeUndefined();
  expect(expandAfter('${A:-1}$B', 'FROM scratch')).toBe('1');
  expect(expandAfter('$PATH', 'FROM scratch')).toBeUndefined();
  expect(expandAfter('$B', 'FROM x', 'ENV B=$A')).toBeUndefined();
});

test('a stage starts with the variables of the stage that it starts from', () => {
  expect(expandAfter('$A$B$C', 'FROM scratch AS y', 'ENV A=1', 'ARG B=2', 'FROM y', 'ENV A=3')).toBe('32');
  expect(expandAfter('$A', 'FROM scratch AS y', 'ENV A=1', 'FROM scratch')).toBe('');
});

test('triggers set variables in the stages that follow', () => {
  expect(expandAfter('$A', 'FROM scratch AS y', 'ONBUILD ENV A=1')).toBe('');
  expect(expandAfter('$A', 'FROM scratch AS y', 'ONBUILD ENV A=1', 'FROM y AS z', 'FROM z')).toBe('1');
});

test('what has no room in any path, or starts from more stages than anybody writes, is unknown', () => {
  expect(expandAfter('$A', 'FROM x', 'ENV A=1', ...Array<string>(100).fill('ENV A=$A$A'))).toBeUndefined();
  const chain = Array.from({ length: 200 }, (_, i) => `FROM s${i} AS s${i + 1}`);
  expect(expandAfter('$A', 'FROM scratch AS s0', 'ENV A=1', ...chain)).toBeUndefined();
});

test('a text that BuildKit refuses is unknown', () => {
  expect(expandAfter('${A', 'FROM scratch')).toBeUndefined();
});
