// `slipway simulate`: builds that nobody runs.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Answer, folderOf, slipway } from './command-line.ts';

const dockerfile = `FROM node:22-alpine AS deps
WORKDIR /app
COPY package.json ./
RUN npm ci
FROM golang:1.23 AS tool
RUN go install example.org/tool@latest
FROM deps AS build
COPY . .
RUN npm run build
FROM alpine:3.22
COPY --from=build /app/dist /app
COPY --from=tool /go/bin/tool /bin/
CMD ["node", "/app"]
`;
const files = {
  Dockerfile: dockerfile,
  'package.json': '{}\n',
  'src/index.js': 'run();\n',
  '.dockerignore': 'Dockerfile\n',
};

function simulate(args: readonly string[], folder = folderOf(files)): Promise<Answer> {
  return slipway(['simulate', ...args], { folder });
}

interface Simulated {
  readonly seconds: number;
  readonly secondsOfOneWorker: number;
  readonly contextBytes: number;
  readonly jobs: readonly {
    readonly number: number;
    readonly name: string;
    readonly inputs: readonly number[];
    readonly cached: boolean;
    readonly uncertain?: boolean;
    readonly start: number;
    readonly end: number;
    readonly line?: number;
  }[];
}

async function simulated(...args: readonly string[]): Promise<Simulated> {
  const { stdout } = await simulate(['--format', 'json', ...args]);
  return JSON.parse(stdout) as Simulated;
}

function named({ jobs }: Simulated, part: string): Simulated['jobs'][number] {
  const found = jobs.find(({ name }) => name.includes(part));
  if (found === undefined) throw new Error(`no job ${part}`);
  return found;
}

