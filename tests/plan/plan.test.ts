// The plan of a build.

import { describe, expect, test } from 'vitest';
import type { Plan, PlannedStep } from '../../src/plan/plan.ts';
import type { Origin } from '../../src/plan/step-inputs.ts';
import { planned, type PlanOptions } from './plans.ts';

function planFor(text: string, options?: PlanOptions): Plan {
  return planned(text, options).plan;
}

function lastStep(text: string, options?: PlanOptions): PlannedStep {
  const step = planFor(text, options).target.steps.at(-1);
  if (step === undefined) throw new Error('there is none');
  return step;
}

/** Where the last step of a text takes files from, its base left out. */
function originsOf(text: string, options?: PlanOptions): readonly Origin[] {
  return lastStep(text, options).inputs.flatMap(({ as, origin }) => (as === 'base' ? [] : [origin]));
}

describe('stages', () => {
  const text = `FROM a AS base
FROM base AS build
RUN make
FROM scratch AS out
COPY --from=build /x /
FROM build AS test
RUN --mount=from=out,target=/y check
FROM base
COPY --from=build /x /y
`;

  test('are all there, with what they start from', () => {
    const { stages, target } = planFor(text);
    expect(stages.map(({ name, isNamed, base, isReachable }) => [name, isNamed, base, isReachable])).toEqual([
      ['base', true, { kind: 'image', text: 'a', reference: 'docker.io/library/a:latest' }, true],
      ['build', true, { kind: 'stage', stage: 0 }, true],
      ['out', true, { kind: 'scratch' }, false],
      ['test', true, { kind: 'stage', stage: 1 }, false],
      ['stage-4', false, { kind: 'stage', stage: 0 }, true],
    ]);
    expect(target).toMatchObject({ index: 4, isTarget: true, platform: 'linux/amd64', lines: { first: 8 } });
  });

  test('tell who needs them', () => {
    expect(planFor(text).stages.map(({ neededBy }) => neededBy)).toEqual([
      [
        { stage: 1, as: 'base', line: 2 },
        { stage: 4, as: 'base', line: 8 },
      ],
      [
        { stage: 2, as: 'copy', line: 5 },
        { stage: 3, as: 'base', line: 6 },
        { stage: 4, as: 'copy', line: 9 },
      ],
      [{ stage: 3, as: 'mount', line: 7 }],
      [],
      [],
    ]);
  });

  test('that nobody needs are not built, and show what they would take', () => {
    const { stages, steps } = planFor(text);
    expect(stages[3]?.steps).toMatchObject([
      {
        id: '3.1',
        name: 'RUN --mount=from=out,target=/y check',
        makes: 'layer',
        isBuilt: false,
        inputs: [{ origin: { kind: 'step', step: '2.1' }, as: 'mount' }],
      },
    ]);
    expect(new Set(steps.map(({ stage }) => stage))).toEqual(new Set([0, 1, 4]));
  });

  test('another target needs others', () => {
    const reachable = planFor(text, { target: 'test' }).stages.map(({ isReachable }) => isReachable);
    expect(reachable).toEqual([true, true, true, true, false]);
  });
});

