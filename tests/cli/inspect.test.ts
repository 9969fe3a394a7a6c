// `slipway inspect`: what the image is, and what `docker run` will do with it.

import { describe, expect, test } from 'vitest';
import { folderOf, slipway } from './command-line.ts';

const dockerfile = `FROM scratch AS base
ENV PATH=/app A=1
ONBUILD LABEL from=base
COPY serve /app/

FROM base AS tools
CMD ["tools"]

FROM base
WORKDIR /srv/app
EXPOSE 8080
VOLUME /data
USER 1000:1000
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=5m --start-period=500ms CMD ["serve", "--check"]
ENTRYPOINT ["/app/serve"]
CMD ["--greeting", "good day"]
`;

async function inspect(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await slipway(['inspect', ...args], {
    folder: folderOf({ Dockerfile: dockerfile }),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

test('the whole report', async () => {
  expect(await inspect()).toMatchInlineSnapshot(`
    "Dockerfile, stage 2

    Runs          /app/serve --greeting 'good day'
                  process 1 is serve

    As user       1000:1000

    In folder     /srv/app

    Environment   PATH=/app
                  A=1
                  HOSTNAME: the id of the container, or what --hostname says
                  HOME: the home folder of the user in /etc/passwd

    Ports         8080/tcp
                  declared only: none can be reached until it is published, as by docker run -p 8080:8080/tcp

    Volumes       /data
                  anything that is written elsewhere is gone with the container

    Stops         docker stop sends SIGQUIT to process 1
                  serve gets it; if it does not handle it, nothing happens, and after ten seconds the engine kills it

    Health check  serve --check
                  every 5 min, at most 30 s long; unhealthy after 3 failures in a row; failures of the first 500 ms do not count

    Made of        1  base      scratch
                   2  metadata  ENV PATH=/app A=1
                   3            ONBUILD LABEL from=base
                   4  layer     COPY serve /app/
                   9  metadata  ONBUILD LABEL from=base
                  10  layer     WORKDIR /srv/app
                  11  metadata  EXPOSE 8080
                  12  metadata  VOLUME /data
                  13  metadata  USER 1000:1000
                  14  metadata  STOPSIGNAL SIGQUIT
                  15  metadata  HEALTHCHECK --interval=5m --start-period=500ms CMD ["serve", "--check"]
                  16  metadata  ENTRYPOINT ["/app/serve"]
                  17  metadata  CMD ["--greeting", "good day"]
                  2 layers on top of scratch
    "
  `);
});

test('a command in the place of CMD', async () => {
  expect(await inspect('--', '--quiet', "it's")).toContain(String.raw`Runs          /app/serve --quiet 'it'\''s'`);
});

test('a target', async () => {
  expect(await inspect('--target', 'tools')).toMatch(/^Dockerfile, stage tools\n\nRuns +tools\n/);
});

describe('at a line', () => {
  test.each([
    ['2', 'stage base', '1 layer', false],
    ['4', 'stage base', 'ENV PATH', true],
    ['6', 'stage tools', 'ONBUILD LABEL', true],
    ['7', 'stage tools', 'Runs          tools', true],
    ['10', 'stage 2', 'In folder     /srv/app', true],
    ['9', 'stage 2', '/srv/app', false],
  ])('%s: %s; %s: %s', async (line, stage, text, isThere) => {
    const report = await inspect('--at', line);
    expect(report).toContain(`Dockerfile, ${stage}, at line ${line}`);
    expect(report.includes(text)).toBe(isThere);
  });

  test.each([
    ['0', 'it is a line of the file, from 1 to 18'],
    ['99', 'it is a line of the file, from 1 to 18'],
    ['x', '--at cannot be "x"'],
  ])('%s is none', async (line, problem) => {
    const folder = folderOf({ Dockerfile: dockerfile });
    const { code, stderr } = await slipway(['inspect', '--at', line], { folder });
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });

  test('before the first FROM there is no image', async () => {
    const { code, stderr } = await slipway(['inspect', '--at', '1', '-'], { stdin: 'ARG A=1\nFROM scratch\n' });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'slipway: there is no image at line 1: it stands before the first FROM\n',
    });
  });
});

test('JSON is the configuration as OCI has it, the command in it', async () => {
  const json: unknown = JSON.parse(await inspect('--json', '--', 'x'));
  expect(json).toMatchObject({
    os: 'linux',
    config: { Entrypoint: ['/app/serve'], Cmd: ['x'], User: '1000:1000', ExposedPorts: { '8080/tcp': {} } },
    rootfs: { type: 'layers' },
  });
  expect(json).not.toHaveProperty('unknown');
});

test('variables that are unknown for one reason stand on one line, and a range of ports is one', async () => {
  const { stdout } = await slipway(['inspect', '-'], { stdin: 'FROM nginx:1.27\nEXPOSE 8000-8100/udp\n' });
  expect(stdout).toMatch(
    / NGINX_VERSION, .+ are unknown: what was known of nginx:1\.27 on .+ does not tell the value\n/,
  );
  expect(stdout).toMatch(/Ports +80\/tcp, 8000-8100\/udp\n/);
});

test('a history that no text can hold is refused as JSON', async () => {
  const stdin = `FROM scratch\nARG A=${'x'.repeat(60_000)}\n${'RUN x\n'.repeat(300)}`;
  expect(await slipway(['inspect', '--json', '-'], { stdin })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'slipway: the history of this image is too long for --json; look at it without\n',
  });
});

