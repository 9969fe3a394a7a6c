// `slipway verify` beside programs that answer as `docker` does: with the record of a build of a real engine.

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Answer, folderOf, slipway } from './command-line.ts';

const fixtures = fileURLToPath(new URL('../../test-fixtures/progress', import.meta.url));
const context = {
  'app/Dockerfile': readFileSync(join(fixtures, 'Dockerfile'), 'utf8'),
  'app/b.txt': 'hello\n',
  'app/src/a.txt': 'a\n',
};

/** A folder with the context of the recorded builds, and with a docker that answers with a record. */
class Machine {
  readonly folder = folderOf(context);
  readonly environment = { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: join(this.folder, 'cache') };

  constructor() {
    mkdirSync(join(this.folder, 'cache'), { mode: 0o700 });
  }

  /** Runs the build; `record` is what it tells. */
  async verify(record: string, options: readonly string[] = [], code = 0): Promise<Answer> {
    const program = join(this.folder, 'docker');
    const words = `${JSON.stringify(join(this.folder, 'words'))}`;
    writeFileSync(
      program,
      `#!/bin/sh\necho "$@" > ${words}\ncat ${JSON.stringify(join(fixtures, record))} >&2\nexit ${code}\n`,
    );
    chmodSync(program, 0o755);
    const { folder, environment } = this;
    return slipway(['verify', '--', program, 'build', ...options, 'app'], { folder, environment });
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, 'app', path), text);
  }
}