describe('a cold build', () => {
  test('shows its progress, a timeline and what it comes to', async () => {
    const { code, stdout } = await simulate([]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^#1 \[internal\] load build definition from Dockerfile\n#1 transferring dockerfile: \d+B done\n/,
    );
    expect(stdout).toMatch(/\n#\d+ \[build 2\/2\] RUN npm run build\n#\d+ DONE \d+\.\ds\n/);
    expect(stdout).toMatch(/● \[deps 4\/4\] RUN npm ci +█+/);
    expect(stdout).toMatch(/^Steps +8 run, 0 cached$/m);
    expect(stdout).toMatch(/^Times +all estimated by kind of step/m);
    expect(stdout).not.toContain('CACHED');
  });

  test('shortens names where there is little room: flags and blanks go first', async () => {
    const file = `FROM alpine\nRUN --mount=type=cache,target=/root/.cache    install   ${'much '.repeat(20)}\n`;
    const { stdout } = await slipway(['simulate', '--no-color', '-'], {
      stdin: file,
      folder: folderOf({}),
      terminal: 80,
    });
    expect(stdout).toMatch(/^● \[stage-0 2\/2\] RUN --mount=… install m\S*… /m);
    const last = stdout.slice(stdout.indexOf('\n● ') + 1).split('\n');
    expect(last.filter((line) => line.length > 80)).toEqual([]);
  });

  test('runs stages side by side, and nothing before what it takes', async () => {
    const build = await simulated();
    const ends = new Map(build.jobs.map((job) => [job.number, job.end]));
    for (const { inputs, start } of build.jobs)
      for (const input of inputs) expect(ends.get(input)).toBeLessThanOrEqual(start);
    const [install, compile] = [named(build, 'npm ci'), named(build, 'go install')];
    expect(install.start).toBeLessThan(compile.end);
    expect(compile.start).toBeLessThan(install.end);
    expect(install.line).toBe(4);
  });

  test('takes with one worker as long as all together', async () => {
    const { seconds, secondsOfOneWorker } = await simulated('--workers', '1');
    expect(seconds).toBeCloseTo(secondsOfOneWorker, 2);
    expect((await simulated()).seconds).toBeLessThan(seconds);
  });

  test('sends what the steps take of the context', async () => {
    expect((await simulated()).contextBytes).toBe('{}\n'.length + 'run();\n'.length + 'Dockerfile\n'.length);
    expect((await simulated('--target', 'deps')).contextBytes).toBe('{}\n'.length);
  });

  test('is drawn as a picture with a lane for each stage or worker', async () => {
    const [stages, workers] = [
      await simulate(['--format', 'svg']),
      await simulate(['--format', 'svg', '--workers', '2']),
    ];
    expect(stages.stdout).toMatch(/^<\?xml [^>]*\?>\n<svg /);
    expect(stages.stdout).toMatch(/class="lane">tool</);
    expect(workers.stdout).toMatch(/class="lane">worker 2</);
    expect(workers.stdout).not.toContain('worker 3');
  });
});

describe('a build after a change', () => {
  test('runs what the change reaches, and what may be cached', async () => {
    const build = await simulated('--changed', 'src');
    expect(named(build, 'npm ci').cached).toBe(true);
    expect(named(build, 'go install').cached).toBe(true);
    expect(named(build, 'COPY . .').cached).toBe(false);
    expect(named(build, 'npm run build')).toMatchObject({ cached: false });
    expect(named(build, 'COPY --from=build')).toMatchObject({ cached: false, uncertain: true });
    expect(build.contextBytes).toBe('run();\n'.length);
  });

  test('pulls only images that are new', async () => {
    const build = await simulated('--base', 'alpine');
    expect(named(build, 'FROM docker.io/library/alpine').cached).toBe(false);
    expect(named(build, 'FROM docker.io/library/golang').cached).toBe(true);
  });
});

describe('times', () => {
  test('come from a build that buildx has recorded', async () => {
    const record = fileURLToPath(new URL('../../test-fixtures/progress/cold.jsonl', import.meta.url));
    const text = readFileSync(
      fileURLToPath(new URL('../../test-fixtures/progress/Dockerfile', import.meta.url)),
      'utf8',
    );
    const folder = folderOf({ Dockerfile: text, 'b.txt': '', 'src/a.txt': '' });
    const { stdout } = await simulate(['--timings', record], folder);
    expect(stdout).toMatch(/RUN echo one && sleep 1 && echo err >&2\n#\d+ DONE 1\.[12]s/);
    expect(stdout).toMatch(/^Times +\d of \d+ estimated/m);
  });
});

describe('the classic builder', () => {
  test('shows every image and container as it comes and goes', async () => {
    const folder = folderOf({
      Dockerfile: 'ARG A\nFROM busybox AS one\nRUN make\nCOPY . /\nFROM scratch\nCOPY --from=one /x /\nCMD ["x"]\n',
    });
    const { code, stdout } = await simulate(['--engine', 'classic'], folder);
    expect(code).toBe(0);
    const shape = stdout.replaceAll(/[0-9a-f]{12}/g, 'ID').split('\n\n')[0];
    expect(shape).toBe(
      [
        'Sending build context to Docker daemon  2.048kB',
        'Step 1/7 : ARG A',
        'Step 2/7 : FROM busybox AS one',
        ' ---> ID',
        'Step 3/7 : RUN make',
        ' ---> Running in ID',
        ' ---> Removed intermediate container ID',
        ' ---> ID',
        'Step 4/7 : COPY . /',
        ' ---> ID',
        'Step 5/7 : FROM scratch',
        ' ---> ',
        'Step 6/7 : COPY --from=one /x /',
        ' ---> ID',
        'Step 7/7 : CMD ["x"]',
        ' ---> Running in ID',
        ' ---> Removed intermediate container ID',
        ' ---> ID',
        'Successfully built ID',
      ].join('\n'),
    );
  });

  test('finds the same images again', async () => {
    const folder = folderOf({
      Dockerfile: 'FROM busybox\nCOPY a.txt /\nRUN make\nCOPY b.txt /\n',
      'a.txt': '',
      'b.txt': '',
    });
    const idsOf = (text: string): readonly string[] =>
      Array.from(text.matchAll(/^ ---> ([0-9a-f]{12})$/gm), ([, id = '']) => id);
    const cold = idsOf((await simulate(['--engine', 'classic'], folder)).stdout);
    const { stdout } = await simulate(['--engine', 'classic', '--changed', 'b.txt'], folder);
    const warm = idsOf(stdout);
    expect(stdout.match(/Using cache/g)).toHaveLength(2);
    expect(warm.slice(0, 3)).toEqual(cold.slice(0, 3));
    expect(new Set([...warm, ...cold]).size).toBe(5);
  });

  test('stops where it wants BuildKit', async () => {
    const folder = folderOf({ Dockerfile: 'FROM busybox\nRUN --mount=type=cache,target=/x make\nRUN more\n' });
    const { code, stdout } = await simulate(['--engine', 'classic'], folder);
    expect(stdout).toContain('Step 2/3 : RUN --mount=type=cache,target=/x make\nthe --mount option requires BuildKit.');
    expect(stdout).not.toContain('Step 3/3');
    expect(code).toBe(1);
  });

  test('can be read by programs', async () => {
    const folder = folderOf({ Dockerfile: 'FROM busybox\nRUN make\n' });
    const { stdout } = await simulate(['--engine', 'classic', '--format', 'json'], folder);
    expect(JSON.parse(stdout)).toMatchObject({ steps: [{ number: 1 }, { number: 2, cached: false, line: 2 }] });
  });
});

test.each([
  [['--workers', '0'], '--workers cannot be "0"; it is a number from 1 to 10000'],
  [['--workers', 'many'], '--workers cannot be "many"'],
  [['--timings', 'nothing.json'], '--timings: cannot read "nothing.json"'],
  [['--timings', 'Dockerfile'], '--timings cannot be "Dockerfile": it is no record of a build'],
  [['--engine', 'classic', '--format', 'svg'], '--format svg draws what runs side by side'],
  [['--engine', 'classic', '--workers', '2'], 'the transcript of the classic builder has neither workers nor times'],
  [['--changed', 'src', '--since', 'HEAD'], '--since needs a git repository'],
  [['--target', 'depz'], '--target: target stage "depz" could not be found (did you mean deps?)'],
])('%j is refused: %s', async (args, message) => {
  const { code, stderr } = await simulate(args);
  expect(stderr).toContain(message);
  expect(stderr.split('\n')).toHaveLength(2);
  expect(code).toBe(2);
});

test('a Dockerfile that cannot be built is told as the builder tells it', async () => {
  const { code, stderr } = await simulate([], folderOf({ Dockerfile: 'FROM busybox\nCOPY --from=nothing:x a\n' }));
  expect(stderr).toContain('ERROR');
  expect(code).toBe(1);
});

test('the shape of a folder does not matter to where it is read from', async () => {
  const folder = folderOf({ 'app/Dockerfile': dockerfile, 'app/package.json': '' });
  expect((await slipway(['simulate', join(folder, 'app')])).code).toBe(0);
});
