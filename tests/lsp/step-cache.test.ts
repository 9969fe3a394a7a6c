import { describe, expect, test } from 'vitest';
import {
  countOf,
  invalidators,
  rebuildFrom,
  rebuiltByGlobal,
  rebuiltBy,
  stepsAt,
} from '../../src/lsp/steps/step-cache.ts';
import type { View } from '../../src/lsp/view.ts';
import type { Plan, PlannedStep } from '../../src/plan/plan.ts';
import { pointAt } from './marked.ts';

function stepAt(marked: string): { readonly view: View; readonly plan: Plan; readonly step: PlannedStep } {
  const { view, offset } = pointAt(marked);
  const instruction = view.instructionAt(offset);
  const [step] = instruction === undefined ? [] : stepsAt(view, instruction);
  if (view.plan === undefined || step === undefined) throw new Error(`no step in ${marked}`);
  return { view, plan: view.plan, step };
}

/** The lines that a change rebuilds, those in doubt with a `?`. */
function rebuilt(marked: string): string {
  const { plan, step } = stepAt(marked);
  const { steps, uncertain } = rebuiltBy(plan, step);
  return steps.map((one) => `${one.lines.first}${uncertain.has(one) ? '?' : ''}`).join(' ');
}

function reasons(marked: string): readonly string[] {
  const { plan, step } = stepAt(marked);
  return invalidators(plan, step);
}

describe('what a change rebuilds', () => {
  test('all layers behind it in the stage', () => {
    expect(rebuilt('FROM alpine\nCOPY a /a\n|cursor|RUN one\nENV X=1\nRUN two\n')).toBe('3 5');
    expect(rebuilt('|cursor|FROM alpine\nRUN one\n')).toBe('1 2');
  });

  test('the stages that start from it; those that take its files only if these are others', () => {
    const text = [
      'FROM alpine AS a',
      '|cursor|RUN one',
      'FROM a AS b',
      'RUN two',
      'FROM scratch',
      'COPY --from=b /x /',
      'COPY y /',
    ];
    expect(rebuilt(text.join('\n'))).toBe('2 4 6? 7?');
    const mounted = [
      'FROM alpine AS a',
      '|cursor|RUN one',
      'FROM alpine',
      'RUN --mount=from=a,target=/a two',
      'RUN three',
    ];
    expect(rebuilt(mounted.join('\n'))).toBe('2 4? 5?');
  });

  test('through a stage that changes no file', () => {
    expect(rebuilt('FROM alpine AS a\n|cursor|RUN one\nFROM a AS b\nENV X=1\nFROM b\nRUN two\n')).toBe('2 6');
  });

  test('not what COPY --link brings, but what goes on with it', () => {
    expect(rebuilt('FROM alpine\n|cursor|RUN one\nCOPY --link a /a\nRUN two\n')).toBe('2 4');
  });

  test('not an equal step of another stage', () => {
    const text = ['FROM alpine AS a', '|cursor|RUN one', 'FROM alpine AS b', 'RUN one', 'FROM a', 'COPY --from=b / /b'];
    expect(rebuilt(text.join('\n'))).toBe('2 6');
  });

  test('of a variable, every RUN that has it in its environment', () => {
    expect(rebuilt('FROM alpine\n|cursor|ENV A=1\nCOPY a /a\nRUN one\nCOPY b /b\n')).toBe('4 5');
    expect(rebuilt('FROM alpine\n|cursor|ARG A=1\nCOPY $A /a\nRUN one\n')).toBe('3 4');
    expect(rebuilt('FROM alpine AS a\n|cursor|ENV A=1\nFROM a\nRUN one\n')).toBe('4');
    expect(rebuilt('FROM alpine\n|cursor|ENV A=1\nENV A=2\nRUN one\n')).toBe('');
    expect(rebuilt('FROM alpine\n|cursor|ENV A=1\nENV B=$A\nENV A=2\nCOPY ${B} /b\n')).toBe('5');
  });

  test('of USER, WORKDIR and SHELL, the steps for which they count', () => {
    expect(rebuilt('FROM alpine\n|cursor|USER a\nCOPY a /a\nRUN one\n')).toBe('4');
    expect(rebuilt('FROM alpine\n|cursor|USER a\nUSER b\nRUN one\n')).toBe('');
    expect(rebuilt('FROM alpine\n|cursor|WORKDIR /a\nRUN one\n')).toBe('2 3');
    expect(rebuilt('FROM alpine\n|cursor|SHELL ["bash", "-c"]\nCOPY a /\nRUN ["one"]\nRUN two\n')).toBe('5');
  });

  test('nothing, of what only the configuration has', () => {
    for (const instruction of ['LABEL a=b', 'CMD x', 'EXPOSE 1', 'ENTRYPOINT x', 'VOLUME /v', 'STOPSIGNAL 9']) {
      expect(rebuilt(`FROM alpine\n|cursor|${instruction}\nRUN one\n`)).toBe('');
    }
  });

  test('of another base of a stage, also where that is no step', () => {
    const { plan } = stepAt('FROM alpine AS a\n|cursor|RUN one\nFROM a\nRUN two\nCOPY --link x /x\n');
    const lines = plan.stages.map((stage) => rebuildFrom(plan, stage).steps.map((step) => step.lines.first));
    expect(lines).toEqual([[1, 2, 4], [4]]);
  });

  test('of an ARG above the first FROM, what its value reaches', () => {
    const text = [
      'ARG V=1',
      'ARG W=a$V',
      'FROM alpine:$W AS a',
      'RUN one',
      'FROM debian',
      'RUN two',
      'ARG V',
      'RUN three',
    ];
    const { view, offset } = pointAt(`|cursor|${text.join('\n')}\nCOPY --from=a /x /x\n`);
    const arg = view.instructionAt(offset);
    if (view.plan === undefined || arg?.kind !== 'Arg') throw new Error('no ARG');
    const { steps } = rebuiltByGlobal(view.plan, view.analysis.file, arg);
    expect(steps.map((step) => step.lines.first).toSorted((a, b) => a - b)).toEqual([3, 4, 8, 9]);
  });

  test('equal steps count once', () => {
    const { plan } = stepAt(
      'FROM alpine AS a\n|cursor|RUN one\nFROM alpine AS b\nRUN one\nFROM a\nCOPY --from=b / /\n',
    );
    expect(plan.steps).toHaveLength(5);
    expect(countOf(plan.steps)).toBe(3);
  });
});