describe.skipIf(process.platform === 'win32')('verify', () => {
  test('shows the progress, and has nothing to expect of the first build', async () => {
    const machine = new Machine();
    const { code, stdout, stderr } = await machine.verify('cold.jsonl');
    expect(stderr).toContain('#9 [build 4/6] RUN echo one && sleep 1 && echo err >&2\n#9 ');
    expect(stderr).toMatch(/^#\d+ [\d.]+ one$/m);
    expect(stdout).toContain('This is the first build of this Dockerfile');
    expect(stdout).toMatch(/· ran 1\.\ds +\[build 4\/6\] RUN echo one/);
    expect(code).toBe(0);
    expect(readFileSync(join(machine.folder, 'words'), 'utf8')).toBe('build --progress=rawjson app\n');
  });

  test('agrees with a second build that is cached', async () => {
    const machine = new Machine();
    await machine.verify('cold.jsonl');
    const { code, stdout } = await machine.verify('warm.jsonl');
    expect(stdout).toContain('7 steps: 7 as expected, 0 not, 0 left open.');
    expect(stdout).toContain('✓ cached       [build 2/6] WORKDIR /app');
    expect(code).toBe(0);
  });

  test('differs where a file has changed, and the build is cached nevertheless', async () => {
    const machine = new Machine();
    await machine.verify('cold.jsonl');
    machine.write('b.txt', 'something else\n');
    const { code, stdout } = await machine.verify('warm.jsonl');
    expect(stdout).toMatch(/✓ cached +\[build 2\/6\] WORKDIR/);
    expect(stdout).toMatch(/✗ cached +\[build 3\/6\] COPY b\.txt \.\/\n +was expected to run/);
    expect(code).toBe(1);
  });

  test('differs where nothing has changed, and the build runs nevertheless', async () => {
    const machine = new Machine();
    await machine.verify('cold.jsonl');
    const { code, stdout } = await machine.verify('cold.jsonl');
    expect(stdout).toContain('was expected from the cache: the engine has thrown it away since');
    expect(code).toBe(1);
  });

  test('ends as a build that fails, which leaves open what it has left in the cache', async () => {
    const machine = new Machine();
    await machine.verify('cold.jsonl');
    const failed = await machine.verify('failed.jsonl', [], 7);
    expect(failed.code).toBe(7);
    expect(failed.stdout).toContain('The build failed');
    expect(failed.stderr).toMatch(/^#\d+ ERROR: process .* did not complete successfully/m);
    machine.write('b.txt', 'something else\n');
    const { code, stdout } = await machine.verify('warm.jsonl');
    expect(stdout).toContain('(nothing certain is known of it)');
    expect(code).toBe(0);
  });

  test('promises nothing after a first build that fails', async () => {
    const { code, stdout } = await new Machine().verify('failed.jsonl', [], 1);
    expect(stdout).toContain('slipway verify can tell beforehand what follows a build that it has seen to its end');
    expect(stdout).not.toContain('the next one can be told');
    expect(code).toBe(1);
  });

  test('expects no hit of --no-cache', async () => {
    const machine = new Machine();
    await machine.verify('cold.jsonl');
    const { stdout } = await machine.verify('cold.jsonl', ['--no-cache']);
    expect(stdout).toMatch(/✓ ran .* \[build 4\/6\] RUN echo one/);
  });

  test('keeps times that simulate takes for the same Dockerfile', async () => {
    const machine = new Machine();
    const { stdout } = await machine.verify('cold.jsonl');
    const path = /they are kept in (\S+)/.exec(stdout)?.[1] ?? '';
    const measured = /RUN echo one && sleep 1 && echo err >&2\n#\d+ DONE 1\.[0-3]s/;
    const { folder, environment } = machine;
    expect((await slipway(['simulate', 'app'], { folder, environment })).stdout).toMatch(measured);
    expect((await slipway(['simulate', 'app'], { folder })).stdout).not.toMatch(measured);
    expect((await slipway(['simulate', '--timings', path, 'app'], { folder })).stdout).toMatch(measured);
  });

  test('knows which options of the build do not count', async () => {
    const machine = new Machine();
    await machine.verify('cold.jsonl', ['--add-host=a:1.1.1.1', '--ulimit', 'nofile=10', '--memory=1g']);
    const same = await machine.verify('warm.jsonl', ['--add-host', 'a=2.2.2.2', '--ulimit=nofile=10:10', '-m', '2g']);
    expect(same.stdout).toContain('7 steps: 7 as expected, 0 not, 0 left open.');
  });

  test.each(['--network=host', '--shm-size=64m', '--cgroup-parent=x', '--add-host=b:1.1.1.1', '--ulimit=core=1'])(
    'knows that %s counts for every RUN',
    async (option) => {
      const machine = new Machine();
      await machine.verify('cold.jsonl');
      const { stdout } = await machine.verify('cold.jsonl', [option]);
      expect(stdout).toMatch(/✗ ran .* \[build 3\/6\] COPY b\.txt/);
      expect(stdout).toMatch(/✓ ran .* \[build 4\/6\] RUN echo one/);
    },
  );

  test('keeps apart what different engines have in their caches', async () => {
    const machine = new Machine();
    await machine.verify('cold.jsonl');
    const { stdout } = await machine.verify('cold.jsonl', ['--builder', 'other']);
    expect(stdout).toContain('This is the first build of this Dockerfile');
  });

  test('leaves a miss open where the build may take results from elsewhere', async () => {
    const machine = new Machine();
    await machine.verify('cold.jsonl');
    machine.write('b.txt', 'something else\n');
    const { code, stdout } = await machine.verify('warm.jsonl', ['--cache-from', 'type=registry,ref=x']);
    expect(stdout).toMatch(/· cached +\[build 3\/6\] COPY b\.txt/);
    expect(code).toBe(0);
  });

  test('tells as the builder does why a Dockerfile cannot be built, and runs nothing', async () => {
    const machine = new Machine();
    machine.write('Dockerfile', 'FROM scratch\nCOPPY a b\n');
    const { code, stdout, stderr } = await machine.verify('cold.jsonl');
    expect(stderr).toContain('ERROR: dockerfile parse error on line 2: unknown instruction: COPPY');
    expect([code, stdout]).toEqual([1, '']);
  });

  test.each([
    [['--', 'no-such-program', 'build', 'app'], '"no-such-program" cannot be started: there is no such program'],
    [['--', 'docker', 'build', 'nowhere'], 'the context "nowhere" is no folder'],
    [['--', 'docker', 'build', '-f', 'nothing', 'app'], 'cannot read "nothing": it does not exist'],
    [['--', 'docker', 'build', '--target=bild', 'app'], 'target stage "bild" could not be found (did you mean build?)'],
    [['--', 'docker', 'build', '--platform=linux/amd64,linux/arm64', 'app'], 'several platforms'],
    [['--', 'true', 'build', 'app'], 'the build has told nothing of its steps'],
    [['app', '--', 'docker', 'build', 'app'], '"app" stands in front of "--"'],
    [[], 'there is no build to run'],
  ])('refuses %j', async (args, message) => {
    const { folder } = new Machine();
    const environment = { PATH: process.env['PATH'] ?? '' };
    const { code, stderr } = await slipway(['verify', ...args], { folder, environment });
    expect(stderr).toContain(message);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(code).toBe(2);
  });
});
