import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('undefined-variable', {
  bad: [
    `
    FROM scratch AS base
    ENV A=1
    FROM base
    COPY --chown=$B $A $C /
                 ^^ Usage of undefined variable '$B' (did you mean $A?)
                       ^^ Usage of undefined variable '$C' (did you mean $A?)
    `,
  ],
  good: [
    `
    FROM scratch AS base
    ARG A
    ENV B=2
    FROM base
    USER $A$B
    ENV PATH=$PATH:/bin
    `,
    // What an image sets nobody knows unless somebody has looked.
    `
    FROM registry.example/platform/base
    WORKDIR $APP_HOME
    `,
    `
    FROM scratch
    USER \${A:-1}
    WORKDIR \${C-/c}
    ENV D=\${E:+x}
    RUN echo $F
    `,
  ],
});

test('tells of a global ARG that the stage does not declare', () => {
  const [finding] = lint(new Source('Dockerfile', 'ARG HOME_FOLDER=/a\nFROM scratch\nWORKDIR $HOME_FOLDER\n'));
  expect(finding).toMatchObject({
    rule: 'undefined-variable',
    help: 'Declare it in this stage too: ARG HOME_FOLDER.',
    related: [{ span: { start: 4, end: 15 } }],
  });
});

test('a list that a variable continues', () => {
  const [finding] = lint(new Source('Dockerfile', 'FROM scratch\nENV A=1 PYTHONPATH=/app:$PYTHONPATH\n'));
  expect(finding).toMatchObject({
    rule: 'undefined-variable',
    severity: 'info',
    help: 'An empty part of a list of folders is the current one: write ${PYTHONPATH:+:$PYTHONPATH}.',
  });
});
