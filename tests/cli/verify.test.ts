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
    const environment = { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: join(this.folder, 'cache') };
    return slipway(['verify', '--', program, 'build', ...options, 'app'], { folder: this.folder, environment });
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

  test('expects no hit of --no-cache', async () => {
    const machine = new Machine();
    await machine.verify('cold.jsonl');
    const { stdout } = await machine.verify('cold.jsonl', ['--no-cache']);
    expect(stdout).toMatch(/✓ ran .* \[build 4\/6\] RUN echo one/);
  });

  test('keeps times that simulate takes', async () => {
    const machine = new Machine();
    const { stdout } = await machine.verify('cold.jsonl');
    const path = /--timings (\S+)/.exec(stdout)?.[1] ?? '';
    const simulated = await slipway(['simulate', '--timings', path, 'app'], { folder: machine.folder });
    expect(simulated.stdout).toMatch(/RUN echo one && sleep 1 && echo err >&2\n#\d+ DONE 1\.[0-9]s/);
  });

  test.each([
    [['--', 'no-such-program', 'build', 'app'], '"no-such-program" cannot be started'],
    [['--', 'docker', 'build', 'nowhere'], 'nowhere/Dockerfile'],
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
