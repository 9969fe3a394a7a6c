// `slipway outline` and `slipway targets`: the answers are those of `docker build --call=…`, letter by letter.

import { expect, test } from 'vitest';
import { folderOf, slipway } from './command-line.ts';

const dockerfile = `# VERSION the version <to build>
ARG VERSION=3.22
# base what the others start from
FROM alpine:$VERSION AS Base
ARG NAME
RUN --mount=type=secret,id=token,required=true --mount=type=ssh \\
  make
FROM --platform=$BUILDPLATFORM base
FROM base AS last
`;

test('targets', async () => {
  const folder = folderOf({ Dockerfile: dockerfile });
  const { code, stdout } = await slipway(['targets'], { folder });
  expect(code).toBe(0);
  expect(stdout.replaceAll(' ', '·')).toMatchInlineSnapshot(`
    "TARGET·········DESCRIPTION
    base···········what·the·others·start·from
    ···············
    last·(default)·
    "
  `);
  const json = await slipway(['targets', '--json'], { folder });
  expect(JSON.parse(json.stdout)).toMatchObject({
    targets: [
      { name: 'base', description: 'what the others start from', base: 'alpine:$VERSION' },
      { base: 'base', platform: '$BUILDPLATFORM', location: { ranges: [{ start: { line: 8 }, end: { line: 8 } }] } },
      { name: 'last', default: true, base: 'base' },
    ],
    sources: [Buffer.from(dockerfile).toString('base64')],
  });
});

test('targets of a file that cannot be built, and of one that cannot be read', async () => {
  expect(await slipway(['targets', '-'], { stdin: 'FROM $NOTHING AS a\n' })).toEqual({
    code: 0,
    stdout: 'TARGET      DESCRIPTION\na (default) \n',
    stderr: '',
  });
  const { code, stdout, stderr } = await slipway(['targets', '-'], { stdin: 'FORM a\n' });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^ERROR: dockerfile parse error on line 1: unknown instruction: FORM/);
});

test('outline', async () => {
  const folder = folderOf({ Dockerfile: dockerfile });
  const { code, stdout } = await slipway(['outline', '--build-arg', 'NAME=x'], { folder });
  expect(code).toBe(0);
  expect(stdout.replaceAll(' ', '·')).toMatchInlineSnapshot(`
    "TARGET:·last

    BUILD·ARG···VALUE···DESCRIPTION
    VERSION·····3.22····the·version·<to·build>
    NAME········x·······

    SECRET···REQUIRED
    token····true

    SSH·······REQUIRED
    default···

    "
  `);
});

test('outline as JSON', async () => {
  const folder = folderOf({ Dockerfile: dockerfile });
  const { stdout } = await slipway(['outline', '--json', '--target=base'], { folder });
  expect(stdout).toContain('the version \\u003cto build\\u003e');
  expect(JSON.parse(stdout)).toMatchObject({
    name: 'base',
    description: 'what the others start from',
    args: [{ name: 'VERSION', value: '3.22' }, { name: 'NAME' }],
    secrets: [
      { name: 'token', required: true, location: { ranges: [{ start: { line: 6 } }, { start: { line: 7 } }] } },
    ],
    ssh: [{ name: 'default' }],
  });
  expect(JSON.parse((await slipway(['outline', '--json', '-'], { stdin: 'FROM alpine:3.22\n' })).stdout)).toEqual({
    sources: ['RlJPTSBhbHBpbmU6My4yMgo='],
  });
});

test('outline of a file that cannot be built', async () => {
  expect(await slipway(['outline', '-'], { stdin: 'FROM $NOTHING AS a\n' })).toMatchObject({ code: 1, stdout: '' });
});
