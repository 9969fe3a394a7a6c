// Emacs with Eglot, with the recipe of the documentation as its whole configuration.

import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findProgram, run } from './command.ts';
import { recipe } from './recipes.ts';
import { type EditorTest, Skip } from './run.ts';
import { runScript } from './terminal-editor.ts';

const packages = ['emacs-nox', 'elpa-eglot'];

export const emacs: EditorTest = {
  name: 'emacs',
  prepare() {
    const program = findEmacs();
    return async (room) => {
      const configuration = join(room.folder, 'init.el');
      writeFileSync(configuration, recipe('Emacs', 'elisp'));
      const script = resolve('scripts/editors/emacs.el');
      const args = ['--batch', '--eval', '(package-initialize)', '--load', configuration, '--load', script];
      runScript({ program, args, env: {}, count: 6 }, room);
    };
  },
};

function findEmacs(): string {
  const found = withEglot();
  if (found !== undefined) return found;
  // It cannot be installed beside what is there, so only a machine of its own gets it.
  if (process.env['CI'] === 'true' && process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '--quiet'], { env });
    run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...packages], { env });
  }
  const installed = withEglot();
  if (installed === undefined) throw new Skip(`there is no Emacs with Eglot: apt-get install ${packages.join(' ')}`);
  return installed;
}

function withEglot(): string | undefined {
  const program = findProgram('emacs');
  if (program === undefined) return undefined;
  const { code } = run(program, ['--batch', '--eval', "(progn (package-initialize) (require 'eglot))"]);
  return code === 0 ? program : undefined;
}