describe('what makes a step run again', () => {
  test('its base, files of the context, of stages and images', () => {
    expect(reasons('|cursor|FROM alpine:3.22\nRUN x\n')).toEqual(['the image `alpine:3.22`']);
    expect(reasons('FROM alpine\n|cursor|COPY a b /c/\n')).toEqual([
      'step `1/2` (line 1)',
      '`a` and `b` of the build context',
    ]);
    expect(reasons('FROM scratch\n|cursor|COPY . /\n')).toEqual(['any file of the build context']);
    expect(reasons('FROM alpine AS a\nRUN x\nFROM scratch\n|cursor|COPY --from=a /x /y /z/\n')).toEqual([
      '`/x` and `/y` of stage `a`',
    ]);
    expect(reasons('FROM alpine\n|cursor|RUN --mount=from=golang:1,target=/go,source=/usr x\n')).toEqual([
      'step `stage-0 1/2` (line 1)',
      '`/usr` of the image `golang:1`',
    ]);
  });

  test('variables that the file sets, and the user; not those of the image, caches and secrets', () => {
    const text = [
      'FROM alpine AS a',
      'ARG A=1',
      'FROM a',
      'ENV B=2 C=3',
      'USER nobody',
      '|cursor|RUN --mount=type=cache,target=/c --mount=type=secret,id=s x',
      'ENV D=4',
    ];
    expect(reasons(text.join('\n'))).toEqual([
      'step `a 1/1` (line 1)',
      'the variables `B`, `C` and `A`',
      'the user `nobody`',
    ]);
  });

  test('what servers answer', () => {
    expect(reasons('FROM scratch\n|cursor|ADD https://example.com/a.tgz /\n')).toEqual([
      'what `https://example.com/a.tgz` answers',
    ]);
    expect(reasons('FROM scratch\n|cursor|ADD https://github.com/a/b.git#v1 /\n')).toEqual([
      'the commit that `v1` of `https://github.com/a/b.git` names',
    ]);
  });

  test('nothing below it for COPY --link, nothing at all for metadata', () => {
    expect(reasons('FROM alpine\nRUN x\n|cursor|COPY --link a /\n')).toEqual(['`a` of the build context']);
    expect(reasons('FROM alpine\n|cursor|ENV A=1\n')).toEqual([]);
  });
});

describe('the steps of an instruction', () => {
  test('are none above the first FROM and where the builder refuses the file', () => {
    for (const marked of ['|cursor|ARG A\nFROM alpine\n', 'FROM alpine\n|cursor|RUN x\nRUNN y\n']) {
      const { view, offset } = pointAt(marked);
      const instruction = view.instructionAt(offset);
      expect(instruction && stepsAt(view, instruction)).toEqual([]);
    }
  });

  test('are there for a stage that nobody builds', () => {
    const { step } = stepAt('FROM alpine\n|cursor|RUN x\nFROM alpine\n');
    expect(step.isBuilt).toBe(false);
    expect(rebuilt('FROM alpine\n|cursor|RUN x\nFROM alpine\n')).toBe('');
  });
});
