// What the engine says of random builds.

import {
  chmodSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type FinishedVertex, ProgressRecorder, readUpdate } from '../../../src/plan/progress-stream.ts';
import { docker, mustDocker } from '../docker.ts';
import { dockerfileOf, optionsOf, type RandomBuild } from './build.ts';

/** Why the engine refuses the build, or what it tells of it. */
export type Observation<Told> = { readonly failed: string } | { readonly told: Told };

/** A folder for the contexts of one pair of builds. */
export class Site {
  readonly #folder = mkdtempSync(join(tmpdir(), 'slipway-random-'));

  async buildkit(build: RandomBuild): Promise<Observation<readonly FinishedVertex[]>> {
    const args = ['buildx', 'build', '--builder=default', '--progress=rawjson', '--network=none'];
    const { code, stderr } = await docker([...args, ...this.#write(build)]);
    const recorder = new ProgressRecorder();
    for (const line of stderr.split('\n')) {
      const update = readUpdate(line);
      if (update !== undefined) recorder.add(update);
    }
    return code === 0 ? { told: recorder.vertices } : { failed: lastLine(stderr) };
  }

  /** The transcript. */
  async classic(build: RandomBuild): Promise<Observation<string>> {
    const { code, stdout, stderr } = await docker(['build', '--network=none', ...this.#write(build)], '', {
      DOCKER_BUILDKIT: '0',
    });
    return code === 0 ? { told: stdout } : { failed: lastLine(stderr) };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(build: RandomBuild): readonly string[] {
    const context = join(this.#folder, 'context');
    const dockerfile = join(this.#folder, 'Dockerfile');
    rmSync(context, { recursive: true, force: true });
    mkdirSync(context);
    for (const [path, { kind, content, mode, time }] of build.files) {
      const target = join(context, path);
      mkdirSync(kind === 'folder' ? target : dirname(target), { recursive: true });
      if (kind === 'link') {
        symlinkSync(content, target);
        lutimesSync(target, time, time);
        continue;
      }
      if (kind === 'file') writeFileSync(target, content);
      chmodSync(target, mode);
      utimesSync(target, time, time);
    }
    if (build.files.has('Dockerfile')) return [...optionsOf(build), context];
    writeFileSync(dockerfile, dockerfileOf(build));
    return [...optionsOf(build), `--file=${dockerfile}`, context];
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Nothing of earlier builds is left but tagged images. */
export async function forgetBuilds(): Promise<void> {
  await mustDocker(['builder', 'prune', '--all', '--force']);
  await mustDocker(['image', 'prune', '--force']);
}
