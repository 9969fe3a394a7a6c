// Whether to use colours, and which.

import { plain, type Palette } from '../report/palette.ts';
import type { Io } from './io.ts';

/** What was asked for decides, then `NO_COLOR` and `FORCE_COLOR`; otherwise there are colours on terminals that know them. */
export async function choosePalette(asked: boolean | undefined, io: Io): Promise<Palette> {
  if (!(asked ?? suitsColor(io))) return plain;
  const { colored } = await import('./colored.ts');
  return colored;
}

function suitsColor({ environment, stdout }: Io): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = environment;
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return TERM !== 'dumb' && stdout.terminalWidth() !== undefined;
}
