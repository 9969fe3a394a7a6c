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
    severity: 'style',
    help: 'An empty part of a list of folders is the current one: write ${PYTHONPATH:+:$PYTHONPATH}.',
  });
});

testExamples('undefined-variable', {
  bad: [
    // The environment of the image is not known, but no image has these.
    {
      dockerfile: `
        FROM registry.example/base AS tools
        RUN echo $TARGETARCH
                 ^^^^^^^^^^^ Usage of undefined variable '$TARGETARCH'
        RUN echo $TARGETARCH
        FROM tools
        RUN echo $TARGETARCH
      `,
      fixed: `
        FROM registry.example/base AS tools
        ARG TARGETARCH
        RUN echo $TARGETARCH
        RUN echo $TARGETARCH
        FROM tools
        RUN echo $TARGETARCH
      `,
    },
    {
      dockerfile: `
        ARG version=1
        FROM registry.example/app:$version
        # a description
        LABEL version=$version
                      ^^^^^^^^ Usage of undefined variable '$version'
      `,
      fixed: `
        ARG version=1
        FROM registry.example/app:$version
        ARG version
        # a description
        LABEL version=$version
      `,
    },
    {
      dockerfile: `
        ARG TOOL=a
        FROM debian:13
        RUN <<EOF
        echo $TOOL
             ^^^^^ Usage of undefined variable '$TOOL'
        EOF
      `,
      fixed: `
        ARG TOOL=a
        FROM debian:13
        ARG TOOL
        RUN <<EOF
        echo $TOOL
        EOF
      `,
    },
  ],
  good: [
    // An image chosen by a version may well have a variable of that name.
    `
    ARG PYTHON_VERSION=3.14
    FROM python:$PYTHON_VERSION
    RUN echo $PYTHON_VERSION
    `,
    `
    ARG A=1
    ARG B=2
    ARG C=3
    ARG D=4
    FROM debian:13
    RUN A=2 && echo $A \${B:-2}
    RUN . /etc/os-release && echo $C
    RUN for D in x y; do echo $D; done; echo '$A'
    ARG A
    RUN echo $A
    `,
    `
    ARG HTTP_PROXY
    FROM debian:13
    RUN echo $HTTP_PROXY
    `,
  ],
});

test('says nothing of what a template may still bring', () => {
  const text = 'FROM scratch\nWORKDIR $FOLDER\n';
  const rulesIn = (path: string): readonly string[] => lint(new Source(path, text)).map(({ rule }) => rule);
  expect(rulesIn('Dockerfile.tmpl')).not.toContain('undefined-variable');
  expect(rulesIn('Dockerfile')).toContain('undefined-variable');
});

test('takes what it finds in the data of tests for meant', () => {
  const [finding] = lint(new Source('testdata/Dockerfile', 'FROM scratch\nWORKDIR $FOLDER\n'));
  expect(finding).toMatchObject({ rule: 'undefined-variable', severity: 'style' });
});