describe('steps', () => {
  test('stand behind what they take, what makes no layer behind what it changes', () => {
    const text = 'FROM a AS x\nENV A=1\nRUN x\nLABEL b=c\nFROM a\nENV B=1\nCOPY --from=x / /\nUSER u\n';
    const { steps } = planFor(text);
    expect(steps.map(({ id, name, makes }) => `${id} ${makes} ${name}`)).toEqual([
      '0.0 base [x 1/2] FROM docker.io/library/a:latest',
      '0.1 metadata ENV A=1',
      '1.0 base [stage-1 1/2] FROM docker.io/library/a:latest',
      '1.1 metadata ENV B=1',
      '0.2 layer [x 2/2] RUN x',
      '0.3 metadata LABEL b=c',
      '1.2 layer [stage-1 2/2] COPY --from=x / /',
      '1.3 metadata USER u',
    ]);
    const places = new Map(steps.map(({ id }, index) => [id, index]));
    for (const [index, { inputs }] of steps.entries()) {
      for (const { origin } of inputs) {
        if (origin.kind === 'step') expect(places.get(origin.step)).toBeLessThan(index);
      }
    }
  });

  test('of two stages that do the same are one, and each names its own', () => {
    const text = 'FROM a AS x\nRUN m\nRUN x\nFROM a AS y\nRUN m\nFROM scratch\nCOPY --from=x / /\nCOPY --from=y / /\n';
    const { stages } = planFor(text);
    expect(stages[1]?.steps.map(({ id, name, sameAs }) => [id, name, sameAs])).toEqual([
      ['1.0', '[y 1/2] FROM docker.io/library/a:latest', '0.0'],
      ['1.1', '[y 2/2] RUN m', '0.1'],
    ]);
    expect(stages[1]?.steps[1]?.inputs).toMatchObject([{ origin: { step: '1.0' } }]);
    expect(stages[2]?.steps[1]?.inputs).toMatchObject([{ origin: { step: '2.1' } }, { origin: { step: '1.1' } }]);
  });

  test('that are read and change nothing', () => {
    expect(lastStep('FROM a\nONBUILD RUN x\n')).toMatchObject({ makes: 'nothing', isBuilt: true, inputs: [] });
    expect(lastStep('FROM a\nWORKDIR /\n')).toMatchObject({ makes: 'metadata', isBuilt: true });
  });

  test('of a stage from which only text is taken do not run', () => {
    const { stages, steps } = planFor('FROM a AS x\nRUN x\nFROM scratch\nCOPY --from=x <<f /\nf\n');
    expect(stages[0]?.isReachable).toBe(true);
    expect(steps.filter(({ isBuilt }) => !isBuilt).map(({ name }) => name)).toEqual(['[x 2/2] RUN x']);
  });

  test('of a trigger stand at the FROM that runs it', () => {
    expect(planFor('FROM triggers\n').target.steps.slice(1)).toMatchObject([
      {
        name: '[2/3] ONBUILD COPY . /app',
        text: 'ONBUILD COPY . /app',
        isTrigger: true,
        keyword: 'COPY',
        lines: { first: 1 },
      },
      { name: '[3/3] ONBUILD RUN make', isTrigger: true },
    ]);
  });

  test('have the platform in their names where there are several', () => {
    expect(lastStep('FROM a\nRUN x\n', { isMultiPlatform: true })).toMatchObject({
      name: '[linux/amd64 2/2] RUN x',
      text: 'RUN x',
    });
  });
});

describe('inputs', () => {
  test('of a linked copy are the layers below and the files', () => {
    const { inputs, operation } = lastStep('FROM a\nCOPY --link b c/ /d/\n');
    expect(operation?.kind).toBe('merge');
    expect(inputs).toEqual([
      { origin: { kind: 'step', step: '0.0' }, as: 'base', paths: ['/'], to: undefined },
      { origin: { kind: 'context', name: undefined }, as: 'copy', paths: ['/b', '/c'], to: '/d/' },
    ]);
  });

  test.each<[string, Origin]>([
    ['COPY --from=nginx:1 /a /b', { kind: 'image', reference: 'docker.io/library/nginx:1', platform: 'linux/amd64' }],
    ['ADD https://e.org/a /b', { kind: 'http', url: 'https://e.org/a', checksum: undefined }],
    ['ADD https://github.com/a/b.git#v1 /b', { kind: 'git', url: 'https://github.com/a/b.git', reference: 'v1' }],
    ['COPY <<a /b\nx\na', { kind: 'inline', name: 'a', text: 'x\n' }],
    ['RUN <<a\n#!/bin/x\na', { kind: 'inline', name: 'a', text: '#!/bin/x\n' }],
    ['RUN --mount=target=/a b', { kind: 'context', name: undefined }],
    [
      'RUN --mount=type=cache,from=c,target=/a,uid=1 b',
      { kind: 'image', reference: 'docker.io/library/c:latest', platform: 'linux/amd64' },
    ],
  ])('of %j', (instruction, origin) => {
    expect(originsOf(`FROM a\n${instruction}\n`)).toEqual([origin]);
  });

  test('are the paths below the pivot of --parents', () => {
    expect(lastStep('FROM a\nCOPY --parents b/./c/d e* /\n').inputs[1]).toMatchObject({ paths: ['/b/c/d', '/e*'] });
  });

  test('are what the build puts in the place of a stage', () => {
    const contexts = new Map([
      ['x', { kind: 'files' as const, text: './there' }],
      ['y', { kind: 'files' as const, text: 'https://e.org/y.git' }],
    ]);
    const text = 'FROM a AS x\nRUN x\nFROM b AS y\nFROM scratch\nCOPY --from=x / /\nCOPY --from=y / /\n';
    const { stages } = planFor(text, { contexts });
    expect(stages.map(({ base }) => base)).toEqual([
      { kind: 'context', text: './there' },
      { kind: 'context', text: 'https://e.org/y.git' },
      { kind: 'scratch' },
    ]);
    expect(stages[0]?.steps).toMatchObject([
      { id: '0.0', name: '[context x] load from client', inputs: [{ origin: { kind: 'context', name: 'x' } }] },
    ]);
  });
});

