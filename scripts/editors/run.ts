// The loop over editors: each one gets a project of its own, and says what it has shown of it.

import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeProject } from './project.ts';

export interface EditorTest {
  readonly name: string;
  /** Looks for the editor, or installs it where that changes nothing on the machine. Throws a `Skip` where there is none. */
  prepare(): Run;
}

/** Throws where something is not as it should be. */
export type Run = (room: Room) => Promise<void>;

export interface Room {
  /** Of this run; nothing else writes there. */
  readonly folder: string;
  /** A folder with a Dockerfile, in git, with one change that is not committed. */
  readonly project: string;
  /** The command line tool, as built. */
  readonly slipway: string;
  readonly screenshots: string | undefined;
  passed(what: string): void;
}

export class Skip extends Error {
  override readonly name = 'Skip';
}

/** What an editor has started may still write there while it ends. */
async function remove(folder: string): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch {
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
  }
}

/** The exit code. */
export async function runTests(tests: readonly EditorTest[], screenshots: string | undefined): Promise<number> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, prepare } of tests) {
    console.log(`\n${name}`);
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-editor-')));
    try {
      const run = prepare();
      const start = performance.now();
      await run({
        folder,
        project: makeProject(join(folder, 'shop')),
        slipway: realpathSync('dist/cli/slipway.cjs'),
        screenshots,
        passed(what) {
          console.log(`  ${what}`);
          count.passed++;
        },
      });
      console.log(`  took ${((performance.now() - start) / 1000).toFixed(1)} s`);
    } catch (error) {
      const isSkipped = error instanceof Skip;
      console.log(isSkipped ? `  skipped: ${error.message}` : error);
      count[isSkipped ? 'skipped' : 'failed']++;
    } finally {
      await remove(folder);
    }
  }
  console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed === 0 ? 0 : 1;
}
