import { expect, test } from 'vitest';
import { DiagnosticsQueue } from '../../src/lsp/server/diagnostics-queue.ts';

/** A clock that stands still until it is told to go on. */
function handClock() {
  let now = 0;
  const calls = new Set<{ readonly at: number; readonly call: () => void }>();
  return {
    now: () => now,
    later(delay: number, call: () => void) {
      const entry = { at: now + delay, call };
      calls.add(entry);
      return () => void calls.delete(entry);
    },
    async advance(milliseconds: number) {
      now += milliseconds;
      for (const entry of calls) {
        if (entry.at > now) continue;
        calls.delete(entry);
        entry.call();
      }
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

function queueOf(costs: Readonly<Record<string, number>>) {
  const clock = handClock();
  const looked: string[] = [];
  const queue = new DiagnosticsQueue(async (uri) => {
    looked.push(uri);
    await clock.advance(costs[uri] ?? 0);
  }, clock);
  return { clock, queue, looked };
}

test('looks at a quick document at once, after many changes once', async () => {
  const { clock, queue, looked } = queueOf({});
  queue.add('a');
  queue.add('a');
  await clock.advance(0);
  expect(looked).toEqual(['a']);
});

test('lets a slow document rest as long as it took, and no other', async () => {
  const { clock, queue, looked } = queueOf({ slow: 100 });
  queue.add('slow');
  await clock.advance(0);
  await clock.advance(0);
  queue.add('slow');
  queue.add('quick');
  await clock.advance(0);
  expect(looked).toEqual(['slow', 'quick']);
  await clock.advance(100);
  expect(looked).toEqual(['slow', 'quick', 'slow']);
});

test('forgets a document that is closed', async () => {
  const { clock, queue, looked } = queueOf({});
  queue.add('a');
  queue.remove('a');
  await clock.advance(0);
  expect(looked).toEqual([]);
});
