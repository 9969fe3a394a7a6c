// Recorded builds, and what is remembered of them. The records are of builds of a real engine.

import { readFileSync } from 'node:fs';
import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProgressRecorder, readUpdate } from '../../src/plan/progress-stream.ts';
import { readTimings, timingName, Timings, timingsText } from '../../src/plan/timings.ts';

function record(name: string): string {
  return readFileSync(new URL(`../../test-fixtures/progress/${name}.jsonl`, import.meta.url), 'utf8');
}

function finished(text: string): ProgressRecorder['vertices'] {
  const recorder = new ProgressRecorder();
  for (const line of text.split('\n')) {
    const update = readUpdate(line);
    if (update !== undefined) recorder.add(update);
  }
  return recorder.vertices;
}

describe('a recorded build', () => {
  test('tells how long each step took', () => {
    const seconds = new Map(finished(record('cold')).map((vertex) => [vertex.name, vertex.seconds]));
    expect(seconds.get('[build 4/6] RUN echo one && sleep 1 && echo err >&2')).toBeCloseTo(1.16, 1);
    expect(seconds.get('[stage-1 3/3] COPY <<E /f')).toBeGreaterThan(0);
  });

  test('tells what is cached', () => {
    const cached = finished(record('warm')).flatMap(({ name, isCached }) => (isCached ? [name] : []));
    expect(cached).toContain('[build 2/6] WORKDIR /app');
    expect(cached).not.toContain('[internal] load build context');
    expect(finished(record('cold')).filter(({ isCached }) => isCached)).toEqual([]);
  });

  test('is read whatever else is written between its lines', () => {
    const noisy = record('cold').replaceAll('\n', '\nWARNING: no builder\n{"not": "an update"}\n{broken\n');
    expect(finished(noisy)).toEqual(finished(record('cold')));
  });
});

test.each([
  ['[build 3/7] RUN make', '[build] RUN make'],
  ['[build  3/17] RUN make', '[build] RUN make'],
  ['[linux/amd64 build 3/7] RUN make', '[linux/amd64 build] RUN make'],
  ['[3/7] RUN make', '[] RUN make'],
  ['[internal] load build context', '[internal] load build context'],
  ['exporting to image', 'exporting to image'],
  ['[open 1/2', '[open 1/2'],
])('%s is remembered as %s', (name, expected) => {
  expect(timingName(name)).toBe(expected);
  expect(timingName(expected)).toBe(expected);
});

describe('remembered times', () => {
  const timing = (seconds: number, key = ''): Parameters<Timings['add']>[0] => ({
    name: '[build] RUN make',
    key,
    seconds,
  });

  test('are found by the name of the step, whatever its number', () => {
    const timings = new Timings();
    timings.add(timing(3));
    expect(timings.find('[build 2/9] RUN make')).toBe(3);
    expect(timings.find('[other 2/9] RUN make')).toBeUndefined();
  });

  test('are the middle one of the latest five', () => {
    const timings = new Timings();
    for (const seconds of [100, 100, 100, 5, 1, 4, 2, 3]) timings.add(timing(seconds));
    expect(timings.find('[build 1/1] RUN make')).toBe(3);
  });

  test('of the same inputs go before others', () => {
    const timings = new Timings();
    for (const [seconds, key] of [
      [1, 'a'],
      [2, 'b'],
      [2, 'b'],
    ] as const)
      timings.add(timing(seconds, key));
    expect(timings.find('[build 1/1] RUN make', 'a')).toBe(1);
    expect(timings.find('[build 1/1] RUN make', 'c')).toBe(2);
  });

  test('can be written and read again', () => {
    const timings = new Timings();
    timings.add(timing(1.5, 'a'));
    timings.add({ name: '[] COPY "x" /', key: '', seconds: 0 });
    expect(readTimings(timingsText(timings))).toEqual({ ok: true, value: timings.all });
  });
});

describe('a file with timings', () => {
  test('may be what buildx writes', () => {
    const timings = readTimings(record('cold'));
    if (!timings.ok) throw new Error(timings.error);
    expect(timings.value.map(({ name }) => name)).toContain('[build] RUN echo one && sleep 1 && echo err >&2');
  });

  test('leaves out what was cached', () => {
    const timings = readTimings(record('warm'));
    if (!timings.ok) throw new Error(timings.error);
    expect(timings.value.filter(({ name }) => name.startsWith('[build]')).map(({ name }) => name)).toEqual([
      '[build] FROM docker.io/library/busybox:latest',
    ]);
  });

  test.each([
    ['', 'it is no record of a build'],
    ['FROM busybox\n', 'it is no record of a build'],
    ['{"a": 1}\n', 'it is no record of a build'],
    ['{"kind": "slipway-timings", "version": 1, ', 'it is no JSON'],
    ['{"kind": "slipway-timings", "version": 2, "steps": []}', 'its version is 2'],
    ['{"kind": "slipway-timings", "version": 1}', 'it has no list of steps'],
    ['{"vertexes": []}', 'no step ran'],
  ])('is not %j: %s', (text, error) => {
    expect(readTimings(text)).toEqual({ ok: false, error: expect.stringContaining(error) });
  });

  test('may be anything', () => {
    assert(
      property(string(), string(), (left, right) => {
        readTimings(`${left}\n{"vertexes": [${right}, {"digest": "d", "name": "n", "started": "${left}"}]}`);
        timingName(left);
      }),
    );
  });
});