describe('the chain of images', () => {
  test('has what each step changes', () => {
    const text = `FROM a
ENV A=1 B="x y" A=2
ENV A=2
LABEL c=d
EXPOSE 80 443
VOLUME /v
WORKDIR w
USER u
SHELL ["bash"]
STOPSIGNAL 9
HEALTHCHECK CMD x
ENTRYPOINT ["e"]
MAINTAINER m
ONBUILD RUN o
RUN r
`;
    const changes = planFor(text).target.steps.map((step) => step.changes.map((change) => Object.values(change)));
    expect(changes.slice(1)).toEqual([
      [
        ['Env', 'A', '2'],
        ['Env', 'B', 'x y'],
      ],
      [],
      [['Labels', 'c', 'd']],
      [
        ['ExposedPorts', '443/tcp', undefined],
        ['ExposedPorts', '80/tcp', undefined],
      ],
      [['Volumes', '/v', undefined]],
      [['WorkingDir', undefined, '/w']],
      [['User', undefined, 'u']],
      [['Shell', undefined, ['bash']]],
      [['StopSignal', undefined, '9']],
      [['Healthcheck', undefined, ['CMD-SHELL', 'x']]],
      [
        ['Entrypoint', undefined, ['e']],
        ['Cmd', undefined, undefined],
      ],
      [['Author', undefined, 'm']],
      [['OnBuild', undefined, 'RUN o']],
      [],
    ]);
  });

  test('goes on in a stage that starts from another', () => {
    const { stages } = planFor('FROM a AS x\nENV A=1\nFROM x\nENV B=2\nENV A=1\n');
    expect(stages[1]?.steps.map(({ changes }) => changes.length)).toEqual([1, 0]);
  });
});

describe('what is unknown', () => {
  test('of a base image is told at the stage, and at the steps that depend on it', () => {
    const { target } = planFor('FROM strange\nCOPY a b\nUSER u\nWORKDIR /w\nSHELL ["sh"]\nRUN x\n');
    const reason = 'nobody has looked up the image strange';
    expect(target.unknown).toContainEqual({ what: 'the user', reason, setting: 'user' });
    expect(target.steps.map(({ unknown }) => unknown.map(({ what }) => what))).toEqual([
      [],
      ['the working directory'],
      [],
      [],
      [],
      ['variables of the base image'],
    ]);
  });

  test('of a word is told at its step', () => {
    expect(lastStep('FROM strange\nCOPY $A /b\n').unknown).toEqual([
      { what: 'a source', reason: 'nobody has looked up the image strange', setting: undefined },
    ]);
  });

  test('is nothing where everything is known', () => {
    const { stages } = planFor('FROM a\nRUN x\nCOPY b c\n');
    const parts = stages.flatMap((stage) => [[stage], stage.steps]).flat();
    expect(parts.flatMap(({ unknown }) => unknown)).toEqual([]);
  });
});

test('ten thousand instructions have a plan', { timeout: 60_000 }, () => {
  const lines = Array.from(
    { length: 2500 },
    (_, index) => `ENV A=${index}\nRUN ${index}\nCOPY ${index} /\nLABEL l${index}=1`,
  );
  const { steps, contextPaths } = planFor(`FROM a\n${lines.join('\n')}\n`);
  expect(steps).toHaveLength(10_001);
  expect(contextPaths).toHaveLength(2500);
  expect(steps.at(-1)?.name).toBe('LABEL l2499=1');
});
