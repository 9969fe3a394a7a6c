// `--chown` and USER as the builder takes them for files (client/llb: WithUser).

import { parseInt } from '../syntax/go/number.ts';
import type { Owner } from './operation.ts';

/** `user:group`, each a name or a number; `root` is 0. */
export function ownerOf(text: string): Owner {
  const colon = text.indexOf(':');
  return {
    user: idOf(colon === -1 ? text : text.slice(0, colon)),
    group: colon === -1 ? undefined : idOf(text.slice(colon + 1)),
  };
}

function idOf(text: string): number | string {
  if (text === 'root' || text === '') return 0;
  const id = parseInt(text, 32);
  return id.ok ? Number(id.value) : text;
}
