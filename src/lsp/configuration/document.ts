// A configuration as an editor has it: its text, what kind of file it is, and the place of a cursor in it.

import type { Way } from '../../config/schema-part.ts';
import type { Rules } from '../../lint/rule.ts';
import type { Encoding } from '../positions.ts';
import { blockPlace } from './block-place.ts';
import { flowPlace } from './flow-place.ts';
import type { ConfigurationPlace } from './place.ts';

export interface ConfigurationDocument {
  readonly text: string;
  /** An absolute path, or the name of a document that is no file yet. */
  readonly path: string;
  /** All that there are. */
  readonly rules: Rules;
  readonly encoding: Encoding;
}

/** What the command line reads as well. */
const LARGEST = 256 * 1024;

/** Undefined outside of the configuration: in the rest of a package.json, in comments, in files that are too large. */
export function placeIn({ text, path }: ConfigurationDocument, offset: number): ConfigurationPlace | undefined {
  if (text.length > LARGEST) return undefined;
  const isManifest = /(?:^|[\\/])package\.json$/.test(path);
  const start = text.search(/\S/);
  const isJson = isManifest || path.endsWith('.json') || text[start] === '{';
  if (!isJson) return blockPlace(text, offset);
  const place = start === -1 ? undefined : flowPlace(text, offset, { start, way: [], style: 'json' });
  if (!isManifest || place === undefined) return place;
  const way = inside(place.way, 'slipway');
  return way && { ...place, way };
}

function inside([first, ...rest]: Way, name: string): Way | undefined {
  return first === name ? rest : undefined;
}