test('what nobody knows is said to be unknown', async () => {
  const stdin = 'FROM example.com/nobody/knows\nEXPOSE 80\n';
  const { stdout } = await slipway(['inspect', '-'], { stdin });
  expect(stdout).toMatch(/Runs +unknown: .*example\.com\/nobody\/knows/);
  expect(stdout).toMatch(/Ports +80\/tcp\n.*\n +there may be more: /);
  const command = await slipway(['inspect', '-', '--', 'serve'], { stdin });
  expect(command.stdout).toMatch(/Runs +serve\n +behind the ENTRYPOINT of the base image, if it has one: /);
  const json = await slipway(['inspect', '--json', '-'], { stdin });
  expect(JSON.parse(json.stdout)).toMatchObject({ unknown: { cmd: expect.any(String) as string } });
});

test.each([
  ['SHELL ["ksh", "-c"]\nCMD serve $A', 'process 1 is unknown: some shells stay in front of it'],
  ['SHELL ["bash", "-c"]\nCMD exec serve', 'process 1 is serve: bash gives its place to it'],
  ['CMD serve | tee log', 'process 1 is sh, which stays beside serve: it has more to do'],
  ['CMD serve | tee log', 'sh does not pass it on; after ten seconds the engine kills it'],
  ['CMD serve & wait', 'process 1 is sh: it does the work itself'],
  ["CMD trap 'exit' TERM; serve", 'process 1 is sh, whose script handles signals itself'],
  ['CMD ["dash", "-c", "serve"]', 'process 1 is dash, which stays in front of serve'],
  ['CMD ["tini", "serve"]', 'process 1 is tini, which starts serve'],
  ['CMD ["tini", "serve"]', 'which passes it on to serve'],
  ['CMD ["/start.sh", "serve"]', 'process 1 is the script start.sh, unless it gives its place to serve'],
  ['CMD ["/start.sh", "serve"]', 'start.sh gets it, and serve only if the script starts it with exec'],
  ['CMD ["bash"]', 'ends at once, unless it gets a terminal: docker run -it'],
  ['CMD ["sleep", "9"]', 'sleep does not handle it; after ten seconds the engine kills it'],
  ['STOPSIGNAL 9\nCMD ["serve"]', 'which ends at once, and can do nothing about it'],
  ['ENTRYPOINT serve\nCMD ["lost"]', 'lost is lost: the shell takes it as parameters'],
  ['USER app', '/etc/passwd of the image must know the name'],
  ['USER 7', 'the group is that of the user in /etc/passwd, else 0'],
  ['EXPOSE 53/udp', 'docker run -p 53:53/udp'],
  ['LABEL a=1', 'nothing: the image names no command, and docker run refuses without one'],
])('%s: %s', async (instructions, text) => {
  const { stdout } = await slipway(['inspect', '-'], { stdin: `FROM scratch\n${instructions}\n` });
  expect(stdout).toContain(text);
});

test('a file that cannot be built', async () => {
  const { code, stdout, stderr } = await slipway(['inspect', '-'], { stdin: 'FROM scratch\nCOPY --from=5 a b\n' });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^ERROR: invalid stage index 5\n/);
});

test('one file at a time', async () => {
  const { code, stderr } = await slipway(['inspect', 'a', 'b', '--', 'c'], { stdin: '' });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'slipway: "b" is too much: slipway inspect [options] [Dockerfile] [-- command…]\n',
  });
});
