// The palette with colours, in a chunk of its own: most runs write into files and pipes.

import picocolors from 'picocolors';
import type { Palette } from '../report/palette.ts';

export const colored: Palette = picocolors.createColors(true);
